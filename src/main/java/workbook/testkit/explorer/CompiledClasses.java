package workbook.testkit.explorer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.function.Function;
import workbook.testkit.explorer.weave.InstrumentedClasses;

/// Loads a learner's classes and their checks as they were compiled, and can load them a second
/// time with the explorer's hooks. JUnit sees the first: a plain `@Test` runs unchanged code in
/// real time.
///
/// Its own classes come first: on a class path that an IDE or Maven put together there is another
/// class of the same name, the exercise as it was compiled last. One loader for each answer, so
/// that nothing of an earlier one is left.
public final class CompiledClasses extends ClassLoader {
    private final Map<String, byte[]> classes;

    /// @param classes class files by binary name
    public CompiledClasses(ClassLoader parent, Map<String, byte[]> classes) {
        super("compiled", parent);
        this.classes = Map.copyOf(classes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!classes.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes =
                name.endsWith(".class")
                        ? classes.get(name.substring(0, name.length() - 6).replace('/', '.'))
                        : null;
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    /// A second set of these classes for exploration.
    InstrumentedClasses instrumented() {
        return new InstrumentedClasses(getParent(), classes::get);
    }

    /// The classes to explore for a check: those that its loader holds or, where a build tool or an
    /// IDE loaded it, those compiled into the same folder.
    static InstrumentedClasses exploring(Class<?> check) {
        if (check.getClassLoader() instanceof CompiledClasses compiled) {
            return compiled.instrumented();
        }
        URL folder = check.getProtectionDomain().getCodeSource().getLocation();
        Function<String, byte[]> inFolder = name -> read(check.getClassLoader(), folder, name);
        return new InstrumentedClasses(check.getClassLoader(), inFolder);
    }

    private static byte[] read(ClassLoader loader, URL folder, String name) {
        URL resource = loader.getResource(name.replace('.', '/') + ".class");
        if (resource == null || !resource.toString().startsWith(folder.toString())) {
            return null;
        }
        try (InputStream bytes = resource.openStream()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
