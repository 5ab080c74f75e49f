package workbook.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What may be used. A rule that takes away is stronger than any that gives; what no rule gives is
/// refused. Not thread-safe.
final class Allowlist {

    private final List<Rule> rules;
    private final Map<String, List<Rule>> concerning = new HashMap<>();

    private Allowlist(List<Rule> rules) {
        this.rules = rules;
    }

    /// The one of the book.
    static Allowlist ofBook() {
        try (InputStream file = Allowlist.class.getResourceAsStream("allowed.txt")) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read allowed.txt", unreadable);
        }
    }

    static Allowlist of(Stream<String> lines) {
        return new Allowlist(
                lines.map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(Rule::parse)
                        .toList());
    }

    /// @return whether the type may be named at all
    boolean allows(String type) {
        var about = concerning(type);
        return about.stream().anyMatch(rule -> !rule.refuses())
                && about.stream().noneMatch(rule -> rule.refuses() && rule.members().isEmpty());
    }

    /// @return whether a rule gives the member; one that takes it away may be stronger
    boolean gives(String type, String member, String descriptor) {
        return concerning(type).stream()
                .anyMatch(rule -> !rule.refuses() && rule.concerns(member, descriptor));
    }

    /// @return whether a rule names the member to take it away, from subtypes too
    boolean refuses(String type, String member, String descriptor) {
        return concerning(type).stream()
                .filter(rule -> rule.refuses() && !rule.members().isEmpty())
                .anyMatch(rule -> rule.concerns(member, descriptor));
    }

    /// @param member empty for the type itself
    /// @return why it is refused, if a rule says so
    Optional<String> reason(String type, String member, String descriptor) {
        return concerning(type).stream()
                .filter(Rule::refuses)
                .filter(rule ->
                        member.isEmpty()
                                ? rule.members().isEmpty()
                                : rule.concerns(member, descriptor))
                .map(Rule::reason)
                .findFirst();
    }

    private List<Rule> concerning(String type) {
        return concerning.computeIfAbsent(
                type, name -> rules.stream().filter(rule -> rule.concerns(name)).toList());
    }
}
