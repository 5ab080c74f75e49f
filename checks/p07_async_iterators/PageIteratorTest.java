package p07_async_iterators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import p07_async_iterators.PageIterator.Archive;
import p07_async_iterators.PageIterator.Page;
import workbook.testkit.AllSchedules;
import workbook.testkit.Expect;
import workbook.testkit.Hint;
import workbook.testkit.Unmet;

class PageIteratorTest {

    private static final String TOO_EARLY =
            "the page is fetched as soon as the last story of the page before is handed out, for a"
                    + " reader who may never ask for more";

    private static final String NO_NEXT_PAGE =
            "the next number is asked for before the page at hand was asked whether it is the last";

    @AllSchedules
    @DisplayName("a page is fetched when a story of it is needed, and not earlier")
    @Hint({
        "When is page 2 needed: when page 1 is there, or when somebody asks for more than page 1"
                + " has?",
        "Keep an iterator over the stories of the page at hand. Fetch when it has run out and"
                + " somebody asks.",
        "hasNext: while (!stories.hasNext() && !ended) fetch. next: if (!hasNext()) throw …; return"
                + " stories.next();"
    })
    void fetchedWhenNeeded() {
        var archive = new FakeArchive(page("a", "b"), page("c"), last("d"));
        long start = System.nanoTime();

        var stories = new PageIterator(archive);
        Expect.that(
                archive.asked().isEmpty(),
                "no page is fetched before somebody asks for a story",
                "pages %s were".formatted(archive.asked()),
                "the constructor fetches: whoever makes an iterator has not asked for a story yet");
        take(stories);
        long firstAfter = (System.nanoTime() - start) / 1_000_000;
        var forTheFirst = archive.asked();
        take(stories);
        var forTheSecond = archive.asked();
        take(stories);
        var forTheThird = archive.asked();

        Expect.that(
                forTheFirst.equals(List.of(1)),
                "page 1 is fetched for the first story",
                "pages %s were, and the story came after %d ms".formatted(forTheFirst, firstAfter),
                forTheFirst.size() == 3
                        ? "everything is fetched first: the reader waits for the whole archive"
                        : "another page is fetched along with the one that is needed");
        Expect.that(
                firstAfter == 100,
                "the first story comes when page 1 is there, after 100 ms",
                "it came after %d ms".formatted(firstAfter),
                "something else is waited for");
        Expect.that(
                forTheSecond.equals(List.of(1)),
                "both stories of page 1 are read, page 2 is not fetched",
                "pages " + forTheSecond + " were",
                TOO_EARLY);
        Expect.that(
                forTheThird.equals(List.of(1, 2)),
                "the third story is read, pages 1 and 2 are fetched",
                "pages " + forTheThird + " were",
                TOO_EARLY);
    }

    @AllSchedules
    @DisplayName("every story is handed out once, in order, also around pages without stories")
    @Hint({
        "What does your hasNext say when the page that it fetched has no stories?",
        "A page without stories is not the end: only last says so. And the last may be empty.",
        "Not if but while: fetch on until a page has a story, or the last was fetched."
    })
    void everyStory() {
        expectStories(
                List.of("a", "b", "c"),
                new FakeArchive(page("a", "b"), last("c")),
                "stories were lost between two pages, or handed out twice");
        expectStories(
                List.of("a", "b"),
                new FakeArchive(page("a"), page(), page(), last("b")),
                "a page without stories was taken for the end of the archive");
        expectStories(
                List.of("a"),
                new FakeArchive(page("a"), last()),
                "the last page has no stories, so there is nothing after the page before it");
        expectStories(List.of(), new FakeArchive(last()), "an archive without stories");
    }

    @AllSchedules
    @DisplayName("hasNext is a question: asked twice, it changes nothing")
    @Hint({
        "What does your second hasNext in a row do that the first did not?",
        "hasNext may fetch, if no story is left. It must not take a story: that is next's work."
    })
    void askedTwice() {
        var archive = new FakeArchive(page("a"), last("b"));
        var stories = new PageIterator(archive);

        List<Integer> forTheFirst = List.of();
        for (int i = 0; i < 3; i++) {
            Expect.that(
                    stories.hasNext(),
                    "hasNext() is true while story a waits, however often it is asked",
                    "it was false when asked " + (i == 0 ? "once" : (i + 1) + " times"),
                    "each hasNext goes one step on, and the step before is forgotten");
            forTheFirst = i == 0 ? archive.asked() : forTheFirst;
        }
        Expect.that(
                archive.asked().equals(forTheFirst),
                "the second hasNext fetches nothing",
                "pages %s are fetched now, %s were after the first"
                        .formatted(archive.asked(), forTheFirst),
                "each hasNext fetches, although there is a story to hand out");
        Expect.equal("a", stories.next(), "hasNext took a story, and it is lost");
    }

    @AllSchedules
    @DisplayName("next works without hasNext")
    @Hint({
        "Who fetches the next page, if nobody has called hasNext?",
        "Let next call hasNext itself, first of all."
    })
    void nextAlone() {
        var stories = new PageIterator(new FakeArchive(page("a"), last("b")));
        var read = new ArrayList<String>();
        try {
            read.add(stories.next());
            read.add(stories.next());
        } catch (NoSuchElementException | NullPointerException | IndexOutOfBoundsException early) {
            throw new Unmet(
                    "next() hands out a and b",
                    "%s after %s".formatted(early.getClass().getSimpleName(), read),
                    "next counts on a hasNext before it, which need not be called");
        }
        Expect.equal(
                List.of("a", "b"),
                read,
                "next counts on a hasNext before it, which need not be called");
    }

    @AllSchedules
    @DisplayName("after the last story comes a NoSuchElementException, and no further page")
    @Hint({
        "How do you know that there is no page 3? Page 2 has told you.",
        "Remember that the last page was fetched. Then hasNext is false without asking anybody.",
        "In next: if (!hasNext()) { throw new NoSuchElementException(); }"
    })
    void theEnd() {
        var archive = new FakeArchive(page("a"), last("b"));
        var stories = new PageIterator(archive);
        take(stories);
        take(stories);

        Expect.that(
                !stories.hasNext(),
                "hasNext() is false after the last story",
                true,
                "the last story is handed out, and the last page has said that it is the last");
        Expect.failure(
                NoSuchElementException.class,
                stories::next,
                "an iterator at its end says so by this exception; null is an element like others");
        Expect.that(!stories.hasNext(), "hasNext() is still false", true, "the end was forgotten");
    }

    @AllSchedules
    @DisplayName("a page that could not be fetched is asked for again, not skipped")
    @Hint({
        "Which number does your iterator ask for after page 2 has failed?",
        "Count a page when it is there, not when it is asked for: ++number inside of the call"
                + " counts too early."
    })
    void notSkipped() {
        var archive = new FakeArchive(page("a"), page("b"), last("c"));
        var stories = new PageIterator(archive);
        take(stories);
        archive.failNextTime();

        RuntimeException failure = null;
        try {
            take(stories);
        } catch (RuntimeException thrown) {
            failure = thrown;
        }

        Expect.that(
                archive.failedAt == 2,
                "page 2 is asked for when its first story is needed",
                archive.failedAt == 0
                        ? "nothing was asked for then"
                        : "page %d was".formatted(archive.failedAt),
                "page 2 was fetched before it was needed");
        Expect.that(
                failure != null,
                "what the archive threw comes through",
                "nothing was thrown",
                "the failure was caught on its way, and the reader takes it for the end");
        Expect.that(
                failure == archive.failure,
                "what the archive threw",
                failure,
                "the failure was replaced or wrapped on its way");
        Expect.equal(
                "b",
                take(stories),
                "page 2 was counted before it was there: its stories are lost, and nobody notices");
    }

    /// As most readers do: ask, then take. Only one check leaves out the question.
    private static String take(PageIterator stories) {
        return stories.hasNext() ? stories.next() : "(nothing)";
    }

    private static void expectStories(List<String> expected, FakeArchive archive, String why) {
        var read = new ArrayList<String>();
        var stories = new PageIterator(archive);
        // One more than there should be: a wrong iterator may never end.
        while (read.size() <= expected.size() && stories.hasNext()) {
            read.add(stories.next());
        }
        Expect.equal(expected, read, why);
    }

    private static Page page(String... stories) {
        return new Page(List.of(stories), false);
    }

    private static Page last(String... stories) {
        return new Page(List.of(stories), true);
    }

    /// An archive whose pages take 100 ms each, where time is virtual.
    private static final class FakeArchive implements Archive {

        private final IllegalStateException failure = new IllegalStateException("no connection");
        private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
        private final List<Page> pages;
        private boolean fails;
        private int failedAt;

        FakeArchive(Page... pages) {
            this.pages = List.of(pages);
        }

        void failNextTime() {
            fails = true;
        }

        @Override
        public Page page(int number) {
            if (fails) {
                fails = false;
                failedAt = number;
                throw failure;
            }
            if (number < 1 || number > pages.size()) {
                throw new Unmet(
                        "pages 1 to %d are asked for".formatted(pages.size()),
                        "page %d was".formatted(number),
                        number < 1 ? "the first page has number 1" : NO_NEXT_PAGE);
            }
            asked.add(number);
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return pages.get(number - 1);
        }

        List<Integer> asked() {
            return List.copyOf(asked);
        }
    }
}
