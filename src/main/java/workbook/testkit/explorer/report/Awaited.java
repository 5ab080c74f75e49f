package workbook.testkit.explorer.report;

/// What a blocked thread waits for, and what usually helps.
enum Awaited {
    LOCK("take the locks in the same order everywhere, and give each back in a finally block"),
    PERMIT("release exactly once for each acquire: acquire before try, release in finally"),
    NOTIFICATION(
            "change what the waiting thread tests and notify under the same lock; let it test in a while loop;"
                    + " and wake all waiting threads, not one"),
    LATCH("count down once in each task, in a finally block, so that a task that fails counts too"),
    PARTIES("let as many threads arrive as are waited for, also when one of them fails"),
    ELEMENT(
            "put an element for each that is taken, or end the taker by a last element that says so"),
    ROOM("take an element for each that is put, or make room before nobody takes any more"),
    RESULT("complete the future on every path, also when its work fails or never starts"),
    END("look at what the other thread does: it has to end first"),
    WORK("open the executor in try-with-resources, or close() it in a finally block"),
    TIME("cancel what is no longer needed, or wait for its end with join() or close()"),
    OTHER("make sure that what a thread waits for comes on every path");

    final String advice;

    Awaited(String advice) {
        this.advice = advice;
    }
}
