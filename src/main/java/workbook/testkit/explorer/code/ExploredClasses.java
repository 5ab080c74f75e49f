package workbook.testkit.explorer.code;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

/// Tells the classes of the explored program from all others: they have a loader of their own, and
/// its name is all that has to be known of it here.
public final class ExploredClasses {
    /// The name of the loader.
    public static final String LOADER = "explored";

    private static final ClassValue<Set<String>> DECLARED =
            new ClassValue<>() {
                @Override
                protected Set<String> computeValue(Class<?> type) {
                    var names = new HashSet<String>();
                    for (Class<?> c = type; c != null && contain(c); c = c.getSuperclass()) {
                        for (Method method : c.getDeclaredMethods()) {
                            names.add(method.getName());
                        }
                    }
                    return Set.copyOf(names);
                }
            };

    private ExploredClasses() {}

    public static boolean contain(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && LOADER.equals(loader.getName());
    }

    /// Whether an explored class, or an explored superclass of it, declares such a method itself.
    public static boolean declare(Class<?> type, String method) {
        return DECLARED.get(type).contains(method);
    }

    /// The line of the program where a thread stands, or "" if it stands in none.
    public static String lineOf(Thread thread) {
        return lineOf(thread.getStackTrace());
    }

    /// The innermost line of the program, as `Hits.java:12`, or "" if there is none.
    public static String lineOf(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (LOADER.equals(frame.getClassLoaderName())) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
