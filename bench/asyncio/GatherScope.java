import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// So many tasks that end at once, in one scope. On its own, because scopes are a preview in Java
/// 25: what does without them starts without `--enable-preview`.
void main(String[] arguments) throws Exception {
    Measure.rounds(arguments, (variant, size) -> scope(size));
}

static long scope(int size) throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow())) {
        for (int i = 0; i < size; i++) {
            int number = i;
            scope.fork(() -> number);
        }
        return scope.join().mapToLong(Subtask::get).sum();
    }
}
