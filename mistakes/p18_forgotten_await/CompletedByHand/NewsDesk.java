// rejected by: archiveOrSiteFails
// misconception: "a future of my own, completed at the end": when a step fails the end never comes
// why: nothing completes the future that was returned
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
        var published = new CompletableFuture<Integer>();
        services.check(draft)
                .exceptionally(failed -> draftIfAbsent(failed, draft))
                .thenCompose(text -> services.store(text))
                .thenCompose(number -> services.show(number).thenApply(shown -> number))
                .thenCompose(number -> tell(number).thenApply(told -> number))
                .thenAccept(number -> published.complete(number));
        return published;
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
