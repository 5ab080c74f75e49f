package workbook.gradebook.export;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// A table as CSV by RFC 4180: commas, quotes where they are needed, lines that end in CR LF.
final class SheetView implements View {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();

    private final Sheet sheet;
    private final OutputFile file;
    private final CSVPrinter printer;

    SheetView(OutputFolder folder, Sheet sheet) throws IOException {
        this.sheet = sheet;
        this.file = folder.open(sheet.file());
        if (sheet.forPeople()) {
            file.writer().write('\uFEFF');
        }
        this.printer = new CSVPrinter(file.writer(), FORMAT);
        print(sheet.head());
    }

    @Override
    public void add(Student student, List<Grade> grades) throws IOException {
        print(sheet.rows(student, grades));
    }

    private void print(List<List<Object>> rows) throws IOException {
        for (var row : rows) {
            printer.printRecord(
                    row.stream()
                            .map(cell -> cell instanceof String text ? SafeText.cell(text) : cell)
                            .toList());
        }
    }

    @Override
    public void finish() throws IOException {
        printer.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
