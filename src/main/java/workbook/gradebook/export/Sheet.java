package workbook.gradebook.export;

import java.util.List;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// What stands in a table. A text is cleaned on its way into the file, a number is not.
interface Sheet {

    /// @return the name of its file
    String file();

    /// @return whether people open it in a spreadsheet, which takes it for UTF-8 only after a byte
    ///   order mark
    boolean forPeople();

    /// @return the rows above those of the students; the first names the columns
    List<List<Object>> head();

    /// @return the rows of one student
    List<List<Object>> rows(Student student, List<Grade> grades);
}
