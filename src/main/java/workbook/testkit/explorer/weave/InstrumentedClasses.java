package workbook.testkit.explorer.weave;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import workbook.testkit.explorer.code.ExploredClasses;

/// Loads the explored classes with hooks in them. Code loaded here runs under exploration and
/// nowhere else: the same classes, as their author compiled them, stay in the loader that they came
/// from.
public final class InstrumentedClasses extends ClassLoader {

    private final Function<String, byte[]> original;
    private final Map<String, byte[]> instrumented;
    private final Hierarchy hierarchy;

    /// @param original the class file of an explored class by its binary name, or null for any
    ///   other class
    public InstrumentedClasses(ClassLoader parent, Function<String, byte[]> original) {
        this(parent, original, new ConcurrentHashMap<>());
    }

    private InstrumentedClasses(
            ClassLoader parent,
            Function<String, byte[]> original,
            Map<String, byte[]> instrumented) {
        super(ExploredClasses.LOADER, parent);
        this.original = original;
        this.instrumented = instrumented;
        this.hierarchy = new Hierarchy(original);
    }

    /// The same classes again, with static fields that no run has touched.
    public InstrumentedClasses fresh() {
        return new InstrumentedClasses(getParent(), original, instrumented);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = instrumented.get(name);
            if (bytes == null) {
                bytes = instrument(name);
            }
            return bytes == null
                    ? super.loadClass(name, resolve)
                    : defineClass(name, bytes, 0, bytes.length);
        }
    }

    /// Writes the hooks of one class, for nobody.
    public void rehearse(String name) {
        instrument(name);
    }

    private byte[] instrument(String name) {
        byte[] bytes = original.apply(name);
        if (bytes == null) {
            return null;
        }
        byte[] result = new Instrumenter(hierarchy).instrument(bytes);
        instrumented.put(name, result);
        return result;
    }
}
