package workbook.worker;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import workbook.check.CheckClass;
import workbook.check.Requirement;
import workbook.lesson.Exercise;
import workbook.sandbox.Sandbox;

/// Makes the AOT cache of sandboxed workers: one of them judges a right answer and its JVM keeps a
/// record. It halves what each later one costs, and is worth nothing to any other JVM.
public final class SandboxRehearsal {

    private static final String CACHE = "worker.aot";

    static final String CACHE_INSIDE = Sandbox.APP + "/" + CACHE;

    private SandboxRehearsal() {}

    static Path cache(Sandbox sandbox) {
        return sandbox.files().resolve(CACHE);
    }

    /// Makes the cache unless there is one. Without it, workers are slower and nothing else; so a
    /// rehearsal that fails is told and passed over.
    ///
    /// @param example an exercise whose solution is judged
    /// @param progress told, in a sentence, before it begins, which takes about ten seconds
    public static void make(Sandbox sandbox, Exercise example, Consumer<String> progress)
            throws InterruptedException {
        if (Files.exists(cache(sandbox))) {
            return;
        }
        progress.accept("Preparing the sandbox's workers, once: about ten seconds …");
        try {
            Path made = Files.createTempDirectory(sandbox.files(), "rehearsal");
            try {
                record(sandbox, example, made);
                assemble(sandbox, made);
                Path cache = made.resolve(CACHE);
                // Root's sandboxes run as nobody.
                Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r--r--r--"));
                Files.move(cache, cache(sandbox), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                for (String file : List.of("worker.aotconf", CACHE)) {
                    Files.deleteIfExists(made.resolve(file));
                }
                Files.delete(made);
            }
        } catch (IOException | UncheckedIOException failed) {
            progress.accept("The sandbox's workers stay slow to start: " + failed);
        }
    }

    private static void record(Sandbox sandbox, Exercise example, Path made)
            throws IOException, InterruptedException {
        var arguments =
                WorkerProcess.sandboxed(
                        sandbox,
                        List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=/made/worker.aotconf"));
        arguments.add(WorkerMain.REHEARSE);
        var process = sandbox.startTrusted(made, arguments);
        try (var input =
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            String checkSource = Files.readString(example.check());
            var check = CheckClass.parse(example.name() + "Test", checkSource);
            var prepare =
                    new Message.Prepare(
                            example.lesson(),
                            example.name(),
                            Files.readString(example.stub()),
                            checkSource,
                            Checker.CHECK_LIMIT);
            var answer =
                    new Message.Check(
                            Files.readString(example.solution()),
                            check.requirements().stream().map(Requirement::check).toList(),
                            Optional.empty());
            input.write("no secret\n" + Wire.line(prepare) + "\n" + Wire.line(answer) + "\n");
            input.flush();
            // The input stays open until it has ended: a worker without a parent halts.
            end(process);
        }
    }

    private static void assemble(Sandbox sandbox, Path made)
            throws IOException, InterruptedException {
        end(
                sandbox.startTrusted(
                        made,
                        WorkerProcess.sandboxed(
                                sandbox,
                                List.of(
                                        "-XX:AOTMode=create",
                                        "-XX:AOTConfiguration=/made/worker.aotconf",
                                        "-XX:AOTCache=/made/" + CACHE))));
    }

    /// @throws IOException with what it said, if it failed
    private static void end(Process process) throws IOException, InterruptedException {
        var errors = new ArrayList<String>();
        Thread.ofPlatform()
                .daemon()
                .name("rehearsal's errors")
                .start(() -> process.errorReader().lines().limit(20).forEach(errors::add));
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("the rehearsal ended with " + process.exitValue() + " " + errors);
        }
    }
}
