package workbook.policy;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One line of the allowlist, as `allowed.txt` explains them.
///
/// @param refuses whether it takes away instead of giving
/// @param types the binary names it is about, with those of nested classes
/// @param members the members it is about, by name or with the types of the parameters; empty for
///   all; nothing but an empty text for none
/// @param reason why, if it takes away
record Rule(boolean refuses, Pattern types, Set<String> members, String reason) {

    Rule {
        members = Set.copyOf(members);
    }

    /// @throws IllegalArgumentException if the line says nothing
    static Rule parse(String line) {
        boolean refuses = line.startsWith("!");
        int bar = line.indexOf('|');
        String subject = line.substring(refuses ? 1 : 0, bar < 0 ? line.length() : bar).strip();
        String reason = bar < 0 ? "" : line.substring(bar + 1).strip();
        int colon = subject.indexOf(':');
        String types = (colon < 0 ? subject : subject.substring(0, colon)).strip();
        if (types.isEmpty() || (refuses && reason.isEmpty())) {
            throw new IllegalArgumentException(
                    "a rule names a type, and one with '!' a reason after '|'; found: " + line);
        }
        var members =
                new HashSet<>(
                        colon < 0
                                ? Set.of()
                                : Set.of(subject.substring(colon + 1).strip().split("\\s+")));
        return new Rule(refuses, pattern(types), members, reason);
    }

    private static Pattern pattern(String names) {
        String each =
                Arrays.stream(names.split("\\s+"))
                        .map(name ->
                                name.endsWith(".**")
                                        ? quoted(name.substring(0, name.length() - 2)) + ".+"
                                        : quoted(name) + "(\\$.*)?")
                        .collect(Collectors.joining("|"));
        return Pattern.compile(each);
    }

    private static String quoted(String name) {
        return name.replace(".", "\\.").replace("$", "\\$").replace("*", "[^.]*");
    }

    boolean concerns(String type) {
        return types.matcher(type.replace('/', '.')).matches();
    }

    /// Asked only of a type that it concerns.
    boolean concerns(String member, String descriptor) {
        return members.isEmpty()
                || members.contains(spelled(member))
                || members.contains(spelled(member) + parameters(descriptor));
    }

    private static String spelled(String member) {
        return member.equals("<init>") ? "new" : member;
    }

    private static String parameters(String descriptor) {
        return descriptor.startsWith("(")
                ? MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream()
                        .map(ClassDesc::displayName)
                        .collect(Collectors.joining(",", "(", ")"))
                : "";
    }
}
