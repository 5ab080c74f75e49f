package workbook.check;

import java.util.Map;

/// Loads the classes of one answer and of its check, from memory. A new one for each run, so that
/// nothing of an earlier answer is left.
final class AnswerLoader extends ClassLoader {

    private final Map<String, byte[]> classes;

    AnswerLoader(Map<String, byte[]> classes) {
        super("answer", AnswerLoader.class.getClassLoader());
        this.classes = Map.copyOf(classes);
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
