package workbook.policy;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the answers of one exercise may use: an allowlist of types and members of the JDK, asked
/// before anything of an answer is loaded. It keeps an answer from the harness around it, so that a
/// verdict cannot be forged; the machine is kept safe by the sandbox.
///
/// Allowed is what `allowed.txt` lists, what the exercise uses as it was given, and what its check
/// adds. A member is looked up where it is declared, so that a subclass opens nothing.
///
/// It judges what a compiler makes of a source. Class files that no compiler writes need not be
/// thought of: an answer comes as a source, and the worker compiles it itself. Not thread-safe.
public final class Policy {

    /// What it does, in a sentence for a report.
    public static final String DESCRIPTION =
            "Before anything was loaded, a policy refused what could reach beyond the answer: reflection, class loaders, processes, files, sockets.";

    private static final String HELP =
            "Not needed for any exercise: answers are made of java.lang, java.util with everything"
                    + " for concurrency, java.time, java.text, java.math, and readers and writers of"
                    + " text in memory.";

    private final String packageName;
    private final Set<String> taken;
    private final Allowlist book = Allowlist.ofBook();
    private final Allowlist exercise;
    private final Hierarchy jdk = Hierarchy.ofJdk();
    private final Set<Use> given = new HashSet<>();

    /// @param packageName the only package in which an answer may declare types
    /// @param stub the class files of the exercise as it was given, by binary name
    /// @param taken binary names that belong to the check
    /// @param allowed what else the exercise allows, as rules of `allowed.txt`
    public Policy(
            String packageName, Map<String, byte[]> stub, Set<String> taken, List<String> allowed) {
        this.packageName = packageName;
        this.taken = Set.copyOf(taken);
        exercise = Allowlist.of(allowed.stream());
        for (byte[] bytes : stub.values()) {
            Uses.of(ClassFile.of().parse(bytes))
                    .forEach(use -> {
                        given.add(use.anywhere());
                        given.add(Use.ofType(use.type(), 0));
                    });
        }
        // Reads the JDK's part of the hierarchy, while nobody waits for it.
        inspect(stub);
    }

    /// @param answer the class files of an answer, by binary name
    /// @return what it may not use, by line; empty if it may be loaded
    public List<Refusal> inspect(Map<String, byte[]> answer) {
        var own = new HashMap<String, ClassModel>();
        new TreeMap<>(answer)
                .forEach((name, bytes) ->
                        own.put(name.replace('.', '/'), ClassFile.of().parse(bytes)));
        var types = jdk.with(own);
        var refusals = new ArrayList<Refusal>();
        answer.keySet().stream().sorted().forEach(name -> misplaced(name).ifPresent(refusals::add));
        for (ClassModel type : own.values()) {
            type.methods().stream()
                    .filter(method -> method.flags().has(AccessFlag.NATIVE))
                    .map(Policy::nativeMethod)
                    .forEach(refusals::add);
            for (Use use : Uses.of(type)) {
                objection(use, types).ifPresent(refusals::add);
            }
            for (Use use : promised(type, types)) {
                objection(use, types).ifPresent(refusals::add);
            }
        }
        return once(refusals);
    }

    /// The first place of each, those with a line first.
    private static List<Refusal> once(List<Refusal> refusals) {
        var first = new HashMap<String, Refusal>();
        var byLine =
                Comparator.<Refusal>comparingLong(
                                refusal -> refusal.line() == 0 ? Long.MAX_VALUE : refusal.line())
                        .thenComparing(Refusal::message);
        refusals.stream()
                .sorted(byLine)
                .forEach(refusal -> first.putIfAbsent(refusal.message(), refusal));
        return first.values().stream().sorted(byLine).toList();
    }

    private Optional<Refusal> misplaced(String name) {
        String inPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        if (taken.contains(name)) {
            return Optional.of(
                    new Refusal(
                            0,
                            "the name %s belongs to the check".formatted(name),
                            "Give this class another name."));
        }
        return inPackage.equals(packageName)
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                0,
                                "the class %s is outside of the package %s"
                                        .formatted(name, packageName),
                                "Keep the package line as the exercise gives it."));
    }

    private static Refusal nativeMethod(MethodModel method) {
        return new Refusal(
                0,
                "the method %s is native".formatted(method.methodName().stringValue()),
                "An answer is Java all through. Write the method's body.");
    }

    /// The methods that a type of the answer promises and leaves to a superclass of the JDK: a call
    /// of the promise ends there.
    private static List<Use> promised(ClassModel type, Hierarchy types) {
        String name = type.thisClass().asInternalName();
        var lineage = types.lineage(name);
        return lineage.stream()
                .filter(types::isOwn)
                .flatMap(own -> types.methodsOf(own).stream())
                .filter(method -> method.flags().has(AccessFlag.ABSTRACT))
                .map(method ->
                        new Use(
                                name,
                                method.methodName().stringValue(),
                                method.methodType().stringValue(),
                                0))
                .toList();
    }

    private Optional<Refusal> objection(Use use, Hierarchy types) {
        if (given.contains(use.anywhere())) {
            return Optional.empty();
        }
        if (!types.isOwn(use.type()) && !mayName(use.type())) {
            return Optional.of(refusal(use.type(), Use.ofType(use.type(), use.line())));
        }
        return use.isType() ? Optional.empty() : memberObjection(use, types);
    }

    private boolean mayName(String type) {
        return given.contains(Use.ofType(type, 0)) || exercise.allows(type) || book.allows(type);
    }

    private Optional<Refusal> memberObjection(Use use, Hierarchy types) {
        Optional<String> declaring = Optional.empty();
        for (String type : types.lineage(use.type())) {
            boolean declares = types.declares(type, use.member(), use.descriptor());
            if (types.isOwn(type)) {
                if (declares && !types.isAbstract(type, use.member(), use.descriptor())) {
                    return Optional.empty();
                }
            } else if (exercise.gives(type, use.member(), use.descriptor())) {
                return Optional.empty();
            } else if (book.refuses(type, use.member(), use.descriptor())) {
                return Optional.of(refusal(type, use));
            }
            if (declares && declaring.isEmpty()) {
                declaring = Optional.of(type);
            }
        }
        String place = declaring.orElse(use.type());
        boolean allowed =
                types.isOwn(place)
                        || (book.allows(place) && book.gives(place, use.member(), use.descriptor()))
                        || (book.gives(use.type(), use.member(), use.descriptor())
                                && !types.isPublic(place));
        return allowed ? Optional.empty() : Optional.of(refusal(place, use));
    }

    private Refusal refusal(String type, Use use) {
        String reason = book.reason(type, use.member(), use.descriptor()).orElse(HELP);
        return new Refusal(
                use.line(),
                "%s is not among what an answer may use".formatted(shown(type, use.member())),
                reason);
    }

    private static String shown(String type, String member) {
        String name = type.replace('/', '.').replace('$', '.');
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return switch (member) {
            case "" -> name;
            case "<init>" -> "this form of new " + simple;
            default -> simple + "." + member;
        };
    }
}
