package workbook.gradebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What was written of a class, read again.
///
/// @param folder where it was written to
public record WrittenViews(Path folder) {

    /// @return the views of an example, written to a folder
    public static WrittenViews of(ExampleClass example, Path folder) throws IOException {
        Views.write(example, example.book(), folder);
        return new WrittenViews(folder);
    }

    /// @return every file with this ending, in order
    public List<Path> files(String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /// @return the text of a file
    public String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /// @return a page or a report as the JDK's parser reads it
    public static Document parse(Path file) throws IOException, SAXException {
        return parser().parse(file.toFile());
    }

    private static DocumentBuilder parser() {
        try {
            var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            parser.setErrorHandler(null);
            return parser;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @return all elements of this name, or of any for `*`
    public static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
