package workbook.gradebook.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import workbook.gradebook.ExampleClass;
import workbook.gradebook.WrittenViews;

/// Each format is read again by a parser that is not ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormatsTest {

    private static final String FORMULA = "=+-@\t\r";

    private final ExampleClass example = ExampleClass.twelve();
    private final JsonMapper json = new JsonMapper();
    private WrittenViews views;

    @BeforeAll
    void write(@TempDir Path folder) throws IOException {
        views = WrittenViews.of(example, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradebook", "checks", "mastery", "moodle", "canvas"})
    @DisplayName("a table is the same to Commons CSV and to Python, and no cell is a formula")
    void csv(String name) throws Exception {
        Path file = views.folder().resolve(name + ".csv");
        var rows = rows(file);
        for (List<String> row : rows) {
            assertEquals(rows.getFirst().size(), row.size(), row::toString);
            for (String cell : row) {
                boolean formula = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0;
                assertFalse(formula, cell);
                assertEquals(cell, SafeText.of(cell), "cleaned");
            }
        }
        assertEquals(python(file), rows);
    }

    @Test
    @DisplayName("the gradebook has a row for each student, with states, lateness and total")
    void gradebook() throws Exception {
        var rows = rows(views.folder().resolve("gradebook.csv"));
        assertEquals(1 + example.students().size(), rows.size());
        var names = rows.getFirst();
        int points = example.assignments().getFirst().possible();
        assertEquals("p02_concurrent_execution/FetchAll (of %d)".formatted(points), names.get(3));
        assertEquals(List.of("" + points, "", "judged"), row(rows, "anna").subList(3, 6));
        assertEquals(List.of("" + (points - 1), "late", "judged"), row(rows, "dora").subList(3, 6));
        assertEquals(List.of("0", "", "missing"), row(rows, "emil").subList(3, 6));
        assertEquals(List.of("0", "", "unreadable"), row(rows, "fatma").subList(3, 6));
        assertEquals(List.of("", "", "fault"), row(rows, "gus").subList(3, 6));
        assertEquals("", row(rows, "gus").getLast());
        assertEquals(example.totalOfOneFailureEach(), row(rows, "ben").getLast());
        assertEquals("'=HYPERLINK(\"http://evil\")", row(rows, "ivo").get(1));
    }

    @Test
    @DisplayName("the long table has every check of every student, judged or not")
    void checks() throws Exception {
        var rows = rows(views.folder().resolve("checks.csv"));
        int checks =
                example.assignments().stream()
                        .mapToInt(assignment -> assignment.requirements().size())
                        .sum();
        assertEquals(1 + checks * example.students().size(), rows.size());
        var outcomes = rows.stream().skip(1).map(row -> row.get(5)).distinct().sorted().toList();
        assertEquals(
                List.of(
                        "failed",
                        "fault",
                        "missing",
                        "not_reached",
                        "passed",
                        "timed_out",
                        "unreadable"),
                outcomes);
        assertTrue(
                rows.stream()
                        .filter(row -> row.get(5).equals("fault"))
                        .allMatch(row -> row.get(6).isEmpty()));
    }

    @Test
    @DisplayName("the imports never mark what is missing or owed, and carry feedback")
    void imports() throws Exception {
        var canvas = rows(views.folder().resolve("canvas.csv"));
        assertEquals(
                List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
                canvas.getFirst().subList(0, 5));
        assertEquals("    Points Possible", canvas.get(1).getFirst());
        int points = example.assignments().getFirst().possible();
        assertEquals("" + points, canvas.get(1).get(5));
        var lee = canvas.getLast();
        assertEquals(List.of("12345", "", ""), lee.subList(1, 4), "a number is Canvas's own id");
        var moodle = rows(views.folder().resolve("moodle.csv"));
        assertEquals("anna@example.org", row(moodle, "anna").get(2));
        assertEquals(List.of("", ""), row(moodle, "emil").subList(3, 5));
        assertEquals(List.of("", ""), row(moodle, "gus").subList(3, 5));
        assertEquals("0", row(moodle, "fatma").get(3));
        String feedback = "%d of %d points. Late. To do: ".formatted(points - 1, points);
        assertTrue(row(moodle, "dora").get(4).startsWith(feedback));
    }

    @ParameterizedTest
    @CsvSource({"gradescope,11", "classroom50,11", "exercism,71"})
    @DisplayName("JSON is what its schema asks for, and a fault has no file")
    void schemas(String format, int count) throws Exception {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(resource(format + ".schema.json"), InputFormat.JSON);
        var files =
                views.files(".json").stream()
                        .filter(file -> views.folder().relativize(file).startsWith(format))
                        .toList();
        assertEquals(count, files.size());
        for (Path file : files) {
            var errors = schema.validate(Files.readString(file), InputFormat.JSON);
            assertTrue(errors.isEmpty(), () -> file + ": " + errors);
        }
        // So that the schema itself is known to refuse something.
        assertFalse(
                schema.validate("{\"version\": 3, \"score\": \"1\"}", InputFormat.JSON).isEmpty());
    }

    @Test
    @DisplayName("Gradescope's tests add up to the weighted points")
    void gradescope() throws Exception {
        var tests = read("gradescope/anna.json").get("tests");
        double sum = stream(tests).mapToDouble(test -> test.get("score").asDouble()).sum();
        double weighted =
                example.assignments().stream()
                        .mapToDouble(assignment -> assignment.weight() * assignment.possible())
                        .sum();
        assertEquals(weighted, sum);
        var kim = read("gradescope/kim.json").get("tests").get(1);
        assertEquals("failed", kim.get("status").asString());
        assertTrue(kim.get("output").asString().startsWith("not reached"));
    }

    @Test
    @DisplayName("Classroom 50's scores are the sums of their tests")
    void classroom50() throws Exception {
        for (String id : List.of("anna", "ben", "emil", "hana")) {
            var result = read("classroom50/" + id + ".json");
            var tests = result.get("tests");
            assertEquals(
                    result.get("score").asInt(),
                    stream(tests).mapToInt(test -> test.get("score").asInt()).sum());
            assertEquals(
                    result.get("max-score").asInt(),
                    stream(tests).mapToInt(test -> test.get("max-score").asInt()).sum());
        }
        var dora = read("classroom50/dora.json");
        assertEquals("2026-11-20T10:15:30Z", dora.get("datetime").asString());
    }

    @Test
    @DisplayName("Exercism's results say pass, fail or error, with the code of each check")
    void exercism() throws Exception {
        assertEquals("pass", read("exercism/anna/FetchAll.json").get("status").asString());
        var ben = read("exercism/ben/FetchAll.json");
        assertEquals("fail", ben.get("status").asString());
        var first = ben.get("tests").get(0);
        assertEquals("fail", first.get("status").asString());
        assertTrue(first.get("test_code").asString().contains("FetchAll.fetchAll(calls);\n"));
        assertFalse(first.get("test_code").asString().contains("missing"));
        var hana = read("exercism/hana/FetchAll.json");
        assertEquals("error", hana.get("status").asString());
        assertTrue(hana.get("message").asString().startsWith("line 12: illegal start"));
    }

    @Test
    @DisplayName("JUnit's XML is valid, and nothing that is not solved looks green")
    void junit() throws Exception {
        Path file = views.folder().resolve("junit.xml");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(FormatsTest.class.getResource("/workbook/gradebook/junit.xsd"))
                .newValidator()
                .validate(new StreamSource(file.toFile()));
        var suites = WrittenViews.elements(WrittenViews.parse(file), "testsuite");
        assertEquals(example.students().size() * example.assignments().size(), suites.size());
        for (var suite : suites) {
            for (String kind : List.of("failure", "error", "skipped", "testcase")) {
                String counted =
                        suite.getAttribute(
                                switch (kind) {
                                    case "testcase" -> "tests";
                                    case "skipped" -> "skipped";
                                    default -> kind + "s";
                                });
                assertEquals(counted, String.valueOf(suite.getElementsByTagName(kind).getLength()));
            }
            String student = suite.getAttribute("name").replaceAll("/.*", "");
            boolean red =
                    !suite.getAttribute("failures").equals("0")
                            || !suite.getAttribute("errors").equals("0");
            boolean solved = List.of("anna", "12345").contains(student) || isSolvedByGus(suite);
            assertEquals(!solved, red, suite.getAttribute("name"));
        }
    }

    private static boolean isSolvedByGus(org.w3c.dom.Element suite) {
        String name = suite.getAttribute("name");
        return name.startsWith("gus/") && !name.endsWith("/FetchAll");
    }

    private JsonNode read(String name) throws IOException {
        return json.readTree(views.text(name));
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<String> row(List<List<String>> rows, String id) {
        return rows.stream().filter(row -> row.getFirst().equals(id)).findFirst().orElseThrow();
    }

    private static List<List<String>> rows(Path file) throws IOException {
        String text = Files.readString(file).replaceFirst("^\uFEFF", "");
        try (var parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            return parser.getRecords().stream().map(each -> List.copyOf(each.toList())).toList();
        }
    }

    private List<List<String>> python(Path file) throws Exception {
        var process =
                new ProcessBuilder(
                                "python3",
                                "-c",
                                "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))",
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var read = json.readTree(process.getInputStream());
        assertEquals(0, process.waitFor());
        return stream(read).map(row -> stream(row).map(JsonNode::asString).toList()).toList();
    }

    private static String resource(String name) throws IOException {
        try (var stream = FormatsTest.class.getResourceAsStream("/workbook/gradebook/" + name)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
