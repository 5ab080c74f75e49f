package workbook.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a learner reads when the machine lacks something.
class PythonEnvironmentTest {

    @TempDir private Path folder;

    @Test
    @DisplayName("no Python: the message says what to install, and what works without it")
    void noPython() {
        var failure =
                assertThrows(
                        LabFailure.class,
                        () -> BasePython.find(List.of(List.of("no-such-python"))));

        assertTrue(failure.getMessage().contains("there is no python3 on the PATH"));
        assertTrue(failure.getMessage().contains("apt install python3-venv"));
    }

    @Test
    @DisplayName("unfit Pythons are named with what is wrong with each")
    void unfitPythons() throws Exception {
        var candidates =
                List.of(
                        List.of(fakePython("old", "3.8", "True")),
                        List.of(fakePython("bare", "3.12", "False")));

        var failure = assertThrows(LabFailure.class, () -> BasePython.find(candidates));

        assertTrue(failure.getMessage().contains("old is Python 3.8;"), failure.getMessage());
        assertTrue(
                failure.getMessage().contains("bare is Python 3.12 without its venv module"),
                failure.getMessage());
    }

    @Test
    @DisplayName("the first fit Python is taken")
    void fitPython() throws Exception {
        String fit = fakePython("fit", "3.10", "True");

        var found =
                BasePython.find(List.of(List.of(fakePython("old", "3.9", "True")), List.of(fit)));

        assertEquals(new BasePython(List.of(fit), "3.10"), found);
    }

    @Test
    @DisplayName("no network: the message says so, and that it can be done again")
    void noNetwork() {
        var pip =
                new Program(
                        1,
                        List.of(
                                "Collecting jupyterlab==4.6.6",
                                "WARNING: Retrying: NameResolutionError: no such host",
                                "ERROR: No matching distribution found for jupyterlab==4.6.6"));

        var message = InstallProgress.failure(pip).getMessage();

        assertTrue(message.contains("because it reaches no package index"), message);
        assertTrue(message.contains("No matching distribution found for jupyterlab"), message);
        assertTrue(message.contains("then do the same again"), message);
    }

    @Test
    @DisplayName("the environment is made once, and again only when requirements.txt changes")
    void madeOnce() throws Exception {
        Path root = Files.createDirectory(folder.resolve("ä checkout"));
        Files.writeString(root.resolve("requirements.txt"), "# nothing\n");
        var python = new PythonEnvironment(root);
        var said = new ArrayList<String>();

        python.ensure(said::add);
        assertEquals(2, said.size(), said::toString);

        python.ensure(said::add);
        assertEquals(2, said.size(), said::toString);

        Files.writeString(root.resolve("requirements.txt"), "# still nothing\n");
        python.ensure(said::add);
        assertEquals(3, said.size(), said::toString);
        assertTrue(said.getLast().startsWith("Installing"), said::toString);
    }

    @Test
    @DisplayName("a port in use: the message names it, and a way out")
    void portInUse() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options =
                    new JupyterLab.Options(
                            Optional.of(other.getLocalPort()), false, Optional.empty());

            var failure =
                    assertThrows(
                            LabFailure.class,
                            () -> JupyterLab.start(new PythonEnvironment(folder), options));

            assertTrue(
                    failure.getMessage()
                            .startsWith("Port %d is in use".formatted(other.getLocalPort())),
                    failure.getMessage());
        }
    }

    private String fakePython(String name, String version, String canMakeEnvironments)
            throws Exception {
        Path script = folder.resolve(name);
        Files.writeString(
                script, "#!/bin/sh\necho %s\necho %s\n".formatted(version, canMakeEnvironments));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
