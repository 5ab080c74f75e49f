package workbook.gradebook.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// One format, written student by student, so that no view ever holds a class.
public interface View extends Closeable {

    /// Adds a student.
    ///
    /// @param grades one for each assignment, in their order
    void add(Student student, List<Grade> grades) throws IOException;

    /// Completes what was written. What is closed without this leaves no file that is half there.
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
