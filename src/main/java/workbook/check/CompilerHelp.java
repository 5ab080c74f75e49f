package workbook.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// Says what a compile error means to somebody who did not expect it.
final class CompilerHelp {

    /// The compiler's own keys, as OpenJDK's compiler.properties names them, for the errors that
    /// learners meet most.
    private static final Map<String, String> HELP =
            Map.ofEntries(
                    Map.entry(
                            "compiler.err.expected",
                            "Something is missing just before this place, often a semicolon or a bracket."),
                    Map.entry(
                            "compiler.err.expected2",
                            "Something is missing just before this place, often a bracket."),
                    Map.entry(
                            "compiler.err.expected3",
                            "Something is missing just before this place. Does every { have its }?"),
                    Map.entry(
                            "compiler.err.expected4",
                            "Something is missing just before this place. Does every { have its }?"),
                    Map.entry(
                            "compiler.err.premature.eof",
                            "The file ends too early: a closing brace is missing somewhere above."),
                    Map.entry(
                            "compiler.err.not.stmt",
                            "This is a value, not a statement. Assign it, return it, or call something with it."),
                    Map.entry(
                            "compiler.err.illegal.start.of.expr",
                            "Something is unfinished just before this place. Look for a missing bracket or operand."),
                    Map.entry(
                            "compiler.err.illegal.start.of.type",
                            "Code stands where only declarations may stand. Is it outside of every method?"),
                    Map.entry(
                            "compiler.err.cant.resolve.location",
                            "Nothing here has this name. Check the spelling, or add the import."),
                    Map.entry(
                            "compiler.err.cant.resolve.location.args",
                            "There is no such method here. Check its name and the types of its arguments."),
                    Map.entry(
                            "compiler.err.cant.resolve",
                            "Nothing here has this name. Check the spelling, or add the import."),
                    Map.entry(
                            "compiler.err.doesnt.exist",
                            "There is no such package. Exercises use the JDK only."),
                    Map.entry(
                            "compiler.err.prob.found.req",
                            "A value of one type stands where another is needed."),
                    Map.entry(
                            "compiler.err.cant.apply.symbol",
                            "The arguments do not fit this method. Compare them with its parameters."),
                    Map.entry(
                            "compiler.err.cant.apply.symbols",
                            "The arguments fit no method of this name. Compare them with its parameters."),
                    Map.entry(
                            "compiler.err.unreported.exception.need.to.catch.or.throw",
                            "This call can throw a checked exception. Declare it with throws, or catch it and say what happens then. In a lambda, use a Callable: a Runnable may not throw it."),
                    Map.entry(
                            "compiler.err.unreported.exception.implicit.close",
                            "close() can throw a checked exception. Declare it with throws on the method."),
                    Map.entry(
                            "compiler.err.except.never.thrown.in.try",
                            "Nothing in this try throws that exception. Remove the catch, or move it around the call that throws."),
                    Map.entry(
                            "compiler.err.missing.ret.stmt",
                            "One way through the method ends without a return."),
                    Map.entry(
                            "compiler.err.cant.ref.non.effectively.final.var",
                            "A lambda may use a local variable only if it never changes: it may run later, on another thread. Copy it into a new variable first."),
                    Map.entry(
                            "compiler.err.local.var.accessed.from.icls.needs.final",
                            "An inner class may use a local variable only if it never changes. Copy it into a new variable first."),
                    Map.entry(
                            "compiler.err.var.might.not.have.been.initialized",
                            "On one way to this place the variable has no value yet."),
                    Map.entry(
                            "compiler.err.already.defined",
                            "This name is taken in the same place. Choose another."),
                    Map.entry(
                            "compiler.err.does.not.override.abstract",
                            "The class promises a method that it does not have. Its exact signature is in the message."),
                    Map.entry(
                            "compiler.err.non-static.cant.be.ref",
                            "A static method has no object. Make the other member static too, or pass an object."),
                    Map.entry(
                            "compiler.err.unreachable.stmt",
                            "Nothing can get here: the line before always leaves."),
                    Map.entry(
                            "compiler.err.class.public.should.be.in.file",
                            "The public class must keep the name of its file."),
                    Map.entry(
                            "compiler.err.unclosed.str.lit",
                            "The text has no closing quotation mark on this line."),
                    Map.entry(
                            "compiler.err.illegal.char",
                            "A character that Java does not know here, often a typographic quotation mark from a copied text."),
                    Map.entry(
                            "compiler.err.incompatible.thrown.types.in.mref",
                            "The method throws a checked exception that this interface does not allow. Use a Callable instead."),
                    Map.entry(
                            "compiler.err.ref.ambiguous",
                            "Two things fit equally well. Say which one you mean: a cast of the lambda, (Callable<…>), often helps."),
                    Map.entry(
                            "compiler.err.void.not.allowed.here",
                            "A call that returns nothing stands where a value is needed."));

    private CompilerHelp() {}

    /// @param errors as the compiler reported them
    /// @param source the text they are about
    static List<SourceProblem> explain(
            List<Diagnostic<? extends JavaFileObject>> errors, String source) {
        if (errors.isEmpty()) {
            return List.of(
                    SourceProblem.ofWholeFile(
                            "the compiler gave up without saying where",
                            "An expression is nested too deeply or is too long for it. Split it into statements."));
        }
        var lines = source.lines().toList();
        return errors.stream().map(error -> explain(error, lines)).toList();
    }

    private static SourceProblem explain(
            Diagnostic<? extends JavaFileObject> error, List<String> lines) {
        long line = Math.max(0, error.getLineNumber());
        return new SourceProblem(
                line,
                Math.max(0, error.getColumnNumber()),
                line >= 1 && line <= lines.size() ? lines.get((int) line - 1) : "",
                message(error),
                HELP.getOrDefault(error.getCode(), ""));
    }

    /// The compiler puts details on further lines; they belong to the message and are kept, on one
    /// line.
    private static String message(Diagnostic<?> error) {
        return error.getMessage(Locale.ENGLISH)
                .lines()
                .map(String::strip)
                .collect(Collectors.joining("; "));
    }
}
