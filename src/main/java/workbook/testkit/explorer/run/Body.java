package workbook.testkit.explorer.run;

/// The explored program: runs once per schedule, from the start, as its main thread.
@FunctionalInterface
public interface Body {
    void run() throws Throwable;

    /// The last run changed what the next one would find in static fields: make it forgotten.
    default void forgetStatics() {}
}
