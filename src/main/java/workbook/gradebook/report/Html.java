package workbook.gradebook.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import workbook.gradebook.export.SafeText;

/// Writes a page, well-formed as XML too. Every text and every value of an attribute is cleaned and
/// escaped here, and nowhere else.
final class Html {

    /// Elements after which a line ends, so that a page can be read and compared as text.
    private static final Set<String> BLOCKS =
            Set.of(
                    "body", "details", "div", "dl", "footer", "h1", "h2", "h3", "h4", "head",
                    "header", "html", "li", "main", "meta", "nav", "ol", "p", "section", "summary",
                    "table", "tbody", "thead", "title", "tr", "ul");

    private final Writer out;
    private final XMLStreamWriter xml;
    private final ArrayDeque<String> opened = new ArrayDeque<>();

    Html(Writer out) {
        this.out = out;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            out.write("<!DOCTYPE html>\n");
        } catch (XMLStreamException | IOException failure) {
            throw failed(failure);
        }
    }

    /// @param attributes names and values in turn
    Html open(String tag, String... attributes) {
        try {
            xml.writeStartElement(tag);
            write(attributes);
            opened.push(tag);
            return this;
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    /// Writes an element that never has content.
    Html empty(String tag, String... attributes) {
        try {
            xml.writeEmptyElement(tag);
            write(attributes);
            xml.writeCharacters("\n");
            return this;
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    private void write(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], SafeText.of(attributes[i + 1]));
        }
    }

    Html text(String text) {
        try {
            xml.writeCharacters(SafeText.of(text));
            return this;
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    /// Closes the element that was opened last.
    Html close() {
        try {
            xml.writeEndElement();
            if (BLOCKS.contains(opened.pop())) {
                xml.writeCharacters("\n");
            }
            return this;
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    /// Writes an element with a text and nothing else.
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /// Writes a picture as it is.
    ///
    /// @param svg made by the harness: its markup is trusted, the texts in it are cleaned again
    Html picture(String svg) {
        try {
            xml.writeCharacters("\n");
            xml.flush();
            out.write(SafeText.of(svg));
            return this;
        } catch (XMLStreamException | IOException failure) {
            throw failed(failure);
        }
    }

    /// Closes what is open.
    void end() {
        while (!opened.isEmpty()) {
            close();
        }
        try {
            xml.flush();
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    private static UncheckedIOException failed(Exception failure) {
        return new UncheckedIOException(
                failure instanceof IOException io ? io : new IOException(failure));
    }
}
