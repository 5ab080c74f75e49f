package workbook.timeline;

import java.util.List;
import java.util.Set;

/// A frame of a stack, from an event or from a thread dump.
record Frame(String type, String method, int line) {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /// Names that say nothing about a task; its class says more.
    private static final Set<String> PLAIN = Set.of("run", "call", "get", "accept", "apply");

    boolean isJdk() {
        return JDK.stream().anyMatch(type::startsWith);
    }

    /// A lambda's method is `lambda$fetchAll$0`; JShell runs a snippet in `do_it$`.
    boolean isNamed() {
        return method.indexOf('$') < 0;
    }

    /// What a thread is called whose work began here.
    String task() {
        return PLAIN.contains(method) || method.startsWith("<") ? Calls.simpleName(type) : method;
    }

    /// JShell numbers the lines of the class that it wraps around a snippet: no use to a reader.
    String place() {
        var isLambda = method.startsWith("lambda$");
        var name =
                isLambda ? method.substring("lambda$".length(), method.lastIndexOf('$')) : method;
        if (type.startsWith("REPL.")) {
            return name.startsWith("do_it") ? "the cell" : name;
        }
        return name + ", line " + line;
    }
}
