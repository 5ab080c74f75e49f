package workbook.worker;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import workbook.check.CheckResult;
import workbook.check.CheckRun;
import workbook.check.Outcome;
import workbook.check.PreparedCheck;
import workbook.testkit.LiveThreads;
import workbook.testkit.explorer.Explorer;

/// The worker's side: prepares one check, then takes one source after the other and reports.
///
/// It reads a secret, a [Message.Prepare] and any number of [Message.Check] from standard input,
/// one a line, and writes messages to standard output. When its input ends, its parent is gone and
/// it goes too.
final class WorkerMain {

    /// The argument that makes it a rehearsal, of which the JVM keeps a record for its AOT cache.
    static final String REHEARSE = "rehearse";

    private final PrintStream channel;
    private final String secret;
    private long sent;

    private WorkerMain(PrintStream channel, String secret) {
        this.channel = channel;
        this.secret = secret;
    }

    public static void main(String[] arguments) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var channel =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        String secret = input.readLine();
        boolean rehearsal = arguments.length > 0 && arguments[0].equals(REHEARSE);
        if (secret != null) {
            new WorkerMain(channel, secret).serve(input, rehearsal);
        }
        if (rehearsal) {
            Explorer.rehearse();
            System.exit(0); // a JVM that is halted leaves no record
        }
        Runtime.getRuntime().halt(0);
    }

    /// @param once whether to return after one source, and not to wait for another
    private void serve(BufferedReader input, boolean once) throws IOException {
        try {
            String prepare = input.readLine();
            if (prepare == null || !(Wire.parse(prepare) instanceof Message.Prepare job)) {
                return;
            }
            var check =
                    new PreparedCheck(
                            job.lesson(), job.exercise(), job.stub(), job.check(), job.limit());
            String first = input.readLine();
            if (first == null) {
                return;
            }
            var next = readOn(input);
            check.captureOutput();
            tellExits(job.exercise());
            run(check, (Message.Check) Wire.parse(first));
            while (!once) {
                run(check, (Message.Check) Wire.parse(next.take()));
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError broken) {
            send(new Message.Broken(broken.toString()));
        }
    }

    private void run(PreparedCheck check, Message.Check request) {
        var answer = check.compile(request.source());
        if (!answer.problems().isEmpty()) {
            send(new Message.NotRunnable(answer.problems()));
            return;
        }
        check.run(
                answer,
                request.checks(),
                request.replay(),
                new CheckRun.Listener() {
                    @Override
                    public void started(String name) {
                        send(new Message.Started(name));
                    }

                    @Override
                    public void finished(CheckResult result, boolean threadsLeft) {
                        send(new Message.Finished(result));
                        if (threadsLeft) {
                            Runtime.getRuntime().halt(0);
                        }
                        if (result.outcome() == Outcome.PASSED) {
                            send(new Message.Canary(check.canary()));
                        }
                    }
                });
        send(new Message.Done());
    }

    private synchronized void send(Message message) {
        channel.println(secret + Wire.line(sent++, message));
    }

    /// Ends this JVM as soon as its parent closes the input or dies, whatever the learner's code
    /// does.
    ///
    /// @return the lines that come until then
    private static BlockingQueue<String> readOn(BufferedReader input) {
        var lines = new LinkedBlockingQueue<String>();
        Thread.ofPlatform()
                .daemon()
                .name("parent watch")
                .start(() -> {
                    try {
                        String line = input.readLine();
                        while (line != null) {
                            lines.add(line);
                            line = input.readLine();
                        }
                    } catch (IOException closed) {
                        // The parent is gone: the same end.
                    }
                    Runtime.getRuntime().halt(0);
                });
        return lines;
    }

    /// Says who called `System.exit`, while the JVM shuts down because of it.
    private void tellExits(String exercise) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .unstarted(() ->
                                        send(new Message.Exiting(exitLine(exercise + ".java")))));
    }

    /// @return the learner's line that ends the JVM, as `FetchAll.java:12`, or nothing; it may be
    ///   run by a virtual thread, so only a thread dump knows it
    private static String exitLine(String file) {
        return LiveThreads.now().stream()
                .filter(thread ->
                        thread.lineOf(frame -> frame.contains("java.lang.Runtime.exit("))
                                .isPresent())
                .flatMap(
                        thread -> thread.lineOf(frame -> frame.contains("(" + file + ":")).stream())
                .findFirst()
                .orElse("");
    }
}
