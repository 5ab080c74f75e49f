package workbook.gradebook.export;

import java.io.IOException;
import java.util.List;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import workbook.gradebook.Grade;
import workbook.intake.Student;

/// Writes the JSON files of each student.
final class JsonView implements View {

    private static final ObjectWriter JSON =
            new JsonMapper()
                    .writer()
                    .with(
                            new DefaultPrettyPrinter()
                                    // Not the line end of this machine: the bytes are the same on
                                    // all.
                                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private final OutputFolder folder;
    private final JsonFormat format;

    JsonView(OutputFolder folder, JsonFormat format) {
        this.folder = folder;
        this.format = format;
    }

    @Override
    public void add(Student student, List<Grade> grades) throws IOException {
        for (var document : format.documents(student, grades)) {
            String[] names = document.names().toArray(String[]::new);
            if (document.content().isEmpty()) {
                folder.delete(names);
                continue;
            }
            try (var file = folder.open(names)) {
                file.writer().write(JSON.writeValueAsString(document.content().get()));
                file.writer().write('\n');
                file.commit();
            }
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
