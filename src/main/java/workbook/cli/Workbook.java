package workbook.cli;

/// The command line.
public final class Workbook {
    private Workbook() {}

    public static void main(String[] arguments) {
        IO.println("hello");
    }
}
