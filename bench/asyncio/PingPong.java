/// Two tasks that hand a ball to each other, so many times.
void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    play(
                            size,
                            switch (variant) {
                                case "virtual-threads", "one-carrier" -> Thread.ofVirtual();
                                case "platform-threads" -> Thread.ofPlatform();
                                default -> throw new IllegalArgumentException(variant);
                            }));
}

static int play(int size, Thread.Builder builder) throws Exception {
    var there = new ArrayBlockingQueue<Integer>(1);
    var back = new ArrayBlockingQueue<Integer>(1);
    builder.start(
            new FutureTask<Void>(() -> {
                for (int i = 0; i < size; i++) {
                    back.put(there.take() + 1);
                }
                return null;
            }));
    var ping =
            new FutureTask<>(() -> {
                int ball = 0;
                for (int i = 0; i < size; i++) {
                    there.put(ball);
                    ball = back.take();
                }
                return ball;
            });
    builder.start(ping);
    return ping.get();
}
