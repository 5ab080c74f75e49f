package workbook.worker;

import tools.jackson.databind.json.JsonMapper;

/// Messages as lines of text, and back.
///
/// A line from a worker begins with a secret that only its parent knows, so that nothing which the
/// learner's code prints can pass for a message, and with its number, so that none is lost or
/// repeated unnoticed. The secret travels on standard input before anything of the learner is
/// loaded. In the worker it is a private field of an object that only the stacks of the worker's
/// own threads and the JDK's table of shutdown hooks lead to: no static field of this program, no
/// argument, no environment variable and no file. Whoever wants it has to read another thread's
/// stack, the JDK's private fields or the heap: the policy refuses what that takes.
final class Wire {

    private static final JsonMapper JSON = new JsonMapper();

    private Wire() {}

    /// A message of a worker and its place among them, counted from 0.
    record Numbered(long number, Message message) {}

    static String line(Message message) {
        return message.getClass().getSimpleName() + " " + JSON.writeValueAsString(message);
    }

    static String line(long number, Message message) {
        return number + " " + line(message);
    }

    /// @throws IllegalArgumentException if the line is not a numbered message
    static Numbered parseNumbered(String line) {
        int space = line.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not a numbered message of a worker: " + line);
        }
        return new Numbered(
                Long.parseLong(line.substring(0, space)), parse(line.substring(space + 1)));
    }

    /// @throws IllegalArgumentException if the line is not a message
    static Message parse(String line) {
        int space = line.indexOf(' ');
        Class<? extends Message> type =
                switch (space < 0 ? "" : line.substring(0, space)) {
                    case "Prepare" -> Message.Prepare.class;
                    case "Check" -> Message.Check.class;
                    case "NotRunnable" -> Message.NotRunnable.class;
                    case "Started" -> Message.Started.class;
                    case "Finished" -> Message.Finished.class;
                    case "Canary" -> Message.Canary.class;
                    case "Exiting" -> Message.Exiting.class;
                    case "Done" -> Message.Done.class;
                    case "Broken" -> Message.Broken.class;
                    default ->
                            throw new IllegalArgumentException(
                                    "not a message of a worker: " + line);
                };
        return JSON.readValue(line.substring(space + 1), type);
    }
}
