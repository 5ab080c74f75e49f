package workbook.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// The few classes that go into the JVM of a recorded program, and nothing else: the program's own
/// class path stays its own.
final class AgentJar {
    private static final List<Class<?>> CLASSES = List.of(Observer.class, Tracing.class, Run.class);

    private AgentJar() {}

    static Path write(Path folder) throws IOException {
        var jar = folder.resolve("agent.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            add(out, Agent.class, forAnyJvm(bytes(Agent.class)));
            for (var type : CLASSES) {
                add(out, type, bytes(type));
            }
        }
        return jar;
    }

    private static byte[] forAnyJvm(byte[] type) {
        var file = ClassFile.of();
        return file.transformClass(
                file.parse(type),
                (builder, element) ->
                        builder.with(
                                element instanceof ClassFileVersion
                                        ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                                        : element));
    }

    private static void add(JarOutputStream out, Class<?> type, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(file(type).substring(1)));
        out.write(bytes);
        out.closeEntry();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(file(type))) {
            return in.readAllBytes();
        }
    }

    private static String file(Class<?> type) {
        return "/" + type.getName().replace('.', '/') + ".class";
    }
}
