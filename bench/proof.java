// Proves, on a machine that is busy with something else, that every solution passes each time and
// that every mistake is rejected each time, by the check it names, with its why.
// Run it by: ./workbook bench proof [LESSON…] [-- --solutions 200 --mistakes 50]
// It takes a while: a wrong answer may cost its check's patience each time.

import workbook.check.CheckReport;
import workbook.check.CheckResult;
import workbook.check.Outcome;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.lesson.Mistake;
import workbook.worker.Checker;

static final Path ROOT = Path.of(System.getProperty("workbook.root"));

/// One answer to run many times.
///
/// @param mistake what it is known to get wrong; empty for a solution
record Answer(Exercise exercise, Path file, Optional<Mistake> mistake, int runs) {
    String name() {
        return mistake.map(wrong -> exercise.shortId() + " " + wrong.name())
                .orElse(exercise.shortId());
    }
}

/// What became of it.
///
/// @param good the runs that ended as they should
/// @param texts what was said in all of them, each text once
record Proof(Answer answer, int good, Set<String> texts) {
    boolean holds() {
        return good == answer.runs();
    }
}

void main(String[] arguments) throws Exception {
    int solutions = 200;
    int mistakes = 50;
    var lessons = new ArrayList<String>();
    for (var rest = List.of(arguments).iterator(); rest.hasNext(); ) {
        switch (rest.next()) {
            case "--solutions" -> solutions = Integer.parseInt(rest.next());
            case "--mistakes" -> mistakes = Integer.parseInt(rest.next());
            case String lesson -> lessons.add(lesson);
        }
    }
    var answers = answers(lessons, solutions, mistakes);
    IO.println(
            "%d solutions %d times, %d mistakes %d times, all processors busy all the time"
                    .formatted(
                            answers.stream().filter(each -> each.mistake().isEmpty()).count(),
                            solutions,
                            answers.stream().filter(each -> each.mistake().isPresent()).count(),
                            mistakes));
    startLoad();
    int runs = answers.stream().mapToInt(Answer::runs).sum();
    var ended = new AtomicInteger();
    Runnable eachRun =
            () -> System.err.print("%d of %d runs\r".formatted(ended.incrementAndGet(), runs));
    var failed = new ArrayList<Proof>();
    long start = System.nanoTime();
    // Most of a wrong answer's time is waiting, so more of them than processors go on together.
    try (var pool = Executors.newFixedThreadPool(4 * processors())) {
        var proofs = new ExecutorCompletionService<Proof>(pool);
        answers.forEach(answer -> proofs.submit(() -> prove(answer, eachRun)));
        for (int i = 0; i < answers.size(); i++) {
            var proof = proofs.take().get();
            IO.println(
                    "%s%s: %d of %d%s"
                            .formatted(
                                    proof.holds() ? "" : "FAILED ",
                                    proof.answer().name(),
                                    proof.good(),
                                    proof.answer().runs(),
                                    String.join("\n    ", several(proof.texts()))));
            if (!proof.holds()) {
                failed.add(proof);
            }
        }
    }
    System.err.println();
    IO.println(
            "%d of %d answers did each time what they should, in %d min"
                    .formatted(
                            answers.size() - failed.size(),
                            answers.size(),
                            Duration.ofNanos(System.nanoTime() - start).toMinutes()));
    System.exit(failed.isEmpty() ? 0 : 1);
}

/// More than one text is worth a look: what a check says should not depend on luck either.
static List<String> several(Set<String> texts) {
    if (texts.size() < 2) {
        return List.of("");
    }
    var lines = new ArrayList<>(List.of(", in %d different words:".formatted(texts.size())));
    texts.stream().limit(3).forEach(lines::add);
    return lines;
}

static List<Answer> answers(List<String> lessons, int solutions, int mistakes) {
    var catalogue = new Catalogue(ROOT);
    var exercises =
            lessons.isEmpty()
                    ? catalogue.exercises()
                    : lessons.stream()
                            .flatMap(lesson -> catalogue.exercises(lesson).stream())
                            .toList();
    var answers = new ArrayList<Answer>();
    for (Exercise exercise : exercises) {
        answers.add(new Answer(exercise, exercise.solution(), Optional.empty(), solutions));
        for (Mistake mistake : exercise.mistakes()) {
            answers.add(new Answer(exercise, mistake.file(), Optional.of(mistake), mistakes));
        }
    }
    return answers;
}

static int processors() {
    return Runtime.getRuntime().availableProcessors();
}

/// The answers are each other's load. What they leave of the processors, these take: one process
/// for each that does nothing but keep it busy, and yields to who has work. They end with this one,
/// however it ends.
static void startLoad() throws IOException {
    for (int i = 0; i < processors(); i++) {
        var load = new ProcessBuilder("nice", "sh", "-c", "while :; do :; done").start();
        Runtime.getRuntime().addShutdownHook(new Thread(load::destroyForcibly));
    }
}

/// Judges an answer again and again, by the path that every verdict of the book takes. A JVM goes
/// on to the next run until a wrong answer ends or spoils it.
static Proof prove(Answer answer, Runnable eachRun) throws InterruptedException {
    int good = 0;
    var texts = new TreeSet<String>();
    try (var checker = Checker.ofTheBook()) {
        for (int run = 0; run < answer.runs(); run++) {
            var report = judge(checker, answer);
            String text = text(report.results());
            if (isGood(report, text, answer)) {
                good++;
                texts.add(text);
            } else {
                texts.add("bad: " + report.problems() + " " + text);
            }
            eachRun.run();
        }
    }
    return new Proof(answer, good, texts);
}

static CheckReport judge(Checker checker, Answer answer) throws InterruptedException {
    return answer.mistake().isEmpty()
            ? checker.check(answer.exercise(), answer.file())
            : checker.check(answer.exercise(), answer.file(), answer.mistake().get().rejectedBy())
                    .orElseThrow();
}

static boolean isGood(CheckReport report, String text, Answer answer) {
    return answer.mistake().isEmpty()
            ? report.passed()
            : report.problems().isEmpty()
                    && report.results().getFirst().outcome() != Outcome.PASSED
                    && text.contains(answer.mistake().get().why());
}

/// What the failures say, on one line.
static String text(List<CheckResult> results) {
    return results.stream()
            .flatMap(result -> result.explanation().stream())
            .map(said -> said.expected() + " | " + said.observed() + " | " + said.why())
            .collect(Collectors.joining(" || "))
            .replaceAll("127\\.0\\.0\\.1:\\d+", "a service")
            .replaceAll("\\s+", " ");
}
