package workbook.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The types of an answer and those of the JDK, read as class files: nothing is loaded to be asked.
/// Not thread-safe.
final class Hierarchy {

    private final Map<String, Optional<ClassModel>> jdk;
    private final Map<String, ClassModel> own;

    private Hierarchy(Map<String, Optional<ClassModel>> jdk, Map<String, ClassModel> own) {
        this.jdk = jdk;
        this.own = own;
    }

    static Hierarchy ofJdk() {
        return new Hierarchy(new HashMap<>(), Map.of());
    }

    /// @param types the types of an answer, by internal name
    /// @return a hierarchy of them and of the same JDK, whose types are read once
    Hierarchy with(Map<String, ClassModel> types) {
        return new Hierarchy(jdk, types);
    }

    boolean isOwn(String type) {
        return own.containsKey(type);
    }

    /// @return the type itself, its superclasses from the nearest on, then every interface of these
    List<String> lineage(String type) {
        var classes = new ArrayList<String>();
        Optional<String> next = Optional.of(type);
        while (next.isPresent() && !classes.contains(next.get())) {
            classes.add(next.get());
            next = find(next.get()).flatMap(ClassModel::superclass).map(ClassEntry::asInternalName);
        }
        var all = new LinkedHashSet<>(classes);
        classes.forEach(each -> addInterfaces(each, all));
        return List.copyOf(all);
    }

    private void addInterfaces(String type, Set<String> all) {
        find(type).map(ClassModel::interfaces).orElse(List.of()).stream()
                .map(ClassEntry::asInternalName)
                .forEach(each -> {
                    if (all.add(each)) {
                        addInterfaces(each, all);
                    }
                });
    }

    boolean declares(String type, String member, String descriptor) {
        return find(type).filter(model -> declares(model, member, descriptor)).isPresent();
    }

    private static boolean declares(ClassModel type, String member, String descriptor) {
        return type.methods().stream()
                        .anyMatch(each ->
                                each.methodName().equalsString(member)
                                        && each.methodType().equalsString(descriptor))
                || type.fields().stream()
                        .anyMatch(each ->
                                each.fieldName().equalsString(member)
                                        && each.fieldType().equalsString(descriptor));
    }

    /// @return whether the type only promises that method, so that another class runs
    boolean isAbstract(String type, String member, String descriptor) {
        return methodsOf(type).stream()
                .anyMatch(each ->
                        each.flags().has(AccessFlag.ABSTRACT)
                                && each.methodName().equalsString(member)
                                && each.methodType().equalsString(descriptor));
    }

    List<MethodModel> methodsOf(String type) {
        return find(type).map(ClassModel::methods).orElse(List.of());
    }

    boolean isPublic(String type) {
        return find(type).filter(model -> model.flags().has(AccessFlag.PUBLIC)).isPresent();
    }

    private Optional<ClassModel> find(String type) {
        return isOwn(type)
                ? Optional.of(own.get(type))
                : jdk.computeIfAbsent(type, Hierarchy::read);
    }

    /// Asks the JDK's loader and not the class path, where types of the same name may be.
    private static Optional<ClassModel> read(String type) {
        try (InputStream bytes =
                ClassLoader.getPlatformClassLoader().getResourceAsStream(type + ".class")) {
            return bytes == null
                    ? Optional.empty()
                    : Optional.of(ClassFile.of().parse(bytes.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the JDK's " + type, unreadable);
        }
    }
}
