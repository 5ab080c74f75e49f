package workbook.gradebook.export;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// What stands in the JSON files of one student.
interface JsonFormat {

    /// A file.
    ///
    /// @param names the folders to it and its own name
    /// @param content empty if there must be no such file: each of these formats takes a missing
    ///   file for a failure of the grader, which it is
    record Document(List<String> names, Optional<ObjectNode> content) {}

    /// @return the student's files
    List<Document> documents(Student student, List<Grade> grades);

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static boolean isFault(Grade grade) {
        return grade.state() == Grade.State.FAULT;
    }
}
