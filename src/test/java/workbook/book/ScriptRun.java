package workbook.book;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.lesson.ClassPath;
import workbook.lesson.Lesson;

/// How a lesson's script is run as a program of `java`, so that it ends by itself.
final class ScriptRun {

    private ScriptRun() {}

    static List<String> command(Lesson lesson) {
        var command = new ArrayList<>(List.of(tool("java"), "-Dstdout.encoding=UTF-8"));
        if (lesson.usesPreview()) {
            command.add("--enable-preview");
        }
        if (lesson.usesLibraries()) {
            command.addAll(List.of("-cp", ClassPath.text()));
        }
        command.add(lesson.script().toString());
        command.addAll(arguments(lesson));
        return command;
    }

    /// @return what makes a script that serves show the lesson and end
    static List<String> arguments(Lesson lesson) {
        return lesson.serves() ? List.of("demo") : List.of();
    }

    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
