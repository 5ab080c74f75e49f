package workbook.sandbox;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The built workbook where everybody may read it. Root's sandboxes run as nobody, who cannot reach
/// a checkout in root's home, or in a folder that is closed to others.
final class PublicCopy {

    private PublicCopy() {}

    /// @param app the folder of `workbook.jar` and its `lib`
    /// @return the same folder if everybody can reach it; else a copy below the folder for
    ///   temporary files, made once for each build
    static Path of(Path app) throws IOException {
        if (isPublic(app)) {
            return app;
        }
        Path copy =
                Path.of(System.getProperty("java.io.tmpdir"))
                        .toRealPath()
                        .resolve("workbook-" + fingerprint(app))
                        .resolve("app");
        if (!Files.exists(copy)) {
            make(app, copy.getParent());
        }
        if (!Files.getOwner(copy.getParent()).getName().equals(System.getProperty("user.name"))) {
            throw new IOException(copy.getParent() + " belongs to somebody else");
        }
        return copy;
    }

    private static boolean isPublic(Path app) throws IOException {
        for (Path folder = app; folder != null; folder = folder.getParent()) {
            if (!Files.getPosixFilePermissions(folder)
                    .contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return Files.getPosixFilePermissions(app.resolve("workbook.jar"))
                .contains(PosixFilePermission.OTHERS_READ);
    }

    private static String fingerprint(Path app) throws IOException {
        var sum = new CRC32();
        sum.update(Files.readAllBytes(app.resolve("workbook.jar")));
        return Long.toHexString(sum.getValue());
    }

    /// Made under another name and then renamed, so that nobody sees half of it.
    private static void make(Path app, Path place) throws IOException {
        Path unfinished =
                Files.createTempDirectory(
                        place.getParent(),
                        "workbook-",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-xr-x")));
        Path copy = Files.createDirectory(unfinished.resolve("app"));
        Path libraries = Files.createDirectory(copy.resolve("lib"));
        copyReadable(app.resolve("workbook.jar"), copy);
        try (Stream<Path> jars = Files.list(app.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                copyReadable(jar, libraries);
            }
        }
        for (Path folder : List.of(unfinished, copy, libraries)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try {
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException quicker) {
            if (!Files.exists(place)) {
                throw quicker;
            }
            // Another process has made the same copy; this one stays for the system to clear away.
        }
    }

    private static void copyReadable(Path file, Path folder) throws IOException {
        Path copy = Files.copy(file, folder.resolve(file.getFileName()));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
