package workbook.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles one source in memory. No annotation processor runs, and nothing is written to disk.
///
/// Reuse an instance: it keeps the JDK's modules open, which is most of the cost. Not thread-safe.
final class InMemoryCompiler implements AutoCloseable {

    /// What came of a compilation.
    ///
    /// @param succeeded whether the source compiled
    /// @param classes class files by binary name; empty unless the source compiled
    /// @param errors what the compiler reported, in its order
    record Compilation(
            boolean succeeded,
            Map<String, byte[]> classes,
            List<Diagnostic<? extends JavaFileObject>> errors) {

        Compilation {
            classes = Map.copyOf(classes);
            errors = List.copyOf(errors);
        }
    }

    private static final List<String> OPTIONS =
            List.of(
                    "-proc:none",
                    "-g",
                    "-parameters",
                    "-implicit:none",
                    "--enable-preview",
                    "-source",
                    Integer.toString(Runtime.version().feature()));

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);

    /// @param className the simple name of the public class
    /// @param known compiled classes that the source may use
    /// @param classPath whether the source may use the class path of this JVM: a check may, an
    ///   answer not
    Compilation compile(
            String className, String source, Map<String, byte[]> known, boolean classPath) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var memory = new MemoryFiles(files, known);
        var options = new ArrayList<>(OPTIONS);
        options.addAll(
                List.of("-classpath", classPath ? System.getProperty("java.class.path") : ""));
        boolean compiled =
                compiler.getTask(
                                null,
                                memory,
                                diagnostics,
                                options,
                                null,
                                List.of(new SourceText(className, source)))
                        .call();
        var errors =
                diagnostics.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .toList();
        return new Compilation(compiled, compiled ? memory.written() : Map.of(), errors);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /// Keeps what the compiler writes, and shows it the classes it may use.
    private static final class MemoryFiles
            extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, byte[]> known;
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        MemoryFiles(StandardJavaFileManager files, Map<String, byte[]> known) {
            super(files);
            this.known = known;
        }

        Map<String, byte[]> written() {
            var classes = new HashMap<String, byte[]>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String className,
                JavaFileObject.Kind kind,
                FileObject from) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }

        @Override
        public Iterable<JavaFileObject> list(
                JavaFileManager.Location location,
                String packageName,
                Set<JavaFileObject.Kind> kinds,
                boolean recurse)
                throws IOException {
            var listed = new ArrayList<JavaFileObject>();
            super.list(location, packageName, kinds, recurse).forEach(listed::add);
            if (location == StandardLocation.CLASS_PATH
                    && kinds.contains(JavaFileObject.Kind.CLASS)) {
                known.forEach((name, bytes) -> {
                    if (name.startsWith(packageName + ".")) {
                        listed.add(new KnownClass(name, bytes));
                    }
                });
            }
            return listed;
        }

        @Override
        public String inferBinaryName(JavaFileManager.Location location, JavaFileObject file) {
            return file instanceof KnownClass known
                    ? known.binaryName
                    : super.inferBinaryName(location, file);
        }
    }

    private static final class KnownClass extends SimpleJavaFileObject {

        private final String binaryName;
        private final byte[] bytes;

        KnownClass(String binaryName, byte[] bytes) {
            super(URI.create("memory:///" + binaryName.replace('.', '/') + ".class"), Kind.CLASS);
            this.binaryName = binaryName;
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
