package workbook.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// When a repository that was handed in was last committed to, told by the `git` command.
///
/// A repository's own configuration can name programs for git to run (`gpg.program`,
/// `core.fsmonitor`, hooks, the transport of a missing object), so git never sees it: it works in
/// an empty repository of ours, and only takes its objects from the other. Where anything is
/// unusual (no git, links, another format of references), the time is unknown.
///
/// @param empty the empty repository, made when it is first needed
record LastCommit(Path empty) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern REFERENCE = Pattern.compile("ref: (refs/heads/[\\w./+@-]{1,200})");
    private static final Pattern COMMITTER =
            Pattern.compile("^committer [^\\n]*> (\\d{1,12}) [+-]\\d{4}$", Pattern.MULTILINE);
    private static final int MAX_REFERENCES_BYTES = 1 << 20;
    private static final int MAX_COMMIT_BYTES = 1 << 16;
    private static final long SECONDS = 10;

    /// @param git the folder `.git`
    Optional<Instant> of(Path git) {
        try {
            var hash = head(git);
            return hash.isPresent() ? time(git, hash.get()) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> head(Path git) throws IOException {
        String head = read(git.resolve("HEAD")).strip();
        if (HASH.matcher(head).matches()) {
            return Optional.of(head);
        }
        var reference = REFERENCE.matcher(head);
        if (!reference.matches() || head.contains("..")) {
            return Optional.empty();
        }
        String name = reference.group(1);
        String loose = read(git.resolve(name)).strip();
        if (HASH.matcher(loose).matches()) {
            return Optional.of(loose);
        }
        return read(git.resolve("packed-refs"))
                .lines()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.substring(0, line.length() - name.length() - 1))
                .filter(hash -> HASH.matcher(hash).matches())
                .findFirst();
    }

    /// @return the file's text; empty if it is no ordinary file
    private static String read(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.size(file) <= MAX_REFERENCES_BYTES
                ? Files.readString(file, StandardCharsets.ISO_8859_1)
                : "";
    }

    private Optional<Instant> time(Path git, String hash) throws IOException, InterruptedException {
        Files.createDirectories(empty.resolve("refs"));
        Files.createDirectories(empty.resolve("objects"));
        Files.writeString(empty.resolve("HEAD"), "ref: refs/heads/none\n");
        var builder =
                new ProcessBuilder(
                        List.of(
                                "git",
                                "--git-dir=" + empty.toAbsolutePath(),
                                "--no-replace-objects",
                                "cat-file",
                                "commit",
                                hash));
        var environment = builder.environment();
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.put("PATH", path);
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_OBJECT_DIRECTORY", git.toAbsolutePath().resolve("objects").toString());
        builder.directory(empty.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var output = empty.resolve("commit");
        builder.redirectOutput(output.toFile());
        var process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)
                    || process.exitValue() != 0
                    || Files.size(output) > MAX_COMMIT_BYTES) {
                return Optional.empty();
            }
        } finally {
            process.destroyForcibly();
        }
        var committer = COMMITTER.matcher(Files.readString(output, StandardCharsets.ISO_8859_1));
        return committer.find()
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(committer.group(1))))
                : Optional.empty();
    }
}
