package workbook.intake;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// A folder or a zip, as what is in it. Nothing in it is followed, unpacked or changed.
sealed interface Tree extends AutoCloseable permits FolderTree, ZipTree {

    /// What systems and tools leave behind, and no student means to hand in.
    Set<String> CLUTTER =
            Set.of(
                    "__macosx",
                    "__pycache__",
                    "target",
                    "build",
                    "node_modules",
                    "thumbs.db",
                    "desktop.ini");

    /// @param name of something at the top
    /// @param isFolder whether it is a folder (not a link to one)
    /// @param isRepository whether it is a folder with a `.git` in it
    record Top(String name, boolean isFolder, boolean isRepository) {}

    /// @return what is at the top, by name, without clutter
    List<Top> top() throws IOException;

    /// @return the folder of this name at the top, as a tree; its paths begin below it
    Tree below(String folder);

    /// Visits every file, and everything that must not be opened. An entry's content can be read
    /// during the visit only.
    ///
    /// @throws IOException if the whole of it cannot be read; the message is for the teacher
    void walk(Consumer<Entry> visitor) throws IOException;

    @Override
    void close() throws IOException;

    static boolean isClutter(String name) {
        return name.startsWith(".") || CLUTTER.contains(Names.key(name));
    }
}
