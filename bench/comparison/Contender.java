package comparison;

import module java.base;

/// A way to do a workload.
///
/// @param name as the page calls it
/// @param program a `.py`, a `.sh`, a class of this folder, or a `.java` that is started from its
///   source
/// @param variant what the program is told; empty for one that is told nothing and does not measure
///   itself: it is measured from outside, from the start of its process to the end
/// @param options for the JVM
/// @param isTrained whether it starts from an AOT cache (JEP 514), made in a run of its own before
///   the first round
/// @param most the largest size that this way can take in reasonable time; beyond it, it is left
///   out
/// @param isInQuick whether a quick run has time for it
public record Contender(
        String name,
        String program,
        String variant,
        List<String> options,
        boolean isTrained,
        int most,
        boolean isInQuick) {

    Contender(String name, String program, String variant) {
        this(name, program, variant, List.of(), false, Integer.MAX_VALUE, true);
    }

    Contender upTo(int most) {
        return new Contender(name, program, variant, options, isTrained, most, isInQuick);
    }

    Contender with(String... options) {
        return new Contender(name, program, variant, List.of(options), isTrained, most, isInQuick);
    }

    Contender trained() {
        return new Contender(name, program, variant, options, true, most, isInQuick);
    }

    Contender onlyInFull() {
        return new Contender(name, program, variant, options, isTrained, most, false);
    }

    public boolean isPython() {
        return program.endsWith(".py");
    }
}
