package p18_forgotten_await;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// # The article that was never published
///
/// *Repair · 12 minutes*
///
/// A news site publishes its articles in steps. An editor checks the draft, the archive stores the
/// text, the site shows the page, and the readers are told. Each step is a service that answers
/// with a future. The desk has never reported a failure, and yet: some evenings an article has the
/// number 0 and cannot be found. Pages are reported as published before they are there, or never
/// come. While the editor is away nothing appears at all, although a draft should. And when the
/// readers hear nothing, the log is silent too.
///
/// Repair the class. Keep what is good: `publish` never waits.
///
/// - `publish` returns at once. The steps follow each other: each begins when the one before it has
///   ended, and the future completes, with the number of the article, after the last.
/// - If the editor is away, `check` fails with `EditorAbsent`, and the draft is stored as it is.
/// - If `check` fails in any other way, or `store` or `show` fails, nothing follows. The future
///   fails, and its `exceptionNow()` is what the service failed with.
/// - If `tell` fails, the article is published all the same. The log gets, once, what the service
///   failed with. The log gets nothing else.
///
/// A service answers at once, with a future that may fail; it throws nothing itself. It may have
/// steps of its own behind it, so what it failed with may come wrapped in a `CompletionException`.
public final class NewsDesk {

    /// What the desk works with.
    public interface Services {
        /// @return the text as it may appear
        CompletableFuture<String> check(String draft);

        /// @return the number of the article
        CompletableFuture<Integer> store(String text);

        /// @return completes when the page is there
        CompletableFuture<Void> show(int number);

        /// @return completes when the readers know
        CompletableFuture<Void> tell(int number);
    }

    /// Nobody is there to check a draft.
    public static final class EditorAbsent extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Services services;
    private final Consumer<Throwable> log;

    /// @param log for failures that do not keep an article from being published
    public NewsDesk(Services services, Consumer<Throwable> log) {
        this.services = services;
        this.log = log;
    }

    /// @return the number of the article, when it is published
    public CompletableFuture<Integer> publish(String draft) {
        var checked = services.check(draft);
        checked.exceptionally(absent -> draft);
        var stored = checked.thenCompose(text -> services.store(text));
        stored.thenApply(number -> services.show(number))
                .thenRun(() -> stored.thenApply(number -> services.tell(number)))
                .exceptionally(failed -> {
                    log.accept(failed);
                    return null;
                });
        return stored.exceptionally(failed -> 0);
    }
}
