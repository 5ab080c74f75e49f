package workbook.check;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import workbook.testkit.AllSchedules;

/// A check class, read as source: what it requires is known before anything runs, so that a check
/// which never reports counts as failed and not as absent.
///
/// @param name the simple name of the class
/// @param source its text
/// @param requirements its check methods, in the order of the source
/// @param allowed what its [workbook.testkit.Allows] adds to the policy
public record CheckClass(
        String name, String source, List<Requirement> requirements, List<String> allowed) {

    public CheckClass {
        allowed = List.copyOf(allowed);
        requirements = List.copyOf(requirements);
    }

    /// @param name the simple name of the class
    /// @throws IllegalStateException if the source has no class or no requirement
    public static CheckClass parse(String name, String source) {
        var type = topLevelClass(name, source);
        var requirements =
                type.getMembers().stream()
                        .flatMap(member ->
                                member instanceof MethodTree method
                                        ? Stream.of(method)
                                        : Stream.empty())
                        .flatMap(method -> requirement(method).stream())
                        .toList();
        if (requirements.isEmpty()) {
            throw new IllegalStateException(
                    name + " has no method with @DisplayName: it requires nothing");
        }
        return new CheckClass(
                name,
                source,
                requirements,
                annotation(type.getModifiers(), "Allows").orElse(List.of()));
    }

    /// @return whether any of its checks may explore schedules
    boolean explores() {
        return source.contains("@" + AllSchedules.class.getSimpleName());
    }

    /// @return this class with no other requirement than the named one; with none, if there is none
    public CheckClass only(String check) {
        return new CheckClass(
                name,
                source,
                requirements.stream()
                        .filter(requirement -> requirement.check().equals(check))
                        .toList(),
                allowed);
    }

    private static ClassTree topLevelClass(String name, String source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task =
                (JavacTask)
                        compiler.getTask(
                                null,
                                null,
                                diagnostic -> {},
                                List.of("-proc:none"),
                                null,
                                List.of(new SourceText(name, source)));
        try {
            for (CompilationUnitTree unit : task.parse()) {
                for (var type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree tree
                            && tree.getSimpleName().contentEquals(name)) {
                        return tree;
                    }
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(
                    "a source in memory cannot fail to be read", impossible);
        }
        throw new IllegalStateException("no class " + name + " in its source");
    }

    private static Optional<Requirement> requirement(MethodTree method) {
        var modifiers = method.getModifiers();
        return annotation(modifiers, "DisplayName")
                .map(name ->
                        new Requirement(
                                method.getName().toString(),
                                name.getFirst(),
                                annotation(modifiers, "Hint").orElse(List.of()),
                                annotation(modifiers, "Stage").map(List::getFirst).orElse(""),
                                annotation(modifiers, "Points")
                                        .map(points -> Integer.parseInt(points.getFirst()))
                                        .orElse(1)));
    }

    private static Optional<List<String>> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .map(CheckClass::texts)
                .findFirst();
    }

    private static List<String> texts(AnnotationTree annotation) {
        var argument = annotation.getArguments().getFirst();
        var value =
                argument instanceof AssignmentTree assignment
                        ? assignment.getExpression()
                        : argument;
        return value instanceof NewArrayTree array
                ? array.getInitializers().stream().map(CheckClass::text).toList()
                : List.of(text(value));
    }

    private static String text(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal -> String.valueOf(literal.getValue());
            case BinaryTree sum -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
            default ->
                    throw new IllegalStateException(
                            "an annotation of a check must be made of literals, not of "
                                    + expression);
        };
    }
}
