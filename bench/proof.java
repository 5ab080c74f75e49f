// Proves, on a machine that is busy with something else, that every solution passes each time and
// that every mistake is rejected each time, by the check it names, with its why.
// Run it by: ./workbook bench proof [LESSON…] [-- --solutions 200 --mistakes 50]
// It takes a while: a wrong answer may cost its check's patience each time.

import java.io.BufferedReader;
import workbook.check.CheckClass;
import workbook.check.CheckResult;
import workbook.check.CheckRun;
import workbook.check.Outcome;
import workbook.check.PreparedCheck;
import workbook.check.Requirement;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.lesson.Mistake;

static final Path ROOT = Path.of(System.getProperty("workbook.root"));
static final Duration CHECK_LIMIT = Duration.ofSeconds(10);

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
    if (arguments.length > 0 && arguments[0].equals("--child")) {
        runAgainAndAgain(arguments);
        return;
    }
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
            "%d solutions %d times, %d mistakes %d times, all processors busy beside it"
                    .formatted(
                            answers.stream().filter(each -> each.mistake().isEmpty()).count(),
                            solutions,
                            answers.stream().filter(each -> each.mistake().isPresent()).count(),
                            mistakes));
    var load = startLoad();
    var failed = new ArrayList<Proof>();
    long start = System.nanoTime();
    // Most of a wrong answer's time is waiting, so more of them than processors go on together.
    try (var pool = Executors.newFixedThreadPool(2 * processors())) {
        var ended = new ExecutorCompletionService<Proof>(pool);
        answers.forEach(answer -> ended.submit(() -> prove(answer)));
        for (int i = 1; i <= answers.size(); i++) {
            var proof = ended.take().get();
            if (!proof.holds() || proof.texts().size() > 1) {
                IO.println(
                        "%s%s: %d of %d%s"
                                .formatted(
                                        proof.holds() ? "" : "FAILED ",
                                        proof.answer().name(),
                                        proof.good(),
                                        proof.answer().runs(),
                                        String.join("\n    ", several(proof.texts()))));
            }
            if (!proof.holds()) {
                failed.add(proof);
            }
            System.err.print("\r%d of %d ".formatted(i, answers.size()));
        }
    } finally {
        load.forEach(Process::destroyForcibly);
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

/// One process for each processor that does nothing but keep it busy.
static List<Process> startLoad() throws IOException {
    var load = new ArrayList<Process>();
    for (int i = 0; i < processors(); i++) {
        load.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
    }
    return load;
}

/// Runs an answer in as many JVMs as it takes: a wrong one may end or spoil the one it runs in.
static Proof prove(Answer answer) throws IOException, InterruptedException {
    int runs = 0;
    int good = 0;
    var texts = new TreeSet<String>();
    while (runs < answer.runs()) {
        int before = runs;
        var process = new ProcessBuilder(command(answer, answer.runs() - runs)).start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("proof: good ")) {
                    good++;
                    runs++;
                    texts.add(line.substring("proof: good ".length()));
                } else if (line.startsWith("proof: bad ")) {
                    runs++;
                    texts.add(line.substring("proof: ".length()));
                }
            }
        }
        process.waitFor();
        if (runs == before) {
            // It ended its JVM, and so it is rejected.
            runs++;
            good += answer.mistake().isPresent() ? 1 : 0;
            texts.add("its JVM ended");
        }
    }
    return new Proof(answer, good, texts);
}

static List<String> command(Answer answer, int runs) {
    return List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-preview",
            "-Djdk.attach.allowAttachSelf=true",
            "-XX:+EnableDynamicAgentLoading",
            "-Dworkbook.root=" + ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            ROOT.resolve("bench").resolve("proof.java").toString(),
            "--child",
            answer.exercise().id(),
            answer.file().toString(),
            Integer.toString(runs),
            answer.mistake().map(Mistake::rejectedBy).orElse(""),
            answer.mistake().map(Mistake::why).orElse(""));
}

/// The child: judges one answer again and again, and tells each verdict.
static void runAgainAndAgain(String[] arguments) throws IOException {
    var exercise = new Catalogue(ROOT).exercises(arguments[1]).getFirst();
    String source = Files.readString(Path.of(arguments[2]));
    int runs = Integer.parseInt(arguments[3]);
    String rejectedBy = arguments[4];
    String why = arguments[5];
    String checkSource = Files.readString(exercise.check());
    var checks =
            rejectedBy.isEmpty()
                    ? CheckClass.parse(exercise.name() + "Test", checkSource)
                            .requirements()
                            .stream()
                            .map(Requirement::check)
                            .toList()
                    : List.of(rejectedBy);
    var prepared =
            new PreparedCheck(
                    exercise.lesson(),
                    exercise.name(),
                    Files.readString(exercise.stub()),
                    checkSource,
                    CHECK_LIMIT);
    var channel = System.out;
    prepared.captureOutput();
    var answer = prepared.compile(source);
    for (int run = 0; run < runs; run++) {
        var results = new ArrayList<CheckResult>();
        prepared.run(
                answer,
                checks,
                Optional.empty(),
                new CheckRun.Listener() {
                    @Override
                    public void started(String check) {}

                    @Override
                    public void finished(CheckResult result, boolean threadsLeft) {
                        results.add(result);
                        if (results.size() == checks.size() || threadsLeft) {
                            boolean good = isGood(results, checks, why, rejectedBy);
                            channel.println(
                                    "proof: %s %s".formatted(good ? "good" : "bad", text(results)));
                        }
                        if (threadsLeft) {
                            Runtime.getRuntime().halt(0);
                        }
                    }
                });
    }
    Runtime.getRuntime().halt(0);
}

static boolean isGood(
        List<CheckResult> results, List<String> checks, String why, String rejectedBy) {
    return results.size() == checks.size()
            && (rejectedBy.isEmpty()
                    ? results.stream().allMatch(each -> each.outcome() == Outcome.PASSED)
                    : results.getFirst().outcome() != Outcome.PASSED
                            && text(results).contains(why));
}

/// What the failures say, on one line.
static String text(List<CheckResult> results) {
    return results.stream()
            .flatMap(result -> result.explanation().stream())
            .map(said -> said.expected() + " | " + said.observed() + " | " + said.why())
            .collect(Collectors.joining(" || "))
            .replaceAll("\\s+", " ");
}
