package workbook.testkit.explorer.memory;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import workbook.testkit.explorer.code.ExploredClasses;

/// What one run leaves behind in static fields. If the next run could find anything changed there,
/// it gets the program's classes afresh, which costs a hundred times as much as a run.
public final class Statics {
    private static final List<Class<?>> IMMUTABLE =
            List.of(
                    String.class,
                    Class.class,
                    BigDecimal.class,
                    BigInteger.class,
                    URI.class,
                    Path.class,
                    Pattern.class,
                    UUID.class,
                    Locale.class,
                    Charset.class,
                    ThreadLocal.class,
                    ScopedValue.class,
                    System.Logger.class);

    private final List<Class<?>> initialized = new ArrayList<>();
    private boolean changed;

    /// A static field was written outside of its class's initializer.
    public void change() {
        changed = true;
    }

    /// A class was initialized that has objects in static fields.
    public void initialized(Class<?> type) {
        initialized.add(type);
    }

    /// Whether the next run needs classes of its own.
    public boolean mayHaveChanged() {
        return changed || !initialized.stream().allMatch(Statics::isConstant);
    }

    /// Whether nothing that the static fields of a class lead to can ever change.
    private static boolean isConstant(Class<?> type) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && !field.isSynthetic()
                    && !isConstant(valueOf(field, null), seen)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConstant(Object value, Set<Object> seen) {
        if (value == null || value.getClass() == Object.class || !seen.add(value)) {
            return true; // a bare object is a lock, and locks are the run's own
        }
        Class<?> type = value.getClass();
        String name = type.getName();
        if (IMMUTABLE.stream().anyMatch(known -> known.isInstance(value))
                || (value instanceof Number && name.startsWith("java.lang."))
                || value instanceof Boolean
                || value instanceof Character
                || name.startsWith("java.time.")
                || name.endsWith("FieldUpdater")
                || name.contains("FieldUpdater$")) {
            return true;
        }
        return switch (value) {
            case Optional<?> optional -> isConstant(optional.orElse(null), seen);
            case Collection<?> all when isUnmodifiable(name) ->
                    all.stream().allMatch(element -> isConstant(element, seen));
            case Map<?, ?> map when isUnmodifiable(name) ->
                    map.entrySet().stream()
                            .allMatch(e ->
                                    isConstant(e.getKey(), seen) && isConstant(e.getValue(), seen));
            default ->
                    type.isArray()
                            ? Array.getLength(value) == 0
                            : (ExploredClasses.contain(type) || value instanceof Enum<?>)
                                    && fieldsAreConstant(value, type, seen);
        };
    }

    /// Copies, not views: nobody else has a way to what is inside.
    private static boolean isUnmodifiable(String type) {
        return type.startsWith("java.util.ImmutableCollections$")
                || type.startsWith("java.util.Collections$Empty")
                || type.startsWith("java.util.Collections$Singleton");
    }

    /// Records, enum constants, lambdas, and whatever else has but final fields.
    private static boolean fieldsAreConstant(Object value, Class<?> type, Set<Object> seen) {
        Class<?> declaring = type;
        for (; ExploredClasses.contain(declaring); declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                boolean own = !Modifier.isStatic(field.getModifiers());
                if (own
                        && (!Modifier.isFinal(field.getModifiers())
                                || !isConstant(valueOf(field, value), seen))) {
                    return false;
                }
            }
        }
        return declaring == Object.class || declaring == Record.class || value instanceof Enum<?>;
    }

    private static Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
