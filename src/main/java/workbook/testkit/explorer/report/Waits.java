package workbook.testkit.explorer.report;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

/// Says what a blocked thread waits for.
final class Waits {
    private Waits() {}

    private record Wait(Awaited awaited, String what) {}

    static Stuck of(Run run, Names names, ControlledThread thread) {
        Wait wait = waitOf(names, thread);
        return new Stuck(
                thread.name,
                origin(names, thread.born),
                wait.awaited,
                wait.what,
                holder(run, names, thread),
                Postmortem.lineOf(thread.thread),
                thread.interruption,
                thread.swallowed == null ? "" : thread.swallowed.location());
    }

    private static String origin(Names names, ControlledThread.Call born) {
        if (born == null) {
            return "";
        }
        String by = born.site().name().equals("start") ? "" : "by " + call(names, born) + " ";
        return by + "at " + born.site().location();
    }

    private static String lock(String name) {
        return name.endsWith("ock") ? name : "the lock " + name;
    }

    private static Wait waitOf(Names names, ControlledThread thread) {
        if (thread.waitsFor instanceof Monitors.Monitor monitor) {
            return new Wait(Awaited.LOCK, "the lock of " + names.of(monitor.object));
        }
        if (thread.waitsFor != null) {
            return new Wait(Awaited.NOTIFICATION, "a notification on " + names.of(thread.waitsFor));
        }
        return thread.calls.isEmpty() ? outsideOfCalls(thread) : inCall(names, thread.calls.peek());
    }

    private static Wait inCall(Names names, ControlledThread.Call call) {
        String method = call.site().name();
        String name = call.receiver() == null ? "" : names.of(call.receiver());
        return switch (call.receiver()) {
            case null ->
                    method.equals("sleep")
                            ? new Wait(Awaited.TIME, "the end of its sleep")
                            : new Wait(Awaited.OTHER, "the end of " + call(names, call) + "()");
            case Lock lock -> new Wait(Awaited.LOCK, lock(name));
            case StampedLock lock -> new Wait(Awaited.LOCK, lock(name));
            case Condition condition -> new Wait(Awaited.NOTIFICATION, "a signal on " + name);
            case Semaphore permits -> new Wait(Awaited.PERMIT, "a permit of " + name);
            case CountDownLatch latch ->
                    new Wait(
                            Awaited.LATCH,
                            name + ", which stands at " + latch.getCount() + ", to reach zero");
            case CyclicBarrier barrier ->
                    new Wait(
                            Awaited.PARTIES,
                            "the others at %s, where %d of %d are"
                                    .formatted(
                                            name,
                                            barrier.getNumberWaiting(),
                                            barrier.getParties()));
            case Phaser phaser ->
                    new Wait(
                            Awaited.PARTIES,
                            "the others at %s, where %d of %d are"
                                    .formatted(
                                            name,
                                            phaser.getArrivedParties(),
                                            phaser.getRegisteredParties()));
            case Exchanger<?> exchanger -> new Wait(Awaited.PARTIES, "a partner at " + name);
            case BlockingQueue<?> queue
                    when method.matches("put|offer|transfer|add.*|tryTransfer") ->
                    new Wait(Awaited.ROOM, "somebody to take from " + name);
            case BlockingQueue<?> queue -> new Wait(Awaited.ELEMENT, "an element in " + name);
            case Future<?> future -> new Wait(Awaited.RESULT, "the result of " + name);
            case CompletionService<?> results ->
                    new Wait(Awaited.RESULT, "the next result of " + name);
            case Thread other -> new Wait(Awaited.END, name + " to end");
            case Executor executor -> new Wait(Awaited.END, "the tasks of " + name + " to end");
            default -> new Wait(Awaited.END, call(names, call) + "() to return");
        };
    }

    /// A thread of a pool between two tasks, or a wait that the program did not ask for by itself.
    private static Wait outsideOfCalls(ControlledThread thread) {
        String inside = "";
        for (StackTraceElement frame : thread.thread.getStackTrace()) {
            if (frame.getMethodName().equals("getTask")) {
                return new Wait(Awaited.WORK, "the next task of its executor");
            }
            String type = frame.getClassName();
            if (inside.isEmpty()
                    && type.startsWith("java.util.concurrent.")
                    && !type.contains(".locks.")) {
                inside =
                        type.substring(type.lastIndexOf('.') + 1)
                                + "."
                                + frame.getMethodName()
                                + "()";
            }
        }
        return new Wait(
                Awaited.OTHER, inside.isEmpty() ? "something unknown" : "the end of " + inside);
    }

    private static Stuck.Holder holder(Run run, Names names, ControlledThread thread) {
        if (thread.waitsFor instanceof Monitors.Monitor monitor) {
            return monitor.owner == null
                    ? Stuck.Holder.NOBODY
                    : new Stuck.Holder(
                            monitor.owner.name,
                            "the lock of " + names.of(monitor.object),
                            monitor.since.location(),
                            monitor.owner.ended);
        }
        ControlledThread.Call call = thread.calls.peek();
        return thread.waitsFor != null || call == null || call.receiver() == null
                ? Stuck.Holder.NOBODY
                : Holders.of(run, names, call.receiver());
    }

    private static String call(Names names, ControlledThread.Call call) {
        String subject =
                call.receiver() == null ? call.site().simpleOwner() : names.of(call.receiver());
        return subject + "." + call.site().name();
    }
}
