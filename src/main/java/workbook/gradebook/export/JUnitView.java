package workbook.gradebook.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// `junit.xml`: one test suite for each student and exercise, one test case for each check.
///
/// A check that was not reached is skipped. A source that cannot run has one failed case more, so
/// that no suite of skipped cases looks green. What is missing or unreadable fails each case; a
/// fault of the grader is an error in each. Source: `junit-10.xsd` of
/// github.com/jenkinsci/xunit-plugin.
final class JUnitView implements View {

    private final List<Assignment> assignments;
    private final OutputFile file;
    private final XMLStreamWriter xml;

    /// @param element `failure`, `error` or `skipped`; empty for a pass
    private record Case(String name, String element, String message, String text) {}

    JUnitView(OutputFolder folder, List<Assignment> assignments) throws IOException {
        this.assignments = assignments;
        this.file = folder.open("junit.xml");
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(file.writer());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeCharacters("\n");
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        }
    }

    @Override
    public void add(Student student, List<Grade> grades) throws IOException {
        try {
            for (int i = 0; i < assignments.size(); i++) {
                write(student, grades.get(i), cases(assignments.get(i), grades.get(i)));
            }
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        }
    }

    private static List<Case> cases(Assignment assignment, Grade grade) {
        var cases = new ArrayList<Case>();
        if (grade.report().isEmpty()) {
            String element = JsonFormat.isFault(grade) ? "error" : "failure";
            assignment
                    .requirements()
                    .forEach(requirement ->
                            cases.add(new Case(requirement.text(), element, grade.reason(), "")));
            return cases;
        }
        CheckReport report = grade.report().get();
        if (!report.problems().isEmpty()) {
            String problems = Feedback.problems(report);
            String first = report.problems().getFirst().message();
            cases.add(new Case("the source can be run", "failure", first, problems));
        }
        report.results().forEach(result -> cases.add(of(result)));
        return cases;
    }

    private static Case of(CheckResult result) {
        String name = result.requirement();
        String message = result.explanation().map(explanation -> explanation.observed()).orElse("");
        return switch (result.outcome()) {
            case PASSED -> new Case(name, "", "", "");
            case NOT_REACHED -> new Case(name, "skipped", "not reached", "");
            case FAILED -> new Case(name, "failure", message, Feedback.of(result));
            case TIMED_OUT -> new Case(name, "failure", "timed out", Feedback.of(result));
        };
    }

    private void write(Student student, Grade grade, List<Case> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute("name", student.id() + "/" + grade.exercise());
        attribute("tests", String.valueOf(cases.size()));
        attribute("failures", count(cases, "failure"));
        attribute("errors", count(cases, "error"));
        attribute("skipped", count(cases, "skipped"));
        xml.writeCharacters("\n");
        for (Case each : cases) {
            xml.writeStartElement("testcase");
            attribute("name", each.name());
            attribute("classname", grade.exercise().replace('/', '.'));
            if (!each.element().isEmpty()) {
                xml.writeStartElement(each.element());
                attribute("message", each.message());
                xml.writeCharacters(SafeText.of(each.text()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static String count(List<Case> cases, String element) {
        return String.valueOf(
                cases.stream().filter(each -> each.element().equals(element)).count());
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, SafeText.of(value));
    }

    @Override
    public void finish() throws IOException {
        try {
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        }
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
