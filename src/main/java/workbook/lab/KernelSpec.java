package workbook.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import workbook.lesson.ClassPath;

/// How Jupyter starts the Java kernel: the kernel spec `java` of the checkout's environment.
///
/// JJava runs in the JDK that runs us, with preview features, and with the workbook's classes on
/// the class path of its cells.
///
/// @param python the environment that has the kernel
public record KernelSpec(PythonEnvironment python) {

    /// The name that every notebook asks for. The original IJava has the same, so that a notebook
    /// opens with either.
    public static final String NAME = "java";

    /// Writes the spec. Cheap, so it is done at each start: checkout and JDK may have moved.
    ///
    /// @throws LabFailure if the environment lacks the kernel, or cannot be written
    public void install() {
        Path folder = folder();
        if (!Files.exists(folder.resolve("jjava.jar"))) {
            throw new LabFailure(
                    "The Java kernel should be at %s, and is not there. Delete .venv, then do the same again."
                            .formatted(folder.resolve("jjava.jar")));
        }
        try {
            Files.writeString(folder.resolve("kernel.json"), json());
        } catch (IOException failed) {
            throw new LabFailure("The kernel spec could not be written: " + failed, failed);
        }
    }

    /// @return where Jupyter looks for the spec
    Path folder() {
        return python.folder().resolve("share").resolve("jupyter").resolve("kernels").resolve(NAME);
    }

    private String json() {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("argv", command());
        spec.put("display_name", "Java");
        spec.put("language", "java");
        spec.put("interrupt_mode", "message");
        spec.put(
                "env",
                Map.of(
                        // Both, here and above: without this one a preview cell prints nothing, and
                        // says so to nobody. With --release instead of --source cells take a
                        // quarter longer.
                        "JJAVA_COMPILER_OPTS",
                        "--enable-preview --source " + Runtime.version().feature(),
                        "JJAVA_CLASSPATH",
                        ClassPath.text()));
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(spec)
                + "\n";
    }

    private List<String> command() {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-preview",
                                "--add-opens",
                                "jdk.jshell/jdk.jshell=ALL-UNNAMED",
                                "-Dworkbook.root=" + python.root()));
        String aot = System.getProperty("workbook.aot");
        if (aot != null) {
            // For the JVMs of the checks, which are those that `./workbook check` starts.
            command.add("-Dworkbook.aot=" + aot);
        }
        // The jar itself, not its launcher: that would take whatever `java` is on the PATH.
        command.addAll(List.of("-jar", "{resource_dir}/jjava.jar", "{connection_file}"));
        return command;
    }
}
