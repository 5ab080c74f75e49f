// rejected by: slowHostHarmsNobody
// misconception: "the loop takes the permit, then nothing starts that has to wait": the loop itself
// has to wait
// why: the loop that submits waits for a permit of the slow host
package p09_semaphores;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
        var started = new ArrayList<Future<String>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (var page : pages) {
                    var host = host(page);
                    host.acquire();
                    started.add(executor.submit(() -> textOf(page, host)));
                }
                var texts = new ArrayList<String>();
                for (Future<String> text : started) {
                    texts.add(text.get());
                }
                return texts;
            } finally {
                started.forEach(future -> future.cancel(true));
            }
        }
    }

    private Semaphore host(URI page) {
        return hosts.computeIfAbsent(page.getHost(), name -> new Semaphore(perHost));
    }

    private String textOf(URI page, Semaphore held) throws Exception {
        Answer answer;
        try {
            answer = fetchOnTheLine(page);
        } finally {
            held.release();
        }
        while (answer instanceof Answer.MovedTo(URI moved)) {
            var host = host(moved);
            host.acquire();
            try {
                answer = fetchOnTheLine(moved);
            } finally {
                host.release();
            }
        }
        return ((Answer.Text) answer).text();
    }

    private Answer fetchOnTheLine(URI page) throws Exception {
        line.acquire();
        try {
            return web.fetch(page);
        } finally {
            line.release();
        }
    }
}
