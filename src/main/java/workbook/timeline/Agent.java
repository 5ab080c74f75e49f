package workbook.timeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/// What the JVM of a recorded program calls before the program's `main`.
///
/// [AgentJar] marks this class as one for Java 8, so that a JVM of any age can load it and say that
/// it is too old. Therefore it is as plain as it is.
public final class Agent {
    private Agent() {}

    public static void premain(String folder) throws Exception {
        try {
            Class.forName("workbook.timeline.Observer")
                    .getMethod("begin", String.class)
                    .invoke(null, folder);
        } catch (UnsupportedClassVersionError e) {
            note(folder, "too-old", System.getProperty("java.version"));
        } catch (Exception e) {
            note(folder, "problem", String.valueOf(e.getCause()));
        } catch (LinkageError e) {
            note(folder, "problem", String.valueOf(e));
        }
    }

    private static void note(String folder, String name, String text) throws Exception {
        Files.write(Paths.get(folder, name), text.getBytes(StandardCharsets.UTF_8));
    }
}
