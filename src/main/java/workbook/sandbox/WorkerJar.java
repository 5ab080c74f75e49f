package workbook.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A jar with nothing but a manifest, which lets the java launcher bring the explorer's agent
/// along: in a sandbox nothing can be attached to a JVM.
final class WorkerJar {

    static final String NAME = "worker.jar";

    /// The AOT cache of the JVMs that run it.
    static final String CACHE = "worker.aot";

    private WorkerJar() {}

    /// Writes it unless it is there: its time of change is a part of the AOT cache.
    static void write(Path jar) throws IOException {
        if (Files.exists(jar)) {
            return;
        }
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.CLASS_PATH, "workbook.jar");
        attributes.put(Attributes.Name.MAIN_CLASS, "workbook.worker.WorkerMain");
        attributes.putValue("Launcher-Agent-Class", "workbook.testkit.explorer.jdk.Agent");
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }
}
