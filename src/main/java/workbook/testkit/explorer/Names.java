package workbook.testkit.explorer;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// Names for the objects of one run, as a reader would call them: `counter`, `semaphore2`.
final class Names {
    private final Scheduler scheduler;
    private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Names(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    String of(Object object) {
        return switch (object) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Character letter -> "'" + letter + "'";
            case Number number when number.getClass().getName().startsWith("java.lang.") ->
                    number.toString();
            case Boolean truth -> truth.toString();
            case Enum<?> constant -> constant.name();
            case java.time.Duration duration -> duration.toString();
            case Class<?> type -> type.getSimpleName() + ".class";
            case Thread thread -> ofThread(thread);
            default -> names.computeIfAbsent(object, this::invent);
        };
    }

    /// Whether the name of an object is its value.
    static boolean isValue(Object object) {
        return object instanceof String
                || object instanceof Number
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof java.time.Duration
                || object instanceof Enum<?>;
    }

    private String ofThread(Thread thread) {
        ControlledThread controlled = scheduler.find(thread);
        return controlled == null ? "new thread" : controlled.name;
    }

    private String invent(Object object) {
        String type = kind(object.getClass());
        int number = counts.merge(type, 1, Integer::sum);
        return number == 1 ? type : type + number;
    }

    private static String kind(Class<?> type) {
        if (type.isArray()) {
            return kind(type.getComponentType()) + "[]";
        }
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        if (lambda >= 0) {
            return "lambda";
        }
        name = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            return "object";
        }
        return type.isPrimitive()
                ? name
                : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
