package workbook.services;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The answers of one path, in their order; the last one goes on for ever. Thread-safe.
final class Script {

    private final List<Answer> answers;
    private final AtomicInteger asked = new AtomicInteger();

    Script(Answer... answers) {
        if (answers.length == 0) {
            throw new IllegalArgumentException("a path needs an answer at least");
        }
        this.answers = List.of(answers);
    }

    Answer next() {
        return answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
    }
}
