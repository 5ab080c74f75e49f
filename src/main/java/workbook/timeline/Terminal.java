package workbook.timeline;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a terminal can show.
record Terminal(boolean colour, boolean unicode) {
    private static final Pattern UTF_8 = Pattern.compile("(?i)utf-?8");

    /// For a file or a log.
    static final Terminal PLAIN = new Terminal(false, true);

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
    static Terminal here() {
        var console = System.console();
        var isTerminal = console != null && console.isTerminal();
        return of(System.getenv(), isTerminal, System.out.charset());
    }

    /// @param output what is written in; the launcher makes that UTF-8 in any locale, so the locale
    ///   of the terminal counts too where one is set
    static Terminal of(Map<String, String> environment, boolean isTerminal, Charset output) {
        var isMonochrome =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        var locale =
                Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst();
        var isPlain = locale.filter(name -> !UTF_8.matcher(name).find()).isPresent();
        var glyphs =
                !isPlain && output.canEncode() && output.newEncoder().canEncode("█░▒╍┄─▚│✓✗⊘…µ");
        return new Terminal(isTerminal && !isMonochrome, glyphs);
    }
}
