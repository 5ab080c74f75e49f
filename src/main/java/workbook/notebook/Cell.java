package workbook.notebook;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The cell that is running, as a place to show something.
///
/// The kernels of the IJava family name their classes differently and treat them alike, so they are
/// found by name when a cell runs; nothing here is linked to one of them.
final class Cell {

    /// @param kernel the class with a static method that gives the running kernel
    /// @param getter that method
    /// @param display the class of what the kernel's `display` takes: one content in several
    ///   formats
    private record Family(String kernel, String getter, String display) {}

    private static final List<Family> FAMILIES =
            List.of(
                    new Family(
                            "org.dflib.jjava.jupyter.kernel.BaseKernel",
                            "notebookKernel",
                            "org.dflib.jjava.jupyter.kernel.display.DisplayData"),
                    new Family(
                            "io.github.spencerpark.ijava.IJava",
                            "getKernelInstance",
                            "io.github.spencerpark.jupyter.kernel.display.DisplayData"));

    private Cell() {}

    /// Shows a text, or prints it where no kernel runs.
    static void show(String text) {
        IO.println(text);
    }

    /// Shows HTML, with a text for those who cannot show it: a console, a reader of plain files.
    static void show(String html, String text) {
        for (Family family : FAMILIES) {
            var kernelClass = find(family.kernel());
            if (kernelClass.isPresent()) {
                show(family, kernelClass.get(), html, text);
                return;
            }
        }
        IO.print(text);
    }

    private static void show(Family family, Class<?> kernelClass, String html, String text) {
        try {
            var displayClass = Class.forName(family.display(), true, kernelClass.getClassLoader());
            Object content = displayClass.getConstructor(String.class).newInstance(text);
            displayClass.getMethod("putHTML", String.class).invoke(content, html);
            Object kernel = kernelClass.getMethod(family.getter()).invoke(null);
            kernel.getClass().getMethod("display", displayClass).invoke(kernel, content);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(
                    "the kernel could not show the report", failed.getCause());
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException(
                    "the kernel's classes are not those of JJava 1.0 or IJava 1.3", other);
        }
    }

    private static Optional<Class<?>> find(String name) {
        return Stream.of(
                        Cell.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader(),
                        ClassLoader.getSystemClassLoader())
                .filter(Objects::nonNull)
                .map(loader -> load(name, loader))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Class<?>> load(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, true, loader));
        } catch (ClassNotFoundException notThere) {
            return Optional.empty();
        }
    }
}
