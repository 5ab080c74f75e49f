package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class SvgDrawingTest {
    @ParameterizedTest
    @MethodSource("workbook.timeline.Examples#ofAllSizes")
    @DisplayName("a picture is one image with a title and a description")
    void isAccessible(Timeline timeline) throws Exception {
        var svg = parse(timeline.svg());
        assertEquals("img", svg.getAttribute("role"));
        var title = (Element) svg.getElementsByTagName("title").item(0);
        var description = (Element) svg.getElementsByTagName("desc").item(0);
        assertEquals(
                title.getAttribute("id") + " " + description.getAttribute("id"),
                svg.getAttribute("aria-labelledby"));
        assertEquals(timeline.title(), title.getTextContent());
        assertEquals(Description.of(timeline), description.getTextContent());
    }

    @ParameterizedTest
    @MethodSource("workbook.timeline.Examples#ofAllSizes")
    @DisplayName("no label overlaps another or a mark, or leaves the picture")
    void labelsDoNotOverlap(Timeline timeline) throws Exception {
        var svg = parse(timeline.svg());
        var picture =
                new Rectangle2D.Double(
                        0,
                        0,
                        Double.parseDouble(svg.getAttribute("width")),
                        Double.parseDouble(svg.getAttribute("height")));
        var labels = labels(svg);
        labels.addAll(marks(svg));
        for (int one = 0; one < labels.size(); one++) {
            var label = labels.get(one);
            assertTrue(picture.contains(label.box), label::toString);
            for (int other = 0; other < one; other++) {
                var last = labels.get(other);
                assertFalse(label.box.intersects(last.box), () -> label + " and " + last);
            }
        }
    }

    @Test
    @DisplayName("a lane of thousands of intervals does not make a picture of megabytes")
    void isSmall() {
        assertTrue(Examples.dense().svg().length() < 300_000);
    }

    @Test
    @DisplayName("text and marks stand out from what they stand on, in both themes")
    void contrast() {
        for (var ground :
                List.of(Role.SLEEPING_PALE, Role.LOCK_PALE, Role.QUEUE_PALE, Role.IO_PALE)) {
            assertContrast(4.5, Role.INK, ground);
        }
        for (var text : List.of(Role.INK, Role.SOFT, Role.FAILED, Role.STOPPED)) {
            assertContrast(4.5, text, Role.CARD);
        }
        for (var state : State.values()) {
            assertContrast(3, Role.of(state), Role.CARD);
        }
        for (var hatched : List.of(State.LOCK, State.QUEUE, State.IO)) {
            assertContrast(3, Role.of(hatched), Role.valueOf(hatched + "_PALE"));
        }
    }

    @Test
    @DisplayName("a file carries its own card; what it holds follows from its name")
    void saves(@TempDir Path folder) throws IOException {
        var timeline = Examples.everything();
        timeline.save(folder.resolve("light.svg"));
        timeline.save(folder.resolve("dark.svg"), Timeline.Theme.DARK);
        timeline.save(folder.resolve("trace.json"));
        timeline.save(folder.resolve("drawing.txt"));
        var light = Files.readString(folder.resolve("light.svg"));
        assertTrue(light.contains(Role.CARD.light()) && !light.contains("var(--"));
        assertTrue(Files.readString(folder.resolve("dark.svg")).contains(Role.CARD.dark()));
        assertEquals(timeline.trace(), Files.readString(folder.resolve("trace.json")));
        assertEquals(timeline + "\n", Files.readString(folder.resolve("drawing.txt")));
    }

    private record Label(String text, Rectangle2D box) {}

    private static List<Label> labels(Element svg) {
        var labels = new ArrayList<Label>();
        var texts = svg.getElementsByTagName("text");
        for (int index = 0; index < texts.getLength(); index++) {
            var text = (Element) texts.item(index);
            var size = Double.parseDouble(text.getAttribute("font-size"));
            var width = Lettering.width(text.getTextContent(), size);
            var x = Double.parseDouble(text.getAttribute("x")) + shift(text);
            var left =
                    switch (text.getAttribute("text-anchor")) {
                        case "middle" -> x - width / 2;
                        case "end" -> x - width;
                        default -> x;
                    };
            var top = Double.parseDouble(text.getAttribute("y")) - size * 0.8;
            labels.add(
                    new Label(
                            text.getTextContent(), new Rectangle2D.Double(left, top, width, size)));
        }
        return labels;
    }

    /// A mark is a circle with a sign in it; what is smaller is the end of a fork.
    private static List<Label> marks(Element svg) {
        var marks = new ArrayList<Label>();
        var circles = svg.getElementsByTagName("circle");
        for (int index = 0; index < circles.getLength(); index++) {
            var circle = (Element) circles.item(index);
            var radius = Double.parseDouble(circle.getAttribute("r"));
            if (radius > 4) {
                var x = Double.parseDouble(circle.getAttribute("cx")) + shift(circle) - radius;
                var y = Double.parseDouble(circle.getAttribute("cy")) - radius;
                var box = new Rectangle2D.Double(x, y, 2 * radius, 2 * radius);
                marks.add(new Label("a mark", box));
            }
        }
        return marks;
    }

    /// How far a group moves what is in it to the right.
    private static double shift(Node node) {
        var transform = ((Element) node.getParentNode()).getAttribute("transform");
        return transform.isEmpty()
                ? 0
                : Double.parseDouble(
                        transform.substring("translate(".length(), transform.indexOf(' ')));
    }

    private static void assertContrast(double least, Role mark, Role ground) {
        assertTrue(contrast(mark.light(), ground.light()) >= least, mark + " on light " + ground);
        assertTrue(contrast(mark.dark(), ground.dark()) >= least, mark + " on dark " + ground);
    }

    /// As the Web Content Accessibility Guidelines define it.
    private static double contrast(String one, String other) {
        var brighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (brighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String color) {
        return 0.2126 * linear(color.substring(1, 3))
                + 0.7152 * linear(color.substring(3, 5))
                + 0.0722 * linear(color.substring(5, 7));
    }

    private static double linear(String hex) {
        var value = Integer.parseInt(hex, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static Element parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }
}
