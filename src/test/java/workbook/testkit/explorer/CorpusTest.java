package workbook.testkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.testkit.explorer.corpus.Corpus;
import workbook.testkit.explorer.corpus.Right;
import workbook.testkit.explorer.corpus.Wrong;

/// Every wrong program is reported, each time with the same report; every right one passes, each
/// time.
class CorpusTest {
    /// `-Dcorpus.repetitions=50` for the full proof.
    private static final int REPETITIONS = Integer.getInteger("corpus.repetitions", 10);

    static Stream<Arguments> programs() {
        return Corpus.classes().stream()
                .flatMap(type ->
                        Arrays.stream(type.getDeclaredMethods())
                                .sorted(Comparator.comparing(Method::getName)))
                .filter(method ->
                        method.isAnnotationPresent(Wrong.class)
                                || method.isAnnotationPresent(Right.class))
                .map(method ->
                        Arguments.of(
                                method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                                method));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void verdict(String name, Method method) {
        Wrong wrong = method.getAnnotation(Wrong.class);
        Right right = method.getAnnotation(Right.class);
        Class<?> type = method.getDeclaringClass();
        var program =
                new Program(CompiledClasses.exploring(type), type.getName(), method.getName());
        if (right != null) {
            Settings settings = settings(right.slowTime(), right.delays());
            Strength first = Explorer.explore(settings, program);
            assertTrue(first.complete(), first.text());
            for (int i = 1; i < REPETITIONS; i++) {
                assertEquals(first.text(), Explorer.explore(settings, program).text());
            }
            return;
        }
        Settings settings = settings(wrong.slowTime(), wrong.delays());
        Set<String> reports = new HashSet<>();
        for (int i = 0; i < REPETITIONS; i++) {
            reports.add(failure(wrong, settings, program));
        }
        assertEquals(1, reports.size(), () -> "not one report but: " + reports);
    }

    private static String failure(Wrong wrong, Settings settings, Program program) {
        try {
            Strength strength = Explorer.explore(settings, program);
            throw new IllegalStateException("FALSE PASS: " + strength);
        } catch (ScheduleFailure failure) {
            assertEquals(wrong.value(), failure.kind(), failure::getMessage);
            assertTrue(
                    failure.table().lines().allMatch(line -> line.length() <= 100), failure::table);
            return failure.getMessage();
        }
    }

    private static Settings settings(boolean slowTime, int delays) {
        // However slow the machine is: what a complete search finds is the question here.
        Settings settings = Settings.standard().withMaxTime(Duration.ofMinutes(5));
        if (delays >= 0) {
            settings = settings.with(new Bound.Delays(delays));
        }
        return slowTime ? settings.withSlowTime() : settings;
    }
}
