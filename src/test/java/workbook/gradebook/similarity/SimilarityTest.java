package workbook.gradebook.similarity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

@DisplayName("Similar submissions")
class SimilarityTest {

    private final Catalogue book = new Catalogue(Path.of(""));

    @Test
    @DisplayName("comments, layout, literals and names that an author chooses make no difference")
    void normalised() {
        String one = "import a.B; class Sum { int total(int[] all) { return all[0] + 1; } }";
        String other = "// mine\nclass My {\n\n int t ( int [] x ) {return x[ 7 ]/* \" */+22;}}";
        assertEquals(JavaTokens.of(one), JavaTokens.of(other));
        String call = "class Sum { int total(int[] all) { return all.length + 1; } }";
        assertFalse(JavaTokens.of(one).equals(JavaTokens.of(call)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "'", "/*", "\"\"\"", "\\", "import", "a\"\\", "\uD800\0"})
    @DisplayName("any text has tokens, also one that is not Java")
    void anyText(String text) {
        var similarity = new Similarity(text, text);
        similarity.add("a", text);
        assertTrue(JavaTokens.of(text).size() <= text.length());
        assertEquals(List.of(), similarity.pairs());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("whatever shares enough tokens in a row shares a fingerprint")
    void guarantee(long seed) {
        var random = new Random(seed);
        var shared = words(random, Winnowing.K + Winnowing.WINDOW - 1);
        var one = new ArrayList<>(words(random, 40));
        one.addAll(shared);
        one.addAll(words(random, 23));
        var other = new ArrayList<>(words(random, 11));
        other.addAll(shared);
        other.addAll(words(random, 50));
        int[] ones = Winnowing.fingerprints(Winnowing.grams(one));
        int[] others = Winnowing.fingerprints(Winnowing.grams(other));
        assertTrue(IntStream.of(ones).anyMatch(each -> Winnowing.contains(others, each)));
        int[] strangers = Winnowing.fingerprints(Winnowing.grams(words(random, 80)));
        assertTrue(IntStream.of(ones).noneMatch(each -> Winnowing.contains(strangers, each)));
        assertTrue(ones.length < one.size() / 2, "winnowed");
    }

    private static List<String> words(Random random, int count) {
        return random.ints(count).mapToObj(Integer::toString).toList();
    }

    @Test
    @DisplayName(
            "a copy under other names is found; the solution, the stub and an own answer are not")
    void copies() throws Exception {
        var exercise = exercise("TicketDesk");
        var similarity = similarity(exercise);
        var mistakes = exercise.mistakes();
        String own = Files.readString(mistakes.getFirst().file());
        similarity.add("own", own);
        similarity.add("renamed", own.replaceAll("\\b(queue|desk|waiting|customer)\\b", "$1Of"));
        similarity.add("stub", Files.readString(exercise.stub()));
        similarity.add("solution", Files.readString(exercise.solution()));
        similarity.add("solution again", Files.readString(exercise.solution()));
        similarity.add("other", Files.readString(exercise("PoliteCrawler").solution()));
        var pairs = similarity.pairs();
        assertEquals(1, pairs.size(), pairs::toString);
        assertEquals("own", pairs.getFirst().first());
        assertEquals("renamed", pairs.getFirst().second());
        assertTrue(pairs.getFirst().share() >= 0.95, pairs::toString);
    }

    @Test
    @DisplayName("what much of the class shares is no sign, unless it is the same to the character")
    void common() throws Exception {
        var exercise = exercise("TicketDesk");
        String answer = Files.readString(exercise.mistakes().getFirst().file());
        var similar = similarity(exercise);
        var same = similarity(exercise);
        for (int i = 0; i < 9; i++) {
            similar.add("s" + i, answer.replace("private", "/* " + i + " */ private"));
            same.add("s" + i, answer);
        }
        assertEquals(List.of(), similar.pairs());
        assertEquals(8, same.pairs().size());
        assertTrue(same.pairs().stream().allMatch(SimilarPair::identical));
    }

    @Test
    @DisplayName("a long text costs no more than its share of memory")
    void bounded() {
        var words = IntStream.range(0, 50_000).mapToObj(i -> "Word" + i * 31).toList();
        assertEquals(
                Winnowing.MAX_FINGERPRINTS, Winnowing.fingerprints(Winnowing.grams(words)).length);
    }

    private static Similarity similarity(Exercise exercise) throws Exception {
        return new Similarity(
                Files.readString(exercise.stub()), Files.readString(exercise.solution()));
    }

    private Exercise exercise(String name) {
        return book.exercises(name).getFirst();
    }
}
