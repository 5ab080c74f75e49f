package comparison;

import module java.base;

import measuring.Figures;

/// The best of each side, in milliseconds.
record Versus(double python, double java) {

    static Versus of(List<Measured> here, ToDoubleFunction<Measured> cost) {
        return new Versus(best(here, true, cost), best(here, false, cost));
    }

    private static double best(
            List<Measured> here, boolean python, ToDoubleFunction<Measured> cost) {
        return here.stream()
                .filter(each -> each.contender().isPython() == python)
                .mapToDouble(cost)
                .min()
                .orElseThrow();
    }

    /// @return above 1 where Java is faster
    double times() {
        return python / java;
    }

    static String text(double times) {
        return (times >= 10 ? "%,.0f" : "%.1f").formatted(times);
    }

    String cells() {
        String times = text(times());
        return " %s | %s | %s |"
                .formatted(
                        Figures.digits(python),
                        Figures.digits(java),
                        java > python ? "**" + times + "**" : times);
    }
}
