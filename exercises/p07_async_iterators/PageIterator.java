package p07_async_iterators;

import java.util.Iterator;
import java.util.List;

/// # Story after story
///
/// *Implement · 8 minutes*
///
/// The archive of a news site comes in pages, and each page takes a while. Whoever reads it thinks
/// in stories. Write the iterator that hands out story after story and fetches the pages meanwhile.
///
/// - Pages are asked for by number, from 1 on, up to the one that says it is the `last`.
/// - A page is fetched when `hasNext` or `next` is called and there is no story left to hand out.
///   Not earlier: whoever stops in the middle of a page never asks for the next.
/// - Each page is fetched once, however often `hasNext` is called. After the last, none is.
/// - A page may be without stories, the last one too.
/// - `next` may be called without `hasNext`. After the last story it throws a
///   `NoSuchElementException`.
/// - What the archive throws comes through. The call after that asks for the same page again: no
///   page is skipped.
public final class PageIterator implements Iterator<String> {

    /// Fetches a page, and blocks until it is there.
    @FunctionalInterface
    public interface Archive {
        Page page(int number);
    }

    public record Page(List<String> stories, boolean last) {}

    private final Archive archive;

    public PageIterator(Archive archive) {
        this.archive = archive;
    }

    @Override
    public boolean hasNext() {
        throw new UnsupportedOperationException("TODO: is there one more story?");
    }

    @Override
    public String next() {
        throw new UnsupportedOperationException("TODO: hand out the next story");
    }
}
