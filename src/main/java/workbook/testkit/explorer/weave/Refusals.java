package workbook.testkit.explorer.weave;

import java.util.Locale;
import java.util.Set;

/// The parts of the JDK that the explorer does not control. A program that reaches one of them is
/// refused: a verdict on it would be a guess.
final class Refusals {
    /// @param what what the program does, for the message "the explorer cannot control ..."
    /// @param instead what to do about it
    record Reason(String what, String instead) {}

    private static final Set<String> FORK_JOIN =
            Set.of(
                    "java/util/concurrent/ForkJoinPool",
                    "java/util/concurrent/ForkJoinTask",
                    "java/util/concurrent/RecursiveTask",
                    "java/util/concurrent/RecursiveAction",
                    "java/util/concurrent/CountedCompleter");

    private static final Set<String> HARMLESS_NET =
            Set.of(
                    "java/net/URI",
                    "java/net/URLEncoder",
                    "java/net/URLDecoder",
                    "java/net/HttpCookie");

    private Refusals() {}

    /// Why a call is refused.
    ///
    /// @param owner the internal name of the class that declares the method
    /// @return null if the call is welcome
    static Reason of(String owner, String method) {
        if (method.equals("parallelStream")
                || (method.equals("parallel") && owner.startsWith("java/util/stream/"))) {
            return new Reason(
                    "a parallel stream, which runs on threads of the common pool",
                    "use a sequential stream here, or check this code with a plain @Test");
        }
        if (owner.equals("java/util/Arrays")
                && method.toLowerCase(Locale.ROOT).startsWith("parallel")) {
            return new Reason(
                    "Arrays." + method + ", which runs on threads of the common pool",
                    "use the sequential method");
        }
        boolean constructsTask = method.equals("<init>") && !owner.endsWith("ForkJoinPool");
        if (FORK_JOIN.contains(owner) && !constructsTask && !method.equals("managedBlock")) {
            return new Reason(
                    "fork/join ("
                            + simple(owner)
                            + "."
                            + method
                            + "), which schedules its tasks by itself",
                    "use another executor, or check this code with a plain @Test");
        }
        if (owner.equals("java/lang/invoke/VarHandle") || owner.equals("sun/misc/Unsafe")) {
            return new Reason(
                    "a " + simple(owner) + ", whose accesses it does not see",
                    "use an atomic class or a volatile field");
        }
        if (owner.equals("java/lang/reflect/Field")
                && (method.startsWith("get") || method.startsWith("set"))
                && !method.equals("getName")
                && !method.equals("getType")) {
            return new Reason("access to a field by reflection", "access the field itself");
        }
        if (owner.equals("java/util/Timer") || owner.startsWith("java/io/Piped")) {
            return new Reason(
                    simple(owner) + ", which waits by means of the JVM's own monitors",
                    "use a ScheduledExecutorService or a BlockingQueue");
        }
        if (talksToTheOutside(owner, method)) {
            return new Reason(
                    "real input or output (" + simple(owner) + "." + method + ")",
                    "pass in a fake, or check this code with a plain @Test and probes");
        }
        return null;
    }

    private static boolean talksToTheOutside(String owner, String method) {
        boolean outside =
                owner.startsWith("java/net/")
                        || owner.startsWith("java/nio/channels/")
                        || owner.startsWith("java/sql/")
                        || owner.equals("java/lang/Process");
        boolean harmless = HARMLESS_NET.contains(owner) || owner.endsWith("Exception");
        boolean starts =
                (owner.equals("java/lang/ProcessBuilder") && method.equals("start"))
                        || (owner.equals("java/lang/Runtime") && method.equals("exec"));
        return (outside && !harmless) || starts;
    }

    private static String simple(String owner) {
        return owner.substring(owner.lastIndexOf('/') + 1);
    }
}
