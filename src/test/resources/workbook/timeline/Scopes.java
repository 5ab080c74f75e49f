import module java.base;

import workbook.timeline.Timeline;

// A compact source file that uses a preview API, as a lesson does: the test runs it with java.

final CountDownLatch slowRuns = new CountDownLatch(1);

String slow() throws InterruptedException {
    slowRuns.countDown();
    new CountDownLatch(1).await();
    return "never";
}

String broken() throws InterruptedException {
    slowRuns.await(); // or the failure could come before the last fork
    throw new IllegalStateException("no such page");
}

String quick() throws InterruptedException {
    Thread.sleep(1);
    return "page";
}

void fetchAll() throws InterruptedException {
    try (var scope = StructuredTaskScope.open()) {
        scope.fork(this::quick);
        scope.fork(this::broken);
        scope.fork(this::slow);
        scope.join();
    }
}

void fetchQuick() {
    try (var scope = StructuredTaskScope.open()) {
        scope.fork(this::quick);
        scope.join();
    } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
    }
}

void main() {
    print(Timeline.record("scope", this::fetchAll));
    IO.println("on a virtual thread");
    print(Timeline.record("virtual", () -> Thread.ofVirtual().start(this::fetchQuick).join()));
}

void print(Timeline timeline) {
    for (var lane : timeline.lanes()) {
        IO.println(lane.depth() + " " + lane.outcome() + " " + lane.reason());
        lane.intervals().stream()
                .filter(interval -> interval.call().startsWith("StructuredTaskScope"))
                .map(interval ->
                        interval.state() + " " + interval.call() + " in " + interval.place())
                .distinct()
                .forEach(IO::println);
    }
}
