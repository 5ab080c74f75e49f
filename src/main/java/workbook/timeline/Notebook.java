package workbook.timeline;

/// Stub.
final class Notebook {
    private Notebook() {}

    static void install() {}
}
