package workbook.testkit.explorer.report;

import java.util.List;
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
import java.util.stream.Collectors;
import workbook.testkit.explorer.code.ExploredClasses;
import workbook.testkit.explorer.run.ControlledThread;
import workbook.testkit.explorer.run.Monitors;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.trace.Holders;
import workbook.testkit.explorer.trace.Names;
import workbook.testkit.explorer.trace.Trace;

/// Says what a blocked thread waits for.
final class Waits {
    private Waits() {}

    private record Wait(Awaited awaited, String what) {}

    /// What each of these threads waits for; the reader of the schedule shall see it too.
    static List<Stuck> of(Run run, List<ControlledThread> threads) {
        var stuck = threads.stream().map(thread -> of(run, thread)).toList();
        for (int i = 0; i < stuck.size(); i++) {
            show(run.trace(), threads.get(i).calls.peek(), stuck.get(i));
        }
        return stuck;
    }

    private static void show(Trace trace, ControlledThread.Call call, Stuck stuck) {
        if (call != null) {
            boolean ends = stuck.awaited() == Awaited.END || stuck.awaited() == Awaited.PERMIT;
            String held =
                    stuck.holder().isKnown() && !ends ? ", held by " + stuck.holder().thread() : "";
            String text = "waits for " + stuck.what() + held;
            trace.amend(stuck.thread(), call.begun(), text, call.site());
        }
    }

    private static Stuck of(Run run, ControlledThread thread) {
        Names names = run.trace().names();
        Wait wait = waitOf(names, thread);
        return new Stuck(
                thread.name,
                origin(names, thread.born),
                wait.awaited,
                wait.what,
                holder(run, thread),
                ExploredClasses.lineOf(thread.thread),
                thread.interruption(),
                thread.swallowed() == null ? "" : thread.swallowed().location());
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
        return switch (thread.waitsFor()) {
            case Monitors.Monitor monitor ->
                    new Wait(Awaited.LOCK, "the lock of " + names.of(monitor.object()));
            case null ->
                    thread.calls.isEmpty()
                            ? outsideOfCalls(thread)
                            : inCall(names, thread.calls.peek());
            case Object object ->
                    new Wait(Awaited.NOTIFICATION, "a notification on " + names.of(object));
        };
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

    /// Who has what the thread waits for, or was the last to take it.
    private static Stuck.Holder holder(Run run, ControlledThread thread) {
        if (thread.waitsFor() instanceof Monitors.Monitor monitor) {
            return monitor.owner() == null
                    ? Stuck.Holder.NOBODY
                    : new Stuck.Holder(
                            monitor.owner().name,
                            "the lock of " + run.trace().names().of(monitor.object()),
                            monitor.since().location(),
                            monitor.owner().hasEnded());
        }
        ControlledThread.Call call = thread.calls.peek();
        return thread.waitsFor() != null || call == null || call.receiver() == null
                ? Stuck.Holder.NOBODY
                : holderOf(run, call.receiver());
    }

    private static Stuck.Holder holderOf(Run run, Object receiver) {
        Names names = run.trace().names();
        List<Holders.Held> held = run.trace().holders().of(receiver);
        if (!held.isEmpty()) {
            Holders.Held last = held.getLast();
            String since =
                    receiver instanceof Semaphore
                            ? held.stream()
                                    .map(one -> one.by() + " took one at " + one.since().location())
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            : last.since().location();
            return new Stuck.Holder(last.by(), names.of(last.what()), since, ended(run, last.by()));
        }
        Thread owner = receiver instanceof Thread thread ? thread : Holders.ownerOf(receiver);
        ControlledThread holder = owner == null ? null : run.scheduler.find(owner);
        return holder == null
                ? Stuck.Holder.NOBODY
                : new Stuck.Holder(holder.name, names.of(receiver), "", holder.hasEnded());
    }

    private static boolean ended(Run run, String thread) {
        return run.scheduler.threads().stream()
                .anyMatch(candidate -> candidate.name.equals(thread) && candidate.hasEnded());
    }

    private static String call(Names names, ControlledThread.Call call) {
        String subject =
                call.receiver() == null ? call.site().simpleOwner() : names.of(call.receiver());
        return subject + "." + call.site().name();
    }
}
