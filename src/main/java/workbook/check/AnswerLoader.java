package workbook.check;

import java.util.Map;

/// Loads the classes of one answer and of its check, from memory. A new one for each run, so that
/// nothing of an earlier answer is left.
///
/// Its own classes come first: on a class path that an IDE or Maven put together there is another
/// class of the same name, the exercise as it was compiled last.
final class AnswerLoader extends ClassLoader {

    private final Map<String, byte[]> classes;

    AnswerLoader(Map<String, byte[]> classes) {
        super("answer", AnswerLoader.class.getClassLoader());
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
}
