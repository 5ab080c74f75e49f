package workbook.worker;

import tools.jackson.databind.json.JsonMapper;

/// Messages as lines of text, and back.
///
/// A line from a worker begins with a secret that only its parent knows, so that nothing which the
/// learner's code prints can pass for a message.
final class Wire {

    private static final JsonMapper JSON = new JsonMapper();

    private Wire() {}

    static String line(Message message) {
        return message.getClass().getSimpleName() + " " + JSON.writeValueAsString(message);
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
