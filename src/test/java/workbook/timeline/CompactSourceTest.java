package workbook.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompactSourceTest {
    @Test
    @Timeout(120)
    @DisplayName("a lesson run by java records its structured scope")
    void scope() throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-preview",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "src/test/resources/workbook/timeline/Scopes.java")
                        .redirectError(Redirect.INHERIT)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor());
        var lines = output.lines().toList();
        assertEquals(
                "0 FAILED StructuredTaskScope.FailedException:"
                        + " IllegalStateException: no such page",
                lines.getFirst());
        assertTrue(output.contains("JOINING StructuredTaskScope.join in fetchAll, line "), output);
        assertTrue(
                lines.subList(lines.indexOf("on a virtual thread"), lines.size()).stream()
                        .anyMatch(line ->
                                line.startsWith(
                                        "JOINING StructuredTaskScope.join in fetchQuick, line ")),
                output);
        assertTrue(lines.contains("1 FAILED IllegalStateException: no such page"), output);
        assertTrue(lines.contains("1 CANCELLED "), output);
    }
}
