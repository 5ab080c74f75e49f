package comparison;

import module java.base;

import measuring.Figures;

/// How long one answer took in a round of many, in milliseconds.
public record Latency(double p50, double p99) {
    @Override
    public String toString() {
        return Figures.digits(p50) + " / " + Figures.digits(p99);
    }
}
