package workbook.testkit.explorer;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// Obtains the right to patch JDK classes. Loading the agent costs little: nothing is patched
/// before the first exploration.
///
/// A worker starts with `-javaagent:target/workbook.jar`. A JVM that did not (an IDE, the
/// workbook's own tests) attaches to itself, through a short-lived helper because a JVM may not
/// attach to itself directly.
public final class Agent {
    private static volatile Instrumentation instrumentation;

    private Agent() {}

    public static void premain(String arguments, Instrumentation granted) {
        instrumentation = granted;
    }

    public static void agentmain(String arguments, Instrumentation granted) {
        instrumentation = granted;
    }

    static Instrumentation instrumentation() {
        if (instrumentation == null) {
            attachToThisJvm();
        }
        return instrumentation;
    }

    private static void attachToThisJvm() {
        try {
            Path jar = Files.createTempFile("explorer-agent", ".jar");
            try {
                writeAgentJar(jar);
                Process helper =
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "--class-path",
                                        Path.of(
                                                        Agent.class
                                                                .getProtectionDomain()
                                                                .getCodeSource()
                                                                .getLocation()
                                                                .toURI())
                                                .toString(),
                                        AttachHelper.class.getName(),
                                        Long.toString(ProcessHandle.current().pid()),
                                        jar.toString())
                                .redirectErrorStream(true)
                                .start();
                String output =
                        new String(
                                helper.getInputStream().readAllBytes(),
                                java.nio.charset.StandardCharsets.UTF_8);
                if (helper.waitFor() != 0 || instrumentation == null) {
                    throw new IllegalStateException(
                            "start this JVM with -javaagent:target/workbook.jar\n" + output);
                }
            } finally {
                Files.delete(jar);
            }
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException(
                    "start this JVM with -javaagent:target/workbook.jar", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the explorer was being prepared", e);
        }
    }

    /// A jar with nothing but a manifest: the agent class itself is on the class path already.
    private static void writeAgentJar(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", Agent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
