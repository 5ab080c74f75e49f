package workbook.sandbox;

/// How far a worker's JVM is kept from the machine that it runs on.
public sealed interface Isolation permits Isolation.Trusted, Sandbox {

    /// @return a sentence for a report
    String description();

    /// With the rights of whoever started it, as a program that one wrote oneself.
    record Trusted() implements Isolation {

        @Override
        public String description() {
            return "The code ran without a sandbox, with the rights of whoever started it.";
        }
    }
}
