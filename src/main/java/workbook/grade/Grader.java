package workbook.grade;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import workbook.gradebook.Assignment;
import workbook.gradebook.Grade;
import workbook.gradebook.Gradebook;
import workbook.intake.Submission;
import workbook.lesson.Exercise;
import workbook.worker.Checker;

/// Grades a class into a folder. With the same folder it goes on where it was, and judges only what
/// has changed since.
///
/// What comes of it depends on nothing but what was handed in and the header of the gradebook: not
/// on the number of workers or their order, on interruptions or on the time of day.
public final class Grader {

    private final Batch batch;
    private final Map<String, Exercise> exercises;
    private final Map<String, Assignment> assignments;
    private final String book;
    private final GradedFolder folder;
    private final Optional<GradedFolder> earlier;

    /// @param folder where the gradebook is, or will be
    /// @param earlier the folder of another gradebook, whose grades are taken where they would come
    ///   out the same
    public Grader(Batch batch, Path folder, Optional<Path> earlier) {
        this.batch = batch;
        exercises =
                batch.exercises().stream()
                        .collect(Collectors.toMap(Exercise::id, Function.identity()));
        assignments =
                batch.assignments().stream()
                        .collect(Collectors.toMap(Assignment::exercise, Function.identity()));
        book = Fingerprint.ofBook(batch.layers());
        this.folder = GradedFolder.of(folder, classList());
        this.earlier = earlier.flatMap(GradedFolder::in);
    }

    /// @return where, below the folder of a gradebook, the private copies of what was handed in
    ///   belong
    public static Path sources(Path folder) {
        return GradedFolder.sources(folder);
    }

    private ClassList classList() {
        var header =
                new Gradebook.Header(
                        batch.title(), Runtime.version().toString(), book, batch.layers());
        return new ClassList(
                header,
                batch.students(),
                batch.assignments(),
                oddities(),
                batch.attempts(),
                batch.shard());
    }

    private List<String> oddities() {
        var oddities = new ArrayList<>(batch.oddities());
        for (Submission submission : batch.submissions()) {
            if (submission.exercise().filter(exercises::containsKey).isEmpty()) {
                oddities.add(
                        "%s, %s: %s"
                                .formatted(
                                        submission.student().name(),
                                        submission.origin(),
                                        submission
                                                .problem()
                                                .orElse("belongs to no exercise of this class")));
            }
        }
        return oddities;
    }

    /// @param workers how many submissions are judged at once
    /// @param checkers makes what judges one submission at a time
    /// @param progress told after each verdict, one call at a time
    /// @return the whole gradebook
    /// @throws java.io.UncheckedIOException if the folder cannot be written: what is graded by then
    ///   is kept
    public Gradebook grade(int workers, Supplier<Checker> checkers, Consumer<Progress> progress)
            throws InterruptedException {
        var jobs = jobs();
        folder.keepOnly(jobs.stream().map(Grader::fileName).collect(Collectors.toSet()));
        var waiting = new ArrayList<Job>();
        for (Job job : jobs) {
            var grade = withoutJudging(job);
            grade.ifPresent(folder::keep);
            if (grade.isEmpty()) {
                waiting.add(job);
            }
        }
        long start = System.nanoTime();
        int before = jobs.size() - waiting.size();
        var judged = new AtomicInteger();
        progress.accept(new Progress(before, jobs.size(), 0, Duration.ZERO));
        new Jury(workers, checkers)
                .judge(
                        waiting,
                        grade -> {
                            folder.keep(grade);
                            synchronized (judged) {
                                int now = judged.incrementAndGet();
                                progress.accept(
                                        new Progress(
                                                before + now,
                                                jobs.size(),
                                                now,
                                                Duration.ofNanos(System.nanoTime() - start)));
                            }
                        });
        return folder;
    }

    /// Exercise by exercise, so that a worker is most often ready for the next job.
    private List<Job> jobs() {
        var counts =
                batch.submissions().stream()
                        .collect(Collectors.groupingBy(Grader::work, Collectors.counting()));
        return batch.submissions().stream()
                .filter(submission ->
                        submission.exercise().filter(exercises::containsKey).isPresent())
                .map(submission -> job(submission, counts.get(work(submission)).intValue()))
                .sorted(
                        Comparator.comparing((Job job) -> job.exercise().id())
                                .thenComparing(Grader::fileName))
                .toList();
    }

    /// What several attempts have in common.
    private record Work(String student, Optional<String> exercise) {}

    private static Work work(Submission submission) {
        return new Work(submission.student().id(), submission.exercise());
    }

    private Job job(Submission submission, int attempts) {
        String id = submission.exercise().orElseThrow();
        var exercise = exercises.get(id);
        String key =
                submission
                        .file()
                        .map(file -> Fingerprint.ofVerdict(book, exercise, file))
                        .orElse("");
        return new Job(submission, exercise, attempts, assignments.get(id).possible(), key);
    }

    private static String fileName(Job job) {
        var submission = job.submission();
        return GradedFolder.name(
                submission.student(), job.exercise().id(), submission.attempt(), "json");
    }

    /// @return the grade of a submission that nothing needs to run for; empty if a worker must
    private Optional<Grade> withoutJudging(Job job) {
        var submission = job.submission();
        if (submission.problem().isPresent()) {
            return submission.problem().map(job::unreadable);
        }
        return known(folder, job)
                .or(() -> earlier.flatMap(gradebook -> known(gradebook, job)))
                .map(job::again);
    }

    private static Optional<Grade> known(GradedFolder gradebook, Job job) {
        var submission = job.submission();
        return gradebook
                .grade(submission.student(), job.exercise().id(), submission.attempt())
                .filter(grade ->
                        grade.key().equals(job.key()) && grade.state() == Grade.State.JUDGED);
    }
}
