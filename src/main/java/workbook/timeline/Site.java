package workbook.timeline;

import java.util.List;

/// What a stack says.
///
/// @param call the JDK method that the learner's code called, such as `Semaphore.acquire`
/// @param state what a thread waits for in that call
/// @param place the learner's method and line: the innermost frame that is not the JDK's
/// @param task the learner's outermost named method: what a thread without a name is called
/// @param isResumed whether the wait goes on: a condition that was signalled waits for its lock
record Site(String call, State state, String place, String task, boolean isResumed) {
    static final Site NOWHERE = new Site("", State.WAITING, "", "", false);

    /// Reads a stack, the innermost frame first.
    static Site of(List<Frame> stack) {
        Frame jdk = null;
        Frame learners = null;
        var task = "";
        for (var frame : stack) {
            if (frame.isJdk()) {
                jdk = learners == null ? frame : jdk;
            } else {
                learners = learners == null ? frame : learners;
                task = frame.isNamed() ? frame.task() : task;
            }
        }
        if (learners == null) {
            return NOWHERE;
        }
        var type = jdk == null ? "" : jdk.type();
        var method = jdk == null ? "" : jdk.method();
        return new Site(
                Calls.name(type, method),
                Calls.state(type, method),
                learners.place(),
                task,
                isResumed(stack));
    }

    private static boolean isResumed(List<Frame> stack) {
        for (int index = 1; index < stack.size(); index++) {
            if (stack.get(index).type().endsWith("Synchronizer$ConditionObject")) {
                return stack.get(index - 1).method().equals("acquire");
            }
        }
        return false;
    }

    /// Whether the learner's code is on the stack at all.
    boolean isLearners() {
        return !place.isEmpty();
    }
}
