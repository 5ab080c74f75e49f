package workbook.testkit.explorer.memory;

import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Formatter;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.Vector;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import workbook.testkit.explorer.jdk.JdkInternals;

/// What the explorer knows about objects of the JDK: whether several threads may use them at once.
public final class JdkObjects {
    /// What a call on an object means to threads.
    public enum Sort {
        /// Not made for several threads: unsynchronized use by two is a data race.
        PLAIN,
        /// Each call takes the monitor of the object itself or of its mutex.
        GUARDED,
        /// Atomics, locks, concurrent collections: each call is one indivisible step.
        CONCURRENT,
        /// Threads, futures, executors: a call reaches other threads even if they never touch the
        /// object.
        CONTROL,
        /// Immutable, confined to a thread, or not of the JDK.
        OTHER
    }

    /// The methods that, like [#VIEWS], leave a plain object as it was. Whatever else is called
    /// counts as a change.
    private static final Set<String> READERS =
            Set.of(
                    """
                    get getFirst getLast getOrDefault contains containsKey containsValue containsAll
                    size isEmpty length hasNext next hasPrevious previous peek peekFirst peekLast
                    element first last firstKey lastKey firstEntry lastEntry floor ceiling higher
                    lower floorKey ceilingKey higherKey lowerKey floorEntry ceilingEntry higherEntry
                    lowerEntry comparator indexOf lastIndexOf forEach forEachRemaining toArray
                    toString hashCode equals charAt codePointAt substring subSequence chars
                    compareTo capacity clone cardinality nextSetBit nextClearBit getKey getValue
                    getTime getTimeInMillis elementAt
                    """
                            .split("\\s+"));

    /// The methods whose result shows the object itself: using the one is using the other.
    private static final Set<String> VIEWS =
            Set.of(
                    """
                    iterator listIterator descendingIterator spliterator stream keySet values
                    entrySet subList reversed headMap tailMap subMap headSet tailSet subSet
                    descendingMap descendingSet descendingKeySet navigableKeySet sequencedKeySet
                    sequencedValues sequencedEntrySet
                    """
                            .split("\\s+"));

    private static final ClassValue<Sort> SORTS =
            new ClassValue<>() {
                @Override
                protected Sort computeValue(Class<?> type) {
                    return classify(type);
                }
            };

    private JdkObjects() {}

    public static Sort sortOf(Object object) {
        return SORTS.get(object.getClass());
    }

    /// Whether a call leaves the data as they were that its receiver holds, or that it is a view
    /// of.
    public static boolean reads(Object receiver, String method) {
        return READERS.contains(method)
                || VIEWS.contains(method)
                || receiver instanceof BaseStream
                || receiver instanceof Spliterator;
    }

    private static Sort classify(Class<?> type) {
        if (Thread.class.isAssignableFrom(type)
                || Future.class.isAssignableFrom(type)
                || (Executor.class.isAssignableFrom(type) && inJdk(type))
                || CompletionStage.class.isAssignableFrom(type)
                || CompletionService.class.isAssignableFrom(type)
                || Flow.Publisher.class.isAssignableFrom(type)
                || Flow.Subscription.class.isAssignableFrom(type)
                || jdkAncestor(type).startsWith("java.util.concurrent.StructuredTaskScope")) {
            return Sort.CONTROL;
        }
        String name = jdkAncestor(type);
        if (name.startsWith("java.util.concurrent.")) {
            return name.equals("java.util.concurrent.TimeUnit") ? Sort.OTHER : Sort.CONCURRENT;
        }
        if (name.startsWith("java.util.Collections$Synchronized")
                || Vector.class.isAssignableFrom(type)
                || Dictionary.class.isAssignableFrom(type)
                || type == StringBuffer.class) {
            return Sort.GUARDED;
        }
        if (name.startsWith("java.util.ImmutableCollections")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton")
                || name.startsWith("java.util.KeyValueHolder")) {
            return Sort.OTHER;
        }
        boolean collection =
                Collection.class.isAssignableFrom(type)
                        || Map.class.isAssignableFrom(type)
                        || Iterator.class.isAssignableFrom(type)
                        || Spliterator.class.isAssignableFrom(type)
                        || BaseStream.class.isAssignableFrom(type);
        boolean other =
                BitSet.class.isAssignableFrom(type)
                        || Calendar.class.isAssignableFrom(type)
                        || java.text.Format.class.isAssignableFrom(type)
                        || type == StringBuilder.class
                        || type == StringJoiner.class
                        || type == Formatter.class;
        return name.startsWith("java.") && (collection || other) ? Sort.PLAIN : Sort.OTHER;
    }

    private static boolean inJdk(Class<?> type) {
        return !jdkAncestor(type).equals("java.lang.Object");
    }

    /// The nearest class of the JDK among the object's superclasses: the one whose methods it
    /// inherits.
    private static String jdkAncestor(Class<?> type) {
        Class<?> ancestor = type;
        while (ancestor.getClassLoader() != null) {
            ancestor = ancestor.getSuperclass();
        }
        return ancestor.getName();
    }

    /// Whether an object is there to keep data, so that what one thread saw in it can be out of
    /// date.
    public static boolean holdsData(Object object) {
        return object instanceof Collection
                || object instanceof Map
                || object instanceof CharSequence
                || sortOf(object) == Sort.PLAIN
                || object.getClass().getName().startsWith("java.util.concurrent.atomic.");
    }

    /// Whether the result of a call is a view of its receiver.
    public static boolean isView(Object receiver, String method, Object result) {
        return receiver instanceof BaseStream
                ? result instanceof BaseStream
                : VIEWS.contains(method);
    }

    /// The object whose monitor a [Sort#GUARDED] object takes.
    public static Object mutexOf(Object guarded) {
        return switch (guarded) {
            case Collection<?> c when isWrapper(c) -> Mutexes.COLLECTION.get(c);
            case Map<?, ?> m when isWrapper(m) -> Mutexes.MAP.get(m);
            default -> guarded;
        };
    }

    private static boolean isWrapper(Object object) {
        return object.getClass().getName().startsWith("java.util.Collections$Synchronized");
    }

    private static final class Mutexes {
        static final VarHandle COLLECTION = mutex("java.util.Collections$SynchronizedCollection");
        static final VarHandle MAP = mutex("java.util.Collections$SynchronizedMap");

        private static VarHandle mutex(String type) {
            return JdkInternals.field(type, "mutex", Object.class);
        }
    }
}
