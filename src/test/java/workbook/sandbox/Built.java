package workbook.sandbox;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/// The sandbox of this machine, for tests.
public final class Built {

    private Built() {}

    /// The folder of the built workbook, as `./workbook test` names it.
    static Path app() {
        return Path.of(System.getProperty("workbook.jar", ".workbook/app/workbook.jar"))
                .toAbsolutePath()
                .getParent();
    }

    /// @throws TestAbortedException if this machine has none; in CI that is a failure
    public static Sandbox sandbox() throws InterruptedException {
        return switch (Sandbox.find(app(), System.err::println)) {
            case SandboxSearch.Found(Sandbox sandbox) -> sandbox;
            case SandboxSearch.Missing(String reason) -> {
                if ("true".equals(System.getenv("CI"))) {
                    yield fail("in CI there must be a sandbox: " + reason);
                }
                throw new TestAbortedException("no sandbox: " + reason);
            }
        };
    }
}
