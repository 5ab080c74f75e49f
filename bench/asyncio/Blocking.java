/// So many calls that block for a tenth of a second.
void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) -> {
                if (!variant.equals("virtual-threads")) {
                    throw new IllegalArgumentException(variant);
                }
                try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                    var calls = new ArrayList<Future<Integer>>();
                    for (int i = 0; i < size; i++) {
                        int number = i;
                        calls.add(
                                executor.submit(() -> {
                                    Thread.sleep(Duration.ofMillis(100));
                                    return number;
                                }));
                    }
                    int sum = 0;
                    for (var call : calls) {
                        sum += call.get();
                    }
                    return sum;
                }
            });
}
