package workbook.gradebook.similarity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Fingerprints of a text by winnowing: Schleimer, Wilkerson and Aiken, "Winnowing: Local
/// Algorithms for Document Fingerprinting", SIGMOD 2003.
///
/// The hash of every [#K] tokens in a row is a candidate, and of every [#WINDOW] candidates in a
/// row the smallest is kept, the rightmost if there are several. So whatever two texts share of at
/// least `K + WINDOW - 1` tokens, they share a fingerprint of it, and nothing shorter than `K`
/// tokens is ever found.
final class Winnowing {

    static final int K = 12;
    static final int WINDOW = 6;

    /// Of a very long text the smallest are kept: the same choice in every text, so that shares
    /// stay comparable.
    static final int MAX_FINGERPRINTS = 256;

    private Winnowing() {}

    /// @return the hash of every `K` tokens in a row, in their order
    static int[] grams(List<String> tokens) {
        int count = Math.max(0, tokens.size() - K + 1);
        int[] grams = new int[count];
        for (int i = 0; i < count; i++) {
            long hash = 7;
            for (int j = i; j < i + K; j++) {
                hash = hash * 1_000_003 + tokens.get(j).hashCode();
            }
            grams[i] = mixed(hash);
        }
        return grams;
    }

    /// A polynomial's low bits follow its last tokens; the smallest hash must not prefer any text.
    private static int mixed(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    /// @return the fingerprints, ascending, each once
    static int[] fingerprints(int[] grams) {
        int windows = Math.max(grams.length == 0 ? 0 : 1, grams.length - WINDOW + 1);
        return IntStream.range(0, windows)
                .map(start -> smallest(grams, start, Math.min(grams.length, start + WINDOW)))
                .distinct()
                .map(position -> grams[position])
                .sorted()
                .distinct()
                .limit(MAX_FINGERPRINTS)
                .toArray();
    }

    private static int smallest(int[] grams, int start, int end) {
        int smallest = start;
        for (int i = start + 1; i < end; i++) {
            if (grams[i] <= grams[smallest]) {
                smallest = i;
            }
        }
        return smallest;
    }

    /// @param sorted ascending
    static boolean contains(int[] sorted, int value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }
}
