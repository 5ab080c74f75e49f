import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// So many calls that never answer, given up after a tenth of a second by the timeout of a scope.
/// On its own, because scopes are a preview in Java 25.
static final Duration LIMIT = Duration.ofMillis(100);

void main(String[] arguments) throws Exception {
    Measure.rounds(
            arguments,
            (variant, size) ->
                    switch (variant) {
                        case "one-scope" -> givenUp(size);
                        case "a-scope-each" -> aScopeEach(size);
                        default -> throw new IllegalArgumentException(variant);
                    });
}

/// @return how many of them have no answer when the scope gives up
static long givenUp(int size) throws InterruptedException {
    var calls = new ArrayList<Subtask<Integer>>(size);
    try (var scope =
            StructuredTaskScope.open(
                    Joiner.<Integer>allSuccessfulOrThrow(), with -> with.withTimeout(LIMIT))) {
        for (int i = 0; i < size; i++) {
            calls.add(scope.fork(() -> new CompletableFuture<Integer>().get()));
        }
        scope.join();
    } catch (StructuredTaskScope.TimeoutException late) {
        return calls.stream().filter(call -> call.state() == Subtask.State.UNAVAILABLE).count();
    }
    throw new IllegalStateException("answered");
}

static long aScopeEach(int size) throws Exception {
    var givenUp = new LongAdder();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < size; i++) {
            executor.submit(() -> {
                givenUp.add(givenUp(1));
                return null;
            });
        }
    }
    return givenUp.sum();
}
