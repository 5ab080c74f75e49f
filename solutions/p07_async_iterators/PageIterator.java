package p07_async_iterators;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

public final class PageIterator implements Iterator<String> {

    @FunctionalInterface
    public interface Archive {
        Page page(int number);
    }

    public record Page(List<String> stories, boolean last) {}

    private final Archive archive;
    private Iterator<String> stories = Collections.emptyIterator();
    private int fetched;
    private boolean ended;

    public PageIterator(Archive archive) {
        this.archive = archive;
    }

    // A loop, because a page may be empty. Whether there is a story is known only when its page is
    // there, so it is hasNext that fetches.
    @Override
    public boolean hasNext() {
        while (!stories.hasNext() && !ended) {
            var page = archive.page(fetched + 1);
            // Counted only now: a page that failed has not been fetched.
            fetched++;
            stories = page.stories().iterator();
            ended = page.last();
        }
        return stories.hasNext();
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the archive has no more stories");
        }
        return stories.next();
    }
}
