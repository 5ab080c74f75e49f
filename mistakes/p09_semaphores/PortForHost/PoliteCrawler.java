// rejected by: limitsAreShared
// misconception: "an authority is a host": it has the port as well
// why: a port was taken for a part of the host's name
package p09_semaphores;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

public final class PoliteCrawler {

    @FunctionalInterface
    public interface Web {
        Answer fetch(URI page) throws Exception;
    }

    public sealed interface Answer {
        record Text(String text) implements Answer {}

        record MovedTo(URI page) implements Answer {}
    }

    private final Web web;
    private final int perHost;
    private final Semaphore line;
    private final ConcurrentMap<String, Semaphore> hosts = new ConcurrentHashMap<>();

    public PoliteCrawler(Web web, int perHost, int total) {
        this.web = web;
        this.perHost = perHost;
        line = new Semaphore(total);
    }

    public List<String> crawl(List<URI> pages) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = pages.stream().map(page -> (Callable<String>) () -> textOf(page)).toList();
            var texts = new ArrayList<String>();
            for (Future<String> text : executor.invokeAll(tasks)) {
                texts.add(text.get());
            }
            return texts;
        }
    }

    private String textOf(URI page) throws Exception {
        URI next = page;
        while (true) {
            switch (fetchWithinLimits(next)) {
                case Answer.Text(String text) -> {
                    return text;
                }
                case Answer.MovedTo(URI moved) -> next = moved;
            }
        }
    }

    private Answer fetchWithinLimits(URI page) throws Exception {
        var host = hosts.computeIfAbsent(page.getAuthority(), name -> new Semaphore(perHost));
        host.acquire();
        try {
            line.acquire();
            try {
                return web.fetch(page);
            } finally {
                line.release();
            }
        } finally {
            host.release();
        }
    }
}
