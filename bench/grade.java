// What it costs to grade a class: one exercise, the book's own right and wrong answers as
// submissions.
// Run it by: ./workbook bench grade [-- --submissions 500 --rivals 20]
// Beside it, on fewer submissions since they take long: mvn test for each, and nbgrader, which
// autogrades notebooks of its own kind (Python, one cell of tests). nbgrader is installed into
// .workbook/bench. The processor time is the machine's: let nothing else run beside it.

import java.util.concurrent.atomic.AtomicLong;
import measuring.Figures;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;

static final Path ROOT = Path.of(System.getProperty("workbook.root"));
static final String NBGRADER = "nbgrader==0.9.5";

/// What a way took for all its submissions.
///
/// @param peakBytes the most memory that its processes held together
record Cost(int submissions, Duration elapsed, Duration cpu, long peakBytes) {
    void addTo(Figures figures, String way) {
        figures.way(
                "%s, %d submissions".formatted(way, submissions),
                elapsed.dividedBy(submissions),
                cpu.dividedBy(submissions),
                peakBytes);
    }
}

void main(String[] arguments) throws Exception {
    int submissions = 500;
    int rivals = 20;
    for (var rest = List.of(arguments).iterator(); rest.hasNext(); ) {
        switch (rest.next()) {
            case "--submissions" -> submissions = Integer.parseInt(rest.next());
            case "--rivals" -> rivals = Integer.parseInt(rest.next());
            case String other -> {
                System.err.println("Expected --submissions N or --rivals N, found " + other);
                System.exit(2);
            }
        }
    }
    var exercise = new Catalogue(ROOT).exercises("FetchAll").getFirst();
    var answers = answers(exercise);
    var work = Files.createTempDirectory("grade");
    // One submission first: what is made once on a machine is not part of it.
    grade(hand(work.resolve("one"), exercise, answers, 1), work.resolve("first"), 1);
    var figures = new Figures();
    figures.work("to grade one submission of one exercise");
    grade(
                    hand(work.resolve("all"), exercise, answers, submissions),
                    work.resolve("out"),
                    submissions)
            .addTo(figures, "./workbook grade, sandboxed");
    maven(exercise, answers, Math.min(5, rivals)).addTo(figures, "mvn test");
    nbgrader(work, rivals).addTo(figures, "nbgrader");
    figures.print();
    System.exit(0);
}

static List<byte[]> answers(Exercise exercise) throws IOException {
    var answers = new ArrayList<byte[]>();
    answers.add(Files.readAllBytes(exercise.solution()));
    for (var mistake : exercise.mistakes()) {
        answers.add(Files.readAllBytes(mistake.file()));
    }
    return answers;
}

/// A folder for each student.
static Path hand(Path folder, Exercise exercise, List<byte[]> answers, int count)
        throws IOException {
    for (int i = 0; i < count; i++) {
        var student = Files.createDirectories(folder.resolve("student%05d".formatted(i)));
        Files.write(student.resolve(exercise.name() + ".java"), answers.get(i % answers.size()));
    }
    return folder;
}

static Cost grade(Path handedIn, Path out, int submissions) throws Exception {
    return measure(submissions, ROOT, "./workbook grade '%s' --out '%s'".formatted(handedIn, out));
}

static Cost maven(Exercise exercise, List<byte[]> answers, int count) throws Exception {
    byte[] before = Files.readAllBytes(exercise.file());
    try {
        var all = new Cost(count, Duration.ZERO, Duration.ZERO, 0);
        for (int i = 0; i < count; i++) {
            Files.write(exercise.file(), answers.get(i % answers.size()));
            var one =
                    measure(
                            1,
                            ROOT,
                            "mvn -o -q -B test -Dtest=%s.%sTest || true"
                                    .formatted(exercise.lesson(), exercise.name()));
            all =
                    new Cost(
                            count,
                            all.elapsed().plus(one.elapsed()),
                            all.cpu().plus(one.cpu()),
                            Math.max(all.peakBytes(), one.peakBytes()));
        }
        return all;
    } finally {
        Files.write(exercise.file(), before);
    }
}

static Cost nbgrader(Path work, int count) throws Exception {
    var tools = ROOT.resolve(".workbook").resolve("bench");
    var python = tools.resolve("bin").resolve("python");
    if (!Files.exists(tools.resolve("bin").resolve("nbgrader"))) {
        System.err.println("Installing nbgrader …");
        measure(
                1,
                ROOT,
                "python3 -m venv '%s' && '%s' -m pip install -q %s ipykernel"
                        .formatted(tools, python, NBGRADER));
    }
    var course = Files.createDirectories(work.resolve("course"));
    var source = Files.createDirectories(course.resolve("source").resolve("ps1"));
    Files.writeString(source.resolve("answer.ipynb"), NOTEBOOK);
    Files.writeString(
            course.resolve("nbgrader_config.py"),
            "c = get_config()\nc.CourseDirectory.course_id = 'bench'\n");
    // It starts alembic by name.
    var nbgrader = "PATH='%s':\"$PATH\" python -m nbgrader".formatted(tools.resolve("bin"));
    measure(1, course, nbgrader + " generate_assignment ps1");
    for (int i = 0; i < count; i++) {
        var student =
                Files.createDirectories(
                        course.resolve("submitted")
                                .resolve("student%05d".formatted(i))
                                .resolve("ps1"));
        Files.copy(
                course.resolve("release").resolve("ps1").resolve("answer.ipynb"),
                student.resolve("answer.ipynb"));
    }
    return measure(count, course, nbgrader + " autograde ps1");
}

/// Runs a shell command to its end.
///
/// @throws IllegalStateException if it fails, with its last words
static Cost measure(int submissions, Path folder, String command) throws Exception {
    var log = Files.createTempFile("grade", ".log");
    var builder =
            new ProcessBuilder("bash", "-c", command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var busyBefore = busy();
    long start = System.nanoTime();
    var process = builder.start();
    var peak = new AtomicLong();
    while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
        peak.accumulateAndGet(
                Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .mapToLong(each -> residentBytes(each.pid()))
                        .sum(),
                Math::max);
    }
    var elapsed = Duration.ofNanos(System.nanoTime() - start);
    if (process.exitValue() != 0) {
        throw new IllegalStateException("%s failed: %s".formatted(command, Files.readString(log)));
    }
    System.err.println(Figures.text(elapsed) + " for " + command);
    return new Cost(submissions, elapsed, busy().minus(busyBefore), peak.get());
}

/// What the processors of the whole machine have worked, for whomever: a worker that is killed in
/// its sandbox is in nobody's account. The kernel counts in hundredths of a second.
static Duration busy() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
        var words = lines.findFirst().orElseThrow().split(" +");
        long hundredths =
                Long.parseLong(words[1]) + Long.parseLong(words[2]) + Long.parseLong(words[3]);
        return Duration.ofMillis(10 * hundredths);
    }
}

static long residentBytes(long process) {
    try {
        return 4096
                * Long.parseLong(
                        Files.readString(Path.of("/proc/%d/statm".formatted(process)))
                                .split(" ")[1]);
    } catch (IOException ended) {
        return 0;
    }
}

static final String NOTEBOOK =
        """
        {"nbformat": 4, "nbformat_minor": 5,
         "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
         "cells": [
          {"cell_type": "code", "id": "a1", "execution_count": null, "outputs": [],
           "metadata": {"nbgrader": {"schema_version": 3, "grade": false, "solution": true, "locked": false, "task": false, "grade_id": "answer"}},
           "source": "def double(x):\\n    ### BEGIN SOLUTION\\n    return 2 * x\\n    ### END SOLUTION"},
          {"cell_type": "code", "id": "a2", "execution_count": null, "outputs": [],
           "metadata": {"nbgrader": {"schema_version": 3, "grade": true, "solution": false, "locked": true, "task": false, "points": 5, "grade_id": "tests"}},
           "source": "assert double(2) == 4\\nassert double(0) == 0"}
         ]}
        """;
