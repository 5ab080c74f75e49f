package comparison;

import module java.base;

/// Work that is done in several ways. The first contender is what the others are compared with.
///
/// @param quick the one size of a quick run; 0 if the workload is too long for one
/// @param floorMillis what no way can be faster than: it is subtracted, so that the costs are
///   compared
/// @param note why the figures are as they are, and what was tried where Java loses
/// @param service the class of this folder that runs beside all of them; empty for none
/// @param load where the contenders are servers, the class of this folder that asks them, and what
///   it is told. It also gets the size, the repetitions and what starts the server, and tells what
///   it measured
public record Workload(
        String name,
        String title,
        String lesson,
        int quick,
        List<Integer> sizes,
        IntUnaryOperator floorMillis,
        String note,
        List<Contender> contenders,
        String service,
        List<String> load) {

    /// How often each contender runs, each time in a process of its own.
    public static final int ROUNDS = 5;

    private static final int REPETITIONS = 3;

    Workload(
            String name,
            String title,
            String lesson,
            int quick,
            List<Integer> sizes,
            IntUnaryOperator floorMillis,
            String note,
            List<Contender> contenders) {
        this(name, title, lesson, quick, sizes, floorMillis, note, contenders, "", List.of());
    }

    Workload beside(String service) {
        return new Workload(
                name, title, lesson, quick, sizes, floorMillis, note, contenders, service, load);
    }

    Workload askedBy(String... load) {
        return new Workload(
                name,
                title,
                lesson,
                quick,
                sizes,
                floorMillis,
                note,
                contenders,
                service,
                List.of(load));
    }

    /// The part of it that a quick run has time for: one size, and the ways that matter most.
    public Workload quickly() {
        return new Workload(
                name,
                title,
                lesson,
                quick,
                quick == 0 ? List.of() : List.of(quick),
                floorMillis,
                note,
                contenders.stream().filter(Contender::isInQuick).toList(),
                service,
                load);
    }

    /// With the figures of one task, those of many can be told for each of them.
    boolean isForEachTask() {
        return sizes.contains(1);
    }

    /// A way of it starts by JBang, whose jar must be there before.
    public boolean needsJBang() {
        return contenders.stream().anyMatch(each -> each.program().equals("hello_by_jbang.sh"));
    }

    /// Long rounds are repeated less, and those against a server, whose processes take long to
    /// start.
    public int repetitions(int size) {
        boolean isLong = size >= 1_000_000 || floorMillis.applyAsInt(size) >= 1_000;
        return isLong || !load.isEmpty() || !service.isEmpty() ? 2 : REPETITIONS;
    }
}
