package workbook.testkit.explorer.trace;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import workbook.testkit.explorer.code.ExploredClasses;
import workbook.testkit.explorer.memory.Location;

/// Names for the objects of one run, as their program calls them: by the local variable or the
/// field that holds them, else by their class in simple words.
public final class Names {
    private final Function<Thread, String> threads;
    private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private Object root;

    /// @param threads the name of a thread of the run, or null for any other
    public Names(Function<Thread, String> threads) {
        this.threads = threads;
    }

    /// @param check the object from which fields lead to the others
    public void root(Object check) {
        root = check;
    }

    /// Takes the name of a variable, unless the object has a name.
    public void suggest(Object object, String variable) {
        if (object != null && !isValue(object) && !(object instanceof Thread)) {
            names.computeIfAbsent(object, any -> numbered(variable));
        }
    }

    /// The name of a field, an element or an object.
    public String of(Location location) {
        if (location.isStatic()) {
            return (String) location.key();
        }
        String object = of(location.owner());
        return switch (location.key()) {
            case Integer index -> object + "[" + index + "]";
            case String field when location.isField() -> object + "." + field;
            default -> object;
        };
    }

    public String of(Object object) {
        return switch (object) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Character letter -> "'" + letter + "'";
            case Number number when number.getClass().getName().startsWith("java.lang.") ->
                    number.toString();
            case Boolean truth -> truth.toString();
            case Enum<?> constant -> constant.name();
            case Duration duration -> duration.toString();
            case Class<?> type -> type.getSimpleName() + ".class";
            case Thread thread -> ofThread(thread);
            default -> named(object);
        };
    }

    /// Whether the name of an object is its value.
    public static boolean isValue(Object object) {
        return object instanceof String
                || (object instanceof Number
                        && object.getClass().getName().startsWith("java.lang."))
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Duration
                || object instanceof Enum<?>;
    }

    /// What a call left in an object, where its result does not say it.
    public String stateOf(Object object, String method) {
        boolean says = method.startsWith("get") || method.startsWith("await");
        return switch (object) {
            case Semaphore permits when method.contains("cquire") || method.equals("release") ->
                    ", free: " + permits.availablePermits();
            case CountDownLatch latch when !says -> ", count " + latch.getCount();
            case AtomicInteger number when method.contains("set") -> ", now " + number.get();
            case AtomicLong number when method.contains("set") -> ", now " + number.get();
            case AtomicBoolean truth when method.contains("set") -> ", now " + truth.get();
            case AtomicReference<?> reference when method.contains("set") ->
                    ", now " + of(reference.get());
            case null, default -> "";
        };
    }

    private String ofThread(Thread thread) {
        String known = threads.apply(thread);
        return known == null ? "new thread" : known;
    }

    private String named(Object object) {
        String known = names.get(object);
        if (known == null) {
            String field = fieldHolding(object);
            known = field == null ? numbered(kind(object.getClass())) : field;
            names.put(object, known);
        }
        return known;
    }

    private String numbered(String name) {
        int number = counts.merge(name, 1, Integer::sum);
        return number == 1 ? name : name + number;
    }

    private static boolean isOfTheProgram(Object object) {
        return ExploredClasses.contain(object.getClass());
    }

    /// Looks for a field that holds the object, from the check on through the objects of the
    /// program.
    @SuppressWarnings("ReferenceEquality") // this very object is looked for, not an equal one
    private String fieldHolding(Object object) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> next = new ArrayDeque<>();
        if (root != null) {
            next.add(root);
        }
        while (!next.isEmpty()) {
            Object owner = next.poll();
            for (Class<?> type = owner.getClass();
                    ExploredClasses.contain(type);
                    type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    Object value = valueOf(field, owner);
                    boolean sayable = owner == root || !isOfTheProgram(object);
                    if (value == object && sayable && !field.isSynthetic() && !type.isHidden()) {
                        return owner == root ? numbered(field.getName()) : label(owner, field);
                    }
                    if (value != null && isOfTheProgram(value) && seen.add(value)) {
                        next.add(value);
                    }
                }
            }
        }
        return null;
    }

    private String label(Object owner, Field field) {
        boolean ofClass = Modifier.isStatic(field.getModifiers());
        return (ofClass ? field.getDeclaringClass().getSimpleName() : of(owner))
                + "."
                + field.getName();
    }

    private static Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.getType().isPrimitive() ? null : field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String kind(Class<?> type) {
        if (type.isArray()) {
            return "array";
        }
        String name = type.getName();
        if (name.contains("$$Lambda")) {
            return "lambda";
        }
        name = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            return "object";
        }
        return switch (name) {
            case "ConditionObject" -> "condition";
            case "FutureTask", "ThreadBoundFuture", "CompletableFuture", "ScheduledFutureTask" ->
                    "future";
            case "ThreadPoolExecutor",
                    "ThreadPerTaskExecutor",
                    "ScheduledThreadPoolExecutor",
                    "AutoShutdownDelegatedExecutorService",
                    "DelegatedExecutorService" ->
                    "executor";
            case "StructuredTaskScopeImpl" -> "scope";
            case "SubtaskImpl" -> "subtask";
            default -> Character.toLowerCase(name.charAt(0)) + name.substring(1);
        };
    }
}
