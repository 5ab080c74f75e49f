package workbook.timeline;

import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;

/// Which events of JDK Flight Recorder tell what a thread does.
///
/// Flight Recorder has no event for a virtual thread that parks. `jdk.MethodTrace` (JEP 520) fills
/// the hole: it times methods of the JDK without a flag, an agent or a change to the code. Some of
/// these methods are private; a name that a later JDK drops is ignored by the filter, and the test
/// of the situations finds out.
final class Tracing {
    /// A busy loop over a traced method writes hundreds of megabytes a minute.
    static final long MAX_BYTES = 64L << 20;

    private static final Duration ALWAYS = Duration.ZERO;
    private static final Duration NEVER = Duration.ofDays(1);

    private static final List<String> EVENTS =
            List.of(
                    "jdk.ThreadStart",
                    "jdk.ThreadEnd",
                    "jdk.VirtualThreadStart",
                    "jdk.VirtualThreadEnd",
                    "jdk.ThreadSleep",
                    "jdk.JavaMonitorEnter",
                    "jdk.SocketRead",
                    "jdk.SocketWrite",
                    "jdk.JavaExceptionThrow",
                    "jdk.JavaErrorThrow",
                    "jdk.Shutdown");

    private static final String FILTER =
            String.join(
                    ";",
                    // waiting
                    "java.util.concurrent.locks.LockSupport::park",
                    "java.util.concurrent.locks.LockSupport::parkNanos",
                    "java.util.concurrent.locks.LockSupport::parkUntil",
                    "java.lang.Object::wait",
                    "java.net.ServerSocket::accept",
                    "sun.nio.ch.SelectorImpl::lockAndDoSelect",
                    // who starts whom, and who ends: exit runs before join returns, ThreadEnd after
                    "java.lang.VirtualThread::start",
                    "java.lang.Thread::start",
                    "java.lang.Thread::exit",
                    // tasks on pool threads
                    "java.util.concurrent.ThreadPoolExecutor::beforeExecute",
                    "java.util.concurrent.ThreadPoolExecutor::afterExecute",
                    "java.util.concurrent.CompletableFuture$AsyncSupply::run",
                    "java.util.concurrent.CompletableFuture$AsyncRun::run",
                    "java.util.concurrent.CompletableFuture$Completion::run",
                    "java.util.concurrent.CompletableFuture$Completion::exec",
                    "java.util.concurrent.ForkJoinTask$InterruptibleTask::exec",
                    "java.util.stream.AbstractTask::compute",
                    "java.util.stream.ForEachOps$ForEachTask::compute",
                    "java.util.concurrent.RecursiveTask::exec",
                    "java.util.concurrent.RecursiveAction::exec",
                    // outcomes
                    "java.lang.Thread::dispatchUncaughtException",
                    "java.util.concurrent.FutureTask::setException",
                    "java.util.concurrent.CompletableFuture::completeThrowable",
                    "java.util.concurrent.StructuredTaskScopeImpl::onComplete",
                    "java.util.concurrent.StructuredTaskScopeImpl$SubtaskImpl::run",
                    "java.util.concurrent.StructuredTaskScopeImpl$SubtaskImpl$AltResult::<init>",
                    // where `java My.java` has compiled and begins to run
                    "com.sun.tools.javac.launcher.MemoryContext::newClassLoaderFor",
                    // when a virtual thread is on a carrier; unmount is there because the first
                    // event that a carrier writes after it is lost, and must not be a needed one
                    "java.lang.VirtualThread::runContinuation",
                    "java.lang.VirtualThread::yieldContinuation",
                    "java.lang.VirtualThread::unmount");

    private Tracing() {}

    /// Records everything that a timeline needs.
    static void observe(Recording recording) {
        EVENTS.forEach(name -> recording.enable(name).withThreshold(ALWAYS).withStackTrace());
        recording
                .enable("jdk.MethodTrace")
                .withThreshold(ALWAYS)
                .withStackTrace()
                .with("filter", FILTER);
    }

    /// Instruments the methods and writes nothing: installing the filter is the costly part.
    static void keepInstrumented(Recording recording) {
        recording.enable("jdk.MethodTrace").withThreshold(NEVER).with("filter", FILTER);
    }
}
