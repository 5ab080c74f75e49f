package workbook.doctor;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import workbook.doctor.Finding.State;

/// Looks at the machine, without changing it.
public final class Doctor {

    private static final int JDK = 25;
    private static final int MIN_PYTHON_MINOR = 10;
    private static final Pattern PYTHON_VERSION = Pattern.compile("Python 3\\.(\\d+)\\S*");

    private final Path root;

    /// @param root the checkout
    public Doctor(Path root) {
        this.root = root;
    }

    /// @return one finding for each thing that is looked at, in a fixed order
    public List<Finding> examine() {
        return List.of(jdk(), maven(), python(), environment(), jbang(), folder(), loopback());
    }

    private static Finding jdk() {
        int feature = Runtime.version().feature();
        String found = "JDK %s in %s".formatted(Runtime.version(), System.getProperty("java.home"));
        return feature == JDK
                ? fine("JDK 25", found)
                : new Finding(
                        "JDK 25",
                        State.MISSING,
                        found,
                        "Preview APIs differ between releases: install a JDK 25 and set JAVA_HOME to it.");
    }

    private static Finding maven() {
        String found = firstLine("mvn", "-version");
        return found.startsWith("Apache Maven")
                ? fine("Maven", found)
                : new Finding(
                        "Maven",
                        State.MISSING,
                        "no mvn on the PATH",
                        "Install Maven 3.8 or newer.");
    }

    private static Finding python() {
        for (String name : List.of("python3", "python")) {
            var version = PYTHON_VERSION.matcher(firstLine(name, "--version"));
            if (version.matches() && Integer.parseInt(version.group(1)) >= MIN_PYTHON_MINOR) {
                boolean venv =
                        firstLine(name, "-c", "import venv, ensurepip; print('yes')").equals("yes");
                return venv
                        ? fine("Python", version.group() + " with venv")
                        : new Finding(
                                "Python",
                                State.MISSING,
                                version.group() + " without the venv module",
                                "Install it; on Debian and Ubuntu it is the package python3-venv.");
            }
        }
        return new Finding(
                "Python",
                State.MISSING,
                "no Python 3.10 or newer on the PATH",
                "Install Python 3.10 or newer. Only the notebooks need it.");
    }

    private Finding environment() {
        return Files.isDirectory(root.resolve(".venv"))
                ? fine("notebooks", "JupyterLab is set up in .venv")
                : new Finding(
                        "notebooks",
                        State.MISSING_OPTIONAL,
                        "not set up yet",
                        "./workbook lab sets them up, once.");
    }

    private static Finding jbang() {
        String found = firstLine("jbang", "--version");
        return found.isEmpty()
                ? new Finding(
                        "JBang",
                        State.MISSING_OPTIONAL,
                        "no jbang on the PATH",
                        "./workbook run p02 and java scripts/p02_….java work without it.")
                : fine("JBang", found);
    }

    private Finding folder() {
        return Files.isWritable(root.resolve("exercises")) && Files.isWritable(root)
                ? fine("this folder", root + " can be written")
                : new Finding(
                        "this folder",
                        State.MISSING,
                        root + " is read-only",
                        "Copy the workbook to a folder of your own.");
    }

    private static Finding loopback() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return fine("loopback", "port %d could be opened".formatted(socket.getLocalPort()));
        } catch (IOException refused) {
            return new Finding(
                    "loopback",
                    State.MISSING,
                    "no port can be opened: " + refused.getMessage(),
                    "JupyterLab and its kernels talk over 127.0.0.1: allow it in the firewall.");
        }
    }

    private static Finding fine(String what, String found) {
        return new Finding(what, State.FINE, found, "");
    }

    /// @return the first line that a command prints, or an empty text if it cannot be run
    private static String firstLine(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var lines = process.inputReader()) {
                String line = lines.readLine();
                lines.transferTo(Writer.nullWriter());
                return process.waitFor(10, TimeUnit.SECONDS)
                                && process.exitValue() == 0
                                && line != null
                        ? line.replaceAll("\u001B\\[[0-9;]*m", "").strip()
                        : "";
            }
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
