package workbook.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Python of this machine that can make a virtual environment.
///
/// @param command what starts it
/// @param version as `3.11`
record BasePython(List<String> command, String version) {

    private static final int OLDEST_MINOR = 10;

    /// The usual names first; then the versioned ones, because the default may be too old; then the
    /// launcher of Windows.
    private static final List<List<String>> CANDIDATES =
            List.of(
                    List.of("python3"),
                    List.of("python"),
                    List.of("python3.14"),
                    List.of("python3.13"),
                    List.of("python3.12"),
                    List.of("python3.11"),
                    List.of("python3.10"),
                    List.of("py", "-3"));

    /// Prints the version; in the second line whether a virtual environment can be made.
    private static final String QUESTION =
            """
            import importlib.util, sys
            print('%d.%d' % sys.version_info[:2])
            print(all(importlib.util.find_spec(name) for name in ('venv', 'ensurepip')))
            """;

    BasePython {
        command = List.copyOf(command);
    }

    /// @throws LabFailure if there is none, or only unfit ones
    static BasePython find() throws InterruptedException {
        return find(CANDIDATES);
    }

    static BasePython find(List<List<String>> candidates) throws InterruptedException {
        var unfit = new ArrayList<String>();
        for (List<String> candidate : candidates) {
            var answer = ask(candidate);
            if (answer.isEmpty()) {
                continue;
            }
            String version = answer.get().getFirst();
            boolean canMakeEnvironments = answer.get().get(1).equals("True");
            String name = String.join(" ", candidate);
            if (!isNewEnough(version)) {
                unfit.add("%s is Python %s".formatted(name, version));
            } else if (!canMakeEnvironments) {
                unfit.add("%s is Python %s without its venv module".formatted(name, version));
            } else {
                return new BasePython(candidate, version);
            }
        }
        throw new LabFailure(
                """
                The notebooks need Python 3.%d or newer with its venv module, and %s.
                Debian and Ubuntu: sudo apt install python3-venv
                macOS: brew install python3     Windows: winget install Python.Python.3.13
                Everything else works without it: ./workbook run, check, watch.\
                """
                        .formatted(
                                OLDEST_MINOR,
                                unfit.isEmpty()
                                        ? "there is no python3 on the PATH"
                                        : "found only this: " + String.join("; ", unfit)));
    }

    private static Optional<List<String>> ask(List<String> candidate) throws InterruptedException {
        var question = new ArrayList<>(candidate);
        question.addAll(List.of("-c", QUESTION));
        return Program.runIfThere(question)
                .filter(Program::succeeded)
                .map(Program::lines)
                .filter(lines -> lines.size() == 2);
    }

    private static boolean isNewEnough(String version) {
        int dot = version.indexOf('.');
        int major = Integer.parseInt(version.substring(0, dot));
        return major > 3
                || (major == 3 && Integer.parseInt(version.substring(dot + 1)) >= OLDEST_MINOR);
    }
}
