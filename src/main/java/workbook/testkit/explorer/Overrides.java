package workbook.testkit.explorer;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

/// Which methods an explored class, or an explored superclass of it, declares itself.
final class Overrides {
    private static final ClassValue<Set<String>> DECLARED =
            new ClassValue<>() {
                @Override
                protected Set<String> computeValue(Class<?> type) {
                    var names = new HashSet<String>();
                    for (Class<?> c = type;
                            c != null && c.getClassLoader() instanceof InstrumentedClasses;
                            c = c.getSuperclass()) {
                        for (Method method : c.getDeclaredMethods()) {
                            names.add(method.getName());
                        }
                    }
                    return Set.copyOf(names);
                }
            };

    private Overrides() {}

    static boolean declares(Class<?> type, String method) {
        return DECLARED.get(type).contains(method);
    }
}
