// rejected by: askedTwice
// misconception: "hasNext comes once before each next": it may come any number of times
// why: each hasNext goes one step on
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
    private String story;
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
        story = stories.hasNext() ? stories.next() : null;
        return story != null;
    }

    @Override
    public String next() {
        if (story == null && !hasNext()) {
            throw new NoSuchElementException("the archive has no more stories");
        }
        var next = story;
        story = null;
        return next;
    }
}
