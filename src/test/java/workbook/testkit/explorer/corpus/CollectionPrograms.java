package workbook.testkit.explorer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static workbook.testkit.explorer.report.Explanation.Kind.ASSERTION;
import static workbook.testkit.explorer.report.Explanation.Kind.DATA_RACE;
import static workbook.testkit.explorer.report.Explanation.Kind.DEADLOCK;
import static workbook.testkit.explorer.report.Explanation.Kind.UNCAUGHT_EXCEPTION;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Collections: made for one thread, locked in each method, or made for many.
class CollectionPrograms {
    @Wrong(DATA_RACE)
    void arrayListByTwo() throws Exception {
        var list = new ArrayList<Integer>();
        Together.run(() -> list.add(1), () -> list.add(2));
        assertEquals(2, list.size());
    }

    @Wrong(DATA_RACE)
    void hashMapByTwo() throws Exception {
        var map = new HashMap<String, Integer>();
        Together.run(() -> map.put("a", 1), () -> map.get("b"));
    }

    @Wrong(DATA_RACE)
    void methodReferenceToAdd() throws Exception {
        var list = new ArrayList<Integer>();
        Together.run(() -> List.of(1).forEach(list::add), () -> List.of(2).forEach(list::add));
    }

    @Wrong(UNCAUGHT_EXCEPTION)
    void viewOfAMap() throws Exception {
        var map = new HashMap<>(Map.of("a", 1));
        Together.run(() -> map.keySet().iterator().next(), () -> map.put("b", 2));
    }

    @Wrong(DATA_RACE)
    void streamOfAList() throws Exception {
        var list = new ArrayList<>(List.of(1, 2));
        int[] sum = new int[1];
        Together.run(() -> sum[0] = list.stream().mapToInt(i -> i).sum(), () -> list.add(3));
    }

    @Wrong(DATA_RACE)
    void copyWhileAdding() throws Exception {
        var list = new ArrayList<>(List.of(1));
        Together.run(() -> List.copyOf(list), () -> list.add(2));
    }

    @Wrong(DATA_RACE)
    void copyConstructorWhileAdding() throws Exception {
        var list = new ArrayList<>(List.of(1));
        Together.run(() -> new ArrayList<>(list), () -> list.add(2));
    }

    @Wrong(DATA_RACE)
    void sortWhileReading() throws Exception {
        var list = new ArrayList<>(List.of(2, 1));
        Together.run(() -> Collections.sort(list), () -> list.get(0));
    }

    @Right
    void readByTwo() throws Exception {
        var list = new ArrayList<>(List.of(1, 2, 3));
        Together.run(() -> list.forEach(i -> {}), () -> list.contains(3), () -> List.copyOf(list));
    }

    @Right
    void arrayListUnderALock() throws Exception {
        var list = new ArrayList<Integer>();
        Together.Task add =
                () -> {
                    synchronized (list) {
                        list.add(1);
                    }
                };
        Together.run(add, add);
        assertEquals(2, list.size());
    }

    @Wrong(DATA_RACE)
    void stringBuilderByTwo() throws Exception {
        var text = new StringBuilder();
        Together.run(() -> text.append("a"), () -> text.append("b"));
    }

    @Right
    void stringBufferByTwo() throws Exception {
        var text = new StringBuffer();
        Together.run(() -> text.append("a"), () -> text.append("b"));
        assertEquals(2, text.length());
    }

    @Wrong(DATA_RACE)
    void sharedDateFormat() throws Exception {
        var format = new SimpleDateFormat("yyyy", java.util.Locale.ROOT);
        Together.run(() -> format.format(new Date(0)), () -> format.format(new Date(1)));
    }

    @Wrong(ASSERTION)
    void synchronizedListCheckedFirst() throws Exception {
        var list = Collections.synchronizedList(new ArrayList<Integer>());
        Together.Task addOnce =
                () -> {
                    if (!list.contains(1)) {
                        list.add(1);
                    }
                };
        Together.run(addOnce, addOnce);
        assertEquals(1, list.size());
    }

    @Right
    void synchronizedListUnderItsOwnLock() throws Exception {
        var list = Collections.synchronizedList(new ArrayList<Integer>());
        Together.Task addOnce =
                () -> {
                    synchronized (list) {
                        if (!list.contains(1)) {
                            list.add(1);
                        }
                    }
                };
        Together.run(addOnce, addOnce, () -> list.add(2));
        assertEquals(2, list.size());
    }

    @Wrong(UNCAUGHT_EXCEPTION)
    void synchronizedListIteratedWithoutItsLock() throws Exception {
        var list = Collections.synchronizedList(new ArrayList<>(List.of(1, 2, 3)));
        Together.run(
                () -> {
                    for (int item : list) {
                        Math.abs(item);
                    }
                },
                () -> list.add(4));
    }

    @Right
    void synchronizedListIteratedUnderItsLock() throws Exception {
        var list = Collections.synchronizedList(new ArrayList<>(List.of(1, 2, 3)));
        Together.run(
                () -> {
                    synchronized (list) {
                        for (int item : list) {
                            Math.abs(item);
                        }
                    }
                },
                () -> list.add(4));
    }

    @Wrong(UNCAUGHT_EXCEPTION)
    void vectorCheckedFirst() throws Exception {
        var vector = new Vector<>(List.of(1));
        Together.Task removeFirst =
                () -> {
                    if (!vector.isEmpty()) {
                        vector.remove(0);
                    }
                };
        Together.run(removeFirst, removeFirst);
    }

    @Right
    void copyOnWriteIterated() throws Exception {
        var list = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
        Together.run(
                () -> {
                    for (int item : list) {
                        Math.abs(item);
                    }
                },
                () -> list.add(4));
    }

    @Wrong(ASSERTION)
    void concurrentMapGetThenPut() throws Exception {
        var map = new ConcurrentHashMap<String, Integer>();
        Together.Task count = () -> map.put("k", map.getOrDefault("k", 0) + 1);
        Together.run(count, count);
        assertEquals(2, map.get("k"));
    }

    @Right
    void concurrentMapMerge() throws Exception {
        var map = new ConcurrentHashMap<String, Integer>();
        Together.Task count = () -> map.merge("k", 1, Integer::sum);
        Together.run(count, count, count);
        assertEquals(3, map.get("k"));
    }

    @Right
    void concurrentMapComputesOnce() throws Exception {
        var map = new ConcurrentHashMap<String, AtomicInteger>();
        int[] made = new int[1];
        Together.Task count =
                () ->
                        map.computeIfAbsent(
                                        "k",
                                        key -> {
                                            made[0]++; // only ever one thread at a time is in
                                            // here for one key
                                            return new AtomicInteger();
                                        })
                                .incrementAndGet();
        Together.run(count, count);
        assertEquals(2, map.get("k").get());
        assertEquals(1, made[0]);
    }

    @Wrong(ASSERTION)
    void counterInComputeOfTwoKeys() throws Exception {
        var map = new ConcurrentHashMap<String, Integer>();
        int[] made = new int[1];
        Together.run(
                () -> map.computeIfAbsent("a", key -> made[0]++),
                () -> map.computeIfAbsent("b", key -> made[0]++));
        assertEquals(2, made[0]);
    }

    @Wrong(ASSERTION)
    void containsThenPut() throws Exception {
        var map = new ConcurrentHashMap<String, Integer>();
        var made = new AtomicInteger();
        Together.Task cache =
                () -> {
                    if (!map.containsKey("k")) {
                        map.put("k", made.incrementAndGet());
                    }
                };
        Together.run(cache, cache);
        assertEquals(1, made.get());
    }

    @Right
    void collidingKeysInsideCompute() throws Exception {
        var map = new ConcurrentHashMap<Collides, Integer>();
        map.put(new Collides(0), 0); // one bin for all keys, and not an empty one
        int[] calls = new int[2];
        Together.run(
                () -> map.compute(new Collides(1), (key, old) -> calls[0]++),
                () -> map.compute(new Collides(2), (key, old) -> calls[1]++));
        assertEquals(2, calls[0] + calls[1]);
    }

    record Collides(int id) {
        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Wrong(DEADLOCK)
    void waitsInsideComputeForTheSameKey() throws Exception {
        var map = new ConcurrentHashMap<String, Integer>();
        map.compute(
                "k",
                (key, old) -> {
                    try {
                        Together.run(() -> map.put("k", 1));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 2;
                });
    }

    /// A learner's list that locks what it overrides.
    static class LockedList extends ArrayList<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized boolean add(Integer item) {
            return super.add(item);
        }
    }

    @Right
    void overriddenAndLocked() throws Exception {
        List<Integer> list = new LockedList();
        Together.run(() -> list.add(1), () -> list.add(2));
        assertEquals(2, list.size());
    }

    @Wrong(DATA_RACE)
    void overriddenButNotAllOfIt() throws Exception {
        List<Integer> list = new LockedList();
        Together.run(() -> list.add(1), () -> list.addLast(2));
    }

    /// A stream reads the list that it came from, whatever it does with what it has read.
    @Right
    void streamAndLoopOverOneList() throws Exception {
        var words = new ArrayList<>(List.of("b", "a"));
        var upper = new ArrayList<String>();
        Together.run(
                () -> words.forEach(word -> assertEquals(1, word.length())),
                () ->
                        upper.addAll(
                                words.stream().map(word -> word + word).sorted().skip(1).toList()));
        assertEquals(List.of("bb"), upper);
    }

    @Wrong(DATA_RACE)
    void streamWhileAnotherAdds() throws Exception {
        var words = new ArrayList<>(List.of("b", "a"));
        Together.run(() -> words.stream().map(word -> word + word).toList(), () -> words.add("c"));
    }
}
