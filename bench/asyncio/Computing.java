import java.security.MessageDigest;

/// Counting primes in four parts on a pool of platform threads; or hashing megabytes in four parts.
static final int PARTS = 4;

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "platform-pool" -> inParts(part -> primes(part, size));
                        case "sha-256" -> inParts(part -> hashed(part, size));
                        default -> throw new IllegalArgumentException(variant);
                    });
}

interface Part {
    int compute(int part) throws Exception;
}

static int inParts(Part work) throws Exception {
    try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
        var parts = new ArrayList<Future<Integer>>();
        for (int i = 0; i < PARTS; i++) {
            int part = i;
            parts.add(pool.submit(() -> work.compute(part)));
        }
        int sum = 0;
        for (var part : parts) {
            sum += part.get();
        }
        return sum;
    }
}

static int primes(int part, int size) {
    int count = 0;
    for (int number = 3 + 2 * part; number < size; number += 2 * PARTS) {
        int divisor = 3;
        while (divisor * divisor <= number && number % divisor != 0) {
            divisor += 2;
        }
        if (divisor * divisor > number) {
            count++;
        }
    }
    return count;
}

static int hashed(int part, int size) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    byte[] block = new byte[1_000_000];
    Arrays.fill(block, (byte) part);
    for (int i = 0; i < size; i++) {
        digest.update(block);
    }
    return digest.digest()[0] & 0xff;
}
