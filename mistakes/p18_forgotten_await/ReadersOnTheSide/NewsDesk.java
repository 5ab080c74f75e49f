// rejected by: afterTheLastStep
// misconception: "the number is known, the readers can be told on the side": nobody waits for that
// stage
// why: it was ignored
package p18_forgotten_await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

public final class NewsDesk {

    public interface Services {
        CompletableFuture<String> check(String draft);

        CompletableFuture<Integer> store(String text);

        CompletableFuture<Void> show(int number);

        CompletableFuture<Void> tell(int number);
    }

    public static final class EditorAbsent extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Services services;
    private final Consumer<Throwable> log;

    public NewsDesk(Services services, Consumer<Throwable> log) {
        this.services = services;
        this.log = log;
    }

    public CompletableFuture<Integer> publish(String draft) {
        return services.check(draft)
                .exceptionally(failed -> draftIfAbsent(failed, draft))
                .thenCompose(text -> services.store(text))
                .thenCompose(number -> services.show(number).thenApply(shown -> number))
                .thenApply(number -> {
                    tell(number);
                    return number;
                });
    }

    private CompletableFuture<Void> tell(int number) {
        return services.tell(number)
                .exceptionally(failed -> {
                    log.accept(peel(failed));
                    return null;
                });
    }

    private static String draftIfAbsent(Throwable failed, String draft) {
        return switch (peel(failed)) {
            case EditorAbsent absent -> draft;
            case Throwable other -> throw new CompletionException(other);
        };
    }

    private static Throwable peel(Throwable failed) {
        var peeled = failed;
        while (peeled instanceof CompletionException && peeled.getCause() != null) {
            peeled = peeled.getCause();
        }
        return peeled;
    }
}
