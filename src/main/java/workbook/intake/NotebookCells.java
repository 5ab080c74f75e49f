package workbook.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The code cells of a notebook, by nbformat 4
/// (<https://nbformat.readthedocs.io/en/latest/format_description.html>): `cells`, each with a
/// `cell_type` and a `source` that is one text or a list of lines.
final class NotebookCells {

    private static final JsonMapper JSON = JsonMapper.shared();

    private NotebookCells() {}

    /// The file is no notebook; the message is the end of a sentence.
    static final class NoNotebook extends Exception {

        private static final long serialVersionUID = 1L;

        private NoNotebook(String message) {
            super(message);
        }
    }

    /// @return the sources in their order, without the magics that a cell begins with
    static List<String> of(String json) throws NoNotebook {
        JsonNode cells;
        try {
            cells = JSON.readTree(json).path("cells");
        } catch (JacksonException broken) {
            throw new NoNotebook("it is not a whole notebook: " + broken.getOriginalMessage());
        }
        if (!cells.isArray()) {
            throw new NoNotebook(
                    "it is not a notebook of nbformat 4: it has no list of cells; save it anew in JupyterLab");
        }
        var sources = new ArrayList<String>();
        for (JsonNode cell : cells) {
            if (cell.path("cell_type").asString("").equals("code")) {
                sources.add(withoutMagic(text(cell.path("source"))));
            }
        }
        return sources;
    }

    private static String text(JsonNode source) {
        if (source.isString()) {
            return source.asString();
        }
        return source.valueStream().map(line -> line.asString("")).collect(Collectors.joining());
    }

    private static String withoutMagic(String cell) {
        return cell.lines()
                .dropWhile(line -> line.isBlank() || line.startsWith("%"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
