package workbook.testkit.explorer.jdk;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// Obtains the right to patch JDK classes, when the first exploration needs it: a JVM that explores
/// nothing pays nothing.
///
/// The JVM attaches to itself. It may do so directly only with `-Djdk.attach.allowAttachSelf=true`,
/// which a worker has; in any other (an IDE, a build tool) a short-lived helper JVM does it. A
/// sandboxed worker may not attach at all: there the java launcher brings the agent along.
public final class Agent {
    private static volatile Instrumentation instrumentation;

    private Agent() {}

    /// Called by the JVM when the agent is attached, or by the java launcher before `main`.
    public static void agentmain(String arguments, Instrumentation granted) {
        instrumentation = granted;
    }

    static Instrumentation instrumentation() {
        if (instrumentation == null) {
            attach();
        }
        return instrumentation;
    }

    private static void attach() {
        try {
            Path here =
                    Path.of(
                            Agent.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isRegularFile(here)) {
                attach(here, here); // the manifest of the workbook's jar names this class
                return;
            }
            Path jar = Files.createTempFile("explorer-agent", ".jar");
            try {
                writeAgentJar(jar);
                attach(jar, here);
            } finally {
                Files.delete(jar);
            }
        } catch (IOException | URISyntaxException | ReflectiveOperationException e) {
            throw new IllegalStateException("the explorer cannot attach to this JVM", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the explorer was being prepared", e);
        }
    }

    private static void attach(Path jar, Path classes)
            throws IOException, ReflectiveOperationException, InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        if (Boolean.getBoolean("jdk.attach.allowAttachSelf")) {
            SelfAttachment.load(pid, jar.toString());
        } else {
            loadFromHelper(pid, jar.toString(), classes.toString());
        }
    }

    private static void loadFromHelper(String pid, String jar, String classes)
            throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process helper =
                new ProcessBuilder(java.toString(), "-cp", classes, Agent.class.getName(), pid, jar)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(helper.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (helper.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    /// The helper: `Agent PID JAR` loads the agent into another JVM.
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        SelfAttachment.load(arguments[0], arguments[1]);
    }

    /// Where the workbook is no jar: one with nothing but a manifest, since the agent class itself
    /// is on the class path already.
    private static void writeAgentJar(Path jar) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", Agent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    /// Apart from the rest, since a sandbox's runtime image has no attach module: only who calls
    /// this needs it.
    private static final class SelfAttachment {

        private SelfAttachment() {}

        static void load(String pid, String jar) throws IOException, ReflectiveOperationException {
            try {
                var machine = VirtualMachine.attach(pid);
                try {
                    machine.loadAgent(jar);
                } finally {
                    machine.detach();
                }
            } catch (AttachNotSupportedException
                    | AgentLoadException
                    | AgentInitializationException e) {
                throw new ReflectiveOperationException(e);
            }
        }
    }
}
