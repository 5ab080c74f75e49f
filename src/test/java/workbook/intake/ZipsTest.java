package workbook.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.intake.MadeUpClass.lines;
import static workbook.intake.MadeUpClass.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A zip that a student hands in may be")
class ZipsTest {

    @TempDir private Path place;
    private MadeUpClass made;
    private MadeUpClass inner;

    @BeforeEach
    void empty() {
        made = new MadeUpClass(place);
        inner = new MadeUpClass(place);
    }

    private String read(byte[] zip) throws IOException {
        return lines(made.with("anna/FetchAll.zip", zip).readFolder());
    }

    @Test
    @DisplayName("broken, or no zip at all")
    void broken() throws IOException {
        byte[] whole = inner.with("FetchAll.java", source("FetchAll")).zipped();
        String line = read(Arrays.copyOf(whole, whole.length - 30));
        assertTrue(
                line.startsWith(
                        "anna FetchAll 1: anna/FetchAll.zip: it cannot be opened as a zip:"),
                line);
    }

    @Test
    @DisplayName("damaged inside, which its checksum tells")
    void damaged() throws IOException {
        var entry = "FetchAll.java";
        byte[] zip = inner.with(entry, source("FetchAll")).zipped();
        int crc =
                new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf("PK\1\2")
                        + 16;
        zip[crc] ^= 1;
        String line = read(zip);
        assertTrue(line.contains("its bytes do not match their checksum"), line);
    }

    @Test
    @DisplayName("encrypted")
    void encrypted() throws IOException {
        byte[] zip = inner.with("FetchAll.java", source("FetchAll")).zipped();
        String bytes = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1);
        zip[bytes.indexOf("PK\3\4") + 6] |= 1;
        zip[bytes.lastIndexOf("PK\1\2") + 8] |= 1;
        assertEquals(
                "anna FetchAll 1: anna/FetchAll.zip!FetchAll.java: it is encrypted; hand it in without a password",
                read(zip));
    }

    @Test
    @DisplayName("a bomb")
    void bomb() throws IOException {
        String line = read(inner.with("FetchAll.java", new byte[40 << 20]).zipped());
        assertTrue(line.contains("it is a zip bomb"), line);
    }

    @Test
    @DisplayName("full of paths that lead out of it, and of links")
    void traversal() throws IOException {
        assertEquals(
                """
                anna FetchAll 1: anna/FetchAll.zip!work/FetchAll.java
                anna - 1: anna/FetchAll.zip!../a.java: it has a path that leads out of the zip
                anna - 2: anna/FetchAll.zip!/b.java: it has a path that leads out of the zip
                anna - 3: anna/FetchAll.zip!C:/c.java: it has a path that leads out of the zip
                anna - 4: anna/FetchAll.zip!link.java: it is a symbolic link, which is not followed\
                """,
                read(
                        inner.with("../a.java", source("FetchAll"))
                                .with("/b.java", source("FetchAll"))
                                .with("C:\\c.java", source("FetchAll"))
                                .with("work\\FetchAll.java", source("FetchAll"))
                                .link("link.java", "/etc/passwd")
                                .zipped()));
    }

    @Test
    @DisplayName("in a zip, and not in a third one")
    void nested() throws IOException {
        byte[] one = inner.with("FetchAll.java", source("FetchAll")).zipped();
        byte[] two = new MadeUpClass(place).with("one.zip", one).zipped();
        byte[] three = new MadeUpClass(place).with("two.zip", two).zipped();
        assertEquals("anna FetchAll 1: anna/FetchAll.zip!one.zip!FetchAll.java", read(two));
        assertEquals(
                "anna - 1: anna/FetchAll.zip!two.zip!one.zip: it is a zip in a zip in a zip, which is not opened",
                read(three));
    }
}
