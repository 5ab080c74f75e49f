package workbook.timeline;

import java.nio.charset.Charset;
import java.util.Map;

/// What a terminal can show.
record Terminal(boolean colour, boolean unicode) {
    /// For a file or a log.
    static final Terminal PLAIN = new Terminal(false, true);

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
    static Terminal here() {
        var console = System.console();
        var isTerminal = console != null && console.isTerminal();
        return of(System.getenv(), isTerminal, System.out.charset());
    }

    static Terminal of(Map<String, String> environment, boolean isTerminal, Charset output) {
        var isMonochrome =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        var glyphs = output.canEncode() && output.newEncoder().canEncode("█░▒╍┄─▚│✓✗⊘…µ");
        return new Terminal(isTerminal && !isMonochrome, glyphs);
    }
}
