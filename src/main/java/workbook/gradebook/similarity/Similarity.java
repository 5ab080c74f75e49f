package workbook.gradebook.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds submissions for one exercise that resemble each other.
///
/// Not compared is what the exercise gives (its stub), what its published solution has, and what
/// more than 5 % of the class share (at least 4 and at most 40 submissions): short exercises have
/// few right answers. Two are similar if what is left of the shorter one has at least [#MIN_SHARED]
/// fingerprints in common with the other, and these are at least [#THRESHOLD] of it; or if they are
/// the same character for character. Memory: about 3 KiB for each submission at most; time: the
/// square of their number, an addition and a comparison each. Not safe for threads.
public final class Similarity {

    /// The least share that is reported.
    public static final double THRESHOLD = 0.8;

    /// The least number of fingerprints that two have in common: about 30 tokens.
    static final int MIN_SHARED = 6;

    private static final int MIN_COMMON = 4;
    private static final int MAX_COMMON = 40;

    private final int[] given;
    private final String stub;
    private final List<Submission> submissions = new ArrayList<>();

    private static final class Submission {

        private final String student;
        private final int text;
        private final int length;
        private final int[] fingerprints;

        private Submission(String student, int text, int length, int[] fingerprints) {
            this.student = student;
            this.text = text;
            this.length = length;
            this.fingerprints = fingerprints;
        }

        private Submission withFingerprints(int[] kept) {
            return new Submission(student, text, length, kept);
        }

        private boolean isSameText(Submission other) {
            return text == other.text && length == other.length;
        }
    }

    /// @param stub the exercise as it was given
    /// @param solution its published solution, or an empty text
    public Similarity(String stub, String solution) {
        this.stub = stub.strip();
        this.given =
                IntStream.concat(
                                IntStream.of(Winnowing.grams(JavaTokens.of(stub))),
                                IntStream.of(Winnowing.grams(JavaTokens.of(solution))))
                        .sorted()
                        .distinct()
                        .toArray();
    }

    /// Adds a submission. One that is the stub itself resembles nothing.
    public void add(String student, String source) {
        String text = source.strip();
        if (text.equals(stub)) {
            return;
        }
        int[] fingerprints =
                IntStream.of(Winnowing.fingerprints(Winnowing.grams(JavaTokens.of(source))))
                        .filter(fingerprint -> !Winnowing.contains(given, fingerprint))
                        .toArray();
        submissions.add(new Submission(student, text.hashCode(), text.length(), fingerprints));
    }

    /// @return the similar pairs, the most similar first; of many that are the same, each with the
    ///   next
    public List<SimilarPair> pairs() {
        var compared = withoutWhatIsCommon();
        long[] index = index(compared);
        int[] shared = new int[compared.size()];
        var pairs = new ArrayList<SimilarPair>();
        for (int first = 0; first < shared.length; first++) {
            count(compared.get(first), first, index, shared);
            for (int second = first + 1; second < shared.length; second++) {
                Submission one = compared.get(first);
                Submission other = compared.get(second);
                double share = share(shared[second], one, other);
                if (share >= THRESHOLD && !one.isSameText(other)) {
                    pairs.add(new SimilarPair(one.student, other.student, share, false));
                }
            }
        }
        pairs.addAll(identical());
        pairs.sort(
                Comparator.comparing(SimilarPair::identical)
                        .thenComparingDouble(SimilarPair::share)
                        .reversed()
                        .thenComparing(SimilarPair::first)
                        .thenComparing(SimilarPair::second));
        return pairs;
    }

    private List<SimilarPair> identical() {
        var pairs = new ArrayList<SimilarPair>();
        Map<Integer, Submission> lastOfText = new HashMap<>();
        for (Submission one : submissions) {
            Submission twin = lastOfText.put(one.text, one);
            if (twin != null && one.isSameText(twin) && one.fingerprints.length > 0) {
                pairs.add(new SimilarPair(twin.student, one.student, 1, true));
            }
        }
        return pairs;
    }

    private List<Submission> withoutWhatIsCommon() {
        long[] index = index(submissions);
        int common = Math.clamp(submissions.size() / 20, MIN_COMMON, MAX_COMMON);
        return submissions.stream()
                .map(submission ->
                        submission.withFingerprints(
                                IntStream.of(submission.fingerprints)
                                        .filter(each -> isAtMost(common, index, each))
                                        .toArray()))
                .toList();
    }

    private static boolean isAtMost(int common, long[] index, int fingerprint) {
        int beyond = position(index, fingerprint) + common;
        return beyond >= index.length || index[beyond] >> 32 != fingerprint;
    }

    /// Fingerprint and submission in one number, so that those of a fingerprint stand together.
    private static long[] index(List<Submission> submissions) {
        return IntStream.range(0, submissions.size())
                .boxed()
                .flatMapToLong(place ->
                        IntStream.of(submissions.get(place).fingerprints)
                                .mapToLong(fingerprint -> (long) fingerprint << 32 | place))
                .sorted()
                .toArray();
    }

    /// Counts what one submission shares with each that comes later.
    private static void count(Submission one, int place, long[] index, int[] shared) {
        Arrays.fill(shared, 0);
        for (int fingerprint : one.fingerprints) {
            int i = position(index, fingerprint);
            while (i < index.length && index[i] >> 32 == fingerprint) {
                int other = (int) index[i];
                if (other > place) {
                    shared[other]++;
                }
                i++;
            }
        }
    }

    /// @return where those of a fingerprint begin
    private static int position(long[] index, int fingerprint) {
        int found = Arrays.binarySearch(index, (long) fingerprint << 32);
        return found < 0 ? -found - 1 : found;
    }

    private static double share(int shared, Submission one, Submission other) {
        return shared < MIN_SHARED
                ? 0
                : (double) shared / Math.min(one.fingerprints.length, other.fingerprints.length);
    }
}
