package workbook.testkit.explorer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Loads the explored classes with hooks in them. Code loaded here runs under exploration and
/// nowhere else: the same classes, as their author compiled them, stay in the loader that they came
/// from.
final class InstrumentedClasses extends ClassLoader {
    static final String NAME = "explored";

    private final Function<String, byte[]> original;
    private final Cache cache;
    private final Hierarchy hierarchy;

    private static final class Cache {
        final Map<String, byte[]> instrumented = new ConcurrentHashMap<>();
        volatile boolean hasState;
    }

    /// @param original the class file of an explored class by its binary name, or null for any
    ///   other class
    InstrumentedClasses(ClassLoader parent, Function<String, byte[]> original) {
        this(parent, original, new Cache());
    }

    private InstrumentedClasses(
            ClassLoader parent,
            Function<String, byte[]> original,
            Cache cache) {
        super(NAME, parent);
        this.original = original;
        this.cache = cache;
        this.hierarchy = new Hierarchy(original);
    }

    /// Classes for the next run: the same, unless a run may leave something behind in static fields. Then they
    /// are loaded again, so that each run begins as the first did.
    InstrumentedClasses forNextRun() {
        return !cache.hasState ? this : new InstrumentedClasses(getParent(), original, cache);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = cache.instrumented.get(name);
            if (bytes == null) {
                bytes = instrument(name);
            }
            return bytes == null
                    ? super.loadClass(name, resolve)
                    : defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] instrument(String name) {
        byte[] bytes = original.apply(name);
        if (bytes == null) {
            return null;
        }
        cache.hasState |= hierarchy.hasStaticState(name);
        byte[] result = new Instrumenter(hierarchy).instrument(bytes);
        cache.instrumented.put(name, result);
        return result;
    }
}
