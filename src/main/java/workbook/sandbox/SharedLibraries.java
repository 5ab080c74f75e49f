package workbook.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The libraries of the system that a runtime is linked with: a handful of files, such as the C
/// library and the program that loads it.
final class SharedLibraries {

    /// `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)`, or without the name and the arrow.
    private static final Pattern RESOLVED = Pattern.compile("\\s(?:\\S+ => )?(/\\S+) \\(0x");

    private static final List<Path> ALL_LIBRARIES =
            List.of(Path.of("/lib"), Path.of("/lib64"), Path.of("/usr/lib"), Path.of("/usr/lib64"));

    private SharedLibraries() {}

    /// @return the files and folders to show inside, each under the path that it has outside; every
    ///   library of the system where `ldd` is missing
    static List<Path> of(Path runtime, List<Path> binaries)
            throws IOException, InterruptedException {
        Optional<Path> ldd = Tool.find("ldd");
        if (ldd.isEmpty()) {
            return ALL_LIBRARIES.stream().filter(Files::exists).toList();
        }
        var command = new ArrayList<String>();
        command.add(ldd.get().toString());
        binaries.forEach(binary -> command.add(binary.toString()));
        var files = new TreeSet<Path>();
        var output = Tool.run(command).output();
        for (var match = RESOLVED.matcher(output); match.find(); ) {
            var file = Path.of(match.group(1)).normalize();
            if (!file.startsWith(runtime)) {
                files.add(file);
            }
        }
        return List.copyOf(files);
    }
}
