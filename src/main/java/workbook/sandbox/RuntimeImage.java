package workbook.sandbox;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The Java that runs inside a sandbox.
///
/// @param home its folder
/// @param reduced whether it has only what a worker needs; otherwise it is the whole JDK
record RuntimeImage(Path home, boolean reduced) {

    /// What a worker, the checks and an answer within the policy use. No module here can attach to
    /// a JVM or start a graphical toolkit; `java.xml` is Jackson's wish.
    private static final String MODULES =
            "java.base,java.instrument,java.logging,java.management,java.net.http,java.xml,"
                    + "jdk.compiler,jdk.httpserver,jdk.jfr,jdk.management";

    /// The only program of an image that a sandbox needs. Above all not `jspawnhelper`, by which
    /// Java starts processes.
    private static final String LAUNCHER = "bin/java";

    private static final String MARKER = "workbook.modules";

    /// The image for the JDK that runs us: made on the first call, which takes about ten seconds.
    ///
    /// @param folder where images are kept; one for each version of the JDK
    /// @param progress told, in a sentence, before something takes long
    static RuntimeImage of(Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        var jdk = Path.of(System.getProperty("java.home"));
        var home = folder.resolve("runtime-" + System.getProperty("java.runtime.version"));
        if (isMade(home)) {
            return new RuntimeImage(home, true);
        }
        var jlink = jdk.resolve("bin/jlink");
        if (!Files.isExecutable(jlink)) {
            return new RuntimeImage(jdk, false);
        }
        progress.accept("Making a small Java runtime for the sandbox, once: about ten seconds …");
        Files.createDirectories(folder);
        var fresh = folder.resolve(home.getFileName() + "." + ProcessHandle.current().pid());
        try {
            var linked =
                    Tool.run(
                            List.of(
                                    jlink.toString(),
                                    "--add-modules",
                                    MODULES,
                                    "--strip-debug",
                                    "--no-header-files",
                                    "--no-man-pages",
                                    "--output",
                                    fresh.toString()));
            if (linked.exitCode() != 0) {
                progress.accept(
                        "This JDK cannot make one, so the whole JDK is used: "
                                + linked.everything());
                return new RuntimeImage(jdk, false);
            }
            finish(fresh);
            replace(home, fresh);
            return new RuntimeImage(home, true);
        } finally {
            delete(fresh);
        }
    }

    private static boolean isMade(Path home) throws IOException {
        Path marker = home.resolve(MARKER);
        return Files.exists(marker) && Files.readString(marker).equals(MODULES);
    }

    private static void finish(Path image) throws IOException {
        Files.delete(image.resolve("lib/jspawnhelper"));
        try (Stream<Path> programs = Files.list(image.resolve("bin"))) {
            for (Path program : programs.toList()) {
                if (!program.equals(image.resolve(LAUNCHER))) {
                    Files.delete(program);
                }
            }
        }
        Files.writeString(image.resolve(MARKER), MODULES);
    }

    /// Another process may be making the same image: the first one to be ready wins.
    private static void replace(Path home, Path fresh) throws IOException {
        if (Files.exists(home) && !isMade(home)) {
            delete(home);
        }
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException other) {
            if (!isMade(home)) {
                throw other;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// @return the launcher, its libraries and the JVM's: what decides which libraries of the
    ///   system it needs
    List<Path> binaries() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("lib"), 2)) {
            return Stream.concat(
                            Stream.of(home.resolve(LAUNCHER)),
                            files.filter(file -> file.toString().endsWith(".so")))
                    .toList();
        }
    }

    /// @return folders outside of it that its settings are links to, as some distributions have it
    List<Path> settingsElsewhere() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("conf"))) {
            return files.filter(Files::isSymbolicLink)
                    .map(RuntimeImage::realFolder)
                    .distinct()
                    .toList();
        }
    }

    private static Path realFolder(Path link) {
        try {
            Path real = link.toRealPath();
            return Files.isDirectory(real) ? real : real.getParent();
        } catch (IOException dangling) {
            return link.getParent();
        }
    }
}
