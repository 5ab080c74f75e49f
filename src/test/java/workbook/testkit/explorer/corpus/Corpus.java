package workbook.testkit.explorer.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import workbook.testkit.explorer.CompiledClasses;

/// All classes of the corpus, also those that need a compiler with preview features.
public final class Corpus {
    private Corpus() {}

    public static List<Class<?>> classes() {
        List<Class<?>> classes =
                new ArrayList<>(
                        List.of(
                                SharedMemory.class,
                                MonitorPrograms.class,
                                LockPrograms.class,
                                Synchronizers.class,
                                Queues.class,
                                CollectionPrograms.class,
                                ExecutorPrograms.class,
                                FuturePrograms.class,
                                ThreadPrograms.class,
                                TimePrograms.class,
                                RefusedPrograms.class));
        classes.add(compile("ScopePrograms"));
        return classes;
    }

    /// Compiles a class from the test resources, and loads it together with the helper that it
    /// uses.
    private static Class<?> compile(String name) {
        String resource = "/corpus/" + name + ".java";
        try (InputStream source = Corpus.class.getResourceAsStream(resource)) {
            Path folder = Files.createTempDirectory("corpus");
            compile(resource, new String(source.readAllBytes(), StandardCharsets.UTF_8), folder);
            Map<String, byte[]> classes = new HashMap<>();
            for (Class<?> helper : List.of(Together.class, Together.Task.class)) {
                String file =
                        helper.getName().substring(helper.getPackageName().length() + 1) + ".class";
                classes.put(helper.getName(), helper.getResourceAsStream(file).readAllBytes());
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String type =
                            folder.relativize(file)
                                    .toString()
                                    .replace(".class", "")
                                    .replace('/', '.');
                    classes.put(type, withoutPreview(Files.readAllBytes(file)));
                }
            }
            var loader = new CompiledClasses(Corpus.class.getClassLoader(), classes);
            return loader.loadClass(Corpus.class.getPackageName() + "." + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compile(String name, String text, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var source =
                new SimpleJavaFileObject(
                        URI.create("string://" + name), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        List<String> options =
                List.of(
                        "-g",
                        "-nowarn",
                        "--enable-preview",
                        "--release",
                        "25",
                        "-proc:none",
                        "-d",
                        folder.toString());
        if (!compiler.getTask(null, null, null, options, null, List.of(source)).call()) {
            throw new IllegalStateException("the corpus does not compile: " + name);
        }
    }

    /// A JVM without `--enable-preview` loads no class that says it needs it; the explorer's own
    /// loader does.
    private static byte[] withoutPreview(byte[] bytes) {
        bytes[4] = 0;
        bytes[5] = 0;
        return bytes;
    }
}
