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
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import workbook.lesson.Exercise;
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
        var type = parsed(name, source).type();
        var requirements = methods(type).flatMap(method -> requirement(method).stream()).toList();
        if (requirements.isEmpty()) {
            throw new IllegalStateException(
                    name + " has no method with @DisplayName: it requires nothing");
        }
        checkNeeds(name, requirements);
        return new CheckClass(
                name,
                source,
                requirements,
                annotation(type.getModifiers(), "Allows").orElse(List.of()));
    }

    /// @throws IllegalStateException if the exercise has no check class that can be read
    public static CheckClass of(Exercise exercise) {
        try {
            return parse(exercise.name() + "Test", Files.readString(exercise.check()));
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "a part of the book is missing: " + exercise.check(), missing);
        }
    }

    /// What a check needs stands before it, so that one pass through them in order is enough.
    private static void checkNeeds(String name, List<Requirement> requirements) {
        var before = new HashSet<String>();
        for (Requirement requirement : requirements) {
            if (!before.containsAll(requirement.needs())) {
                throw new IllegalStateException(
                        "%s: %s needs %s, which must all be checks before it"
                                .formatted(name, requirement.check(), requirement.needs()));
            }
            before.add(requirement.check());
        }
    }

    /// @return the statements of each check as they stand in the source, by the name of its method
    public Map<String, String> bodies() {
        var parsed = parsed(name, source);
        var positions = Trees.instance(parsed.task()).getSourcePositions();
        return methods(parsed.type())
                .filter(method -> requirement(method).isPresent())
                .collect(
                        Collectors.toMap(
                                method -> method.getName().toString(),
                                method ->
                                        between(
                                                positions.getStartPosition(
                                                        parsed.unit(), method.getBody()),
                                                positions.getEndPosition(
                                                        parsed.unit(), method.getBody()))));
    }

    /// @return what stands inside of the braces of a block, without its indentation
    private String between(long start, long end) {
        String inside = source.substring((int) start + 1, (int) end - 1);
        return inside.stripIndent().strip();
    }

    private static Stream<MethodTree> methods(ClassTree type) {
        return type.getMembers().stream()
                .flatMap(member ->
                        member instanceof MethodTree method ? Stream.of(method) : Stream.empty());
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

    private record Parsed(JavacTask task, CompilationUnitTree unit, ClassTree type) {}

    private static Parsed parsed(String name, String source) {
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
                        return new Parsed(task, unit, tree);
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
                                        .orElse(1),
                                annotation(modifiers, "Needs").orElse(List.of())));
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
