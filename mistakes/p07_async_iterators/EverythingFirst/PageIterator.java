// rejected by: fetchedWhenNeeded
// misconception: "an iterator over a list is lazy too": the list is not
// why: everything is fetched first
package p07_async_iterators;

import java.util.ArrayList;
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

    @Override
    public boolean hasNext() {
        if (!ended) {
            var all = new ArrayList<String>();
            while (!ended) {
                var page = archive.page(fetched + 1);
                fetched++;
                all.addAll(page.stories());
                ended = page.last();
            }
            stories = all.iterator();
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
