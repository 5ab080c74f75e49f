package workbook.testkit.explorer.weave;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The explored classes as far as the instrumentation has to know them before they are loaded:
/// which fields and methods they declare and from whom they inherit the others.
final class Hierarchy implements ClassHierarchyResolver {
    private static final Set<String> CONSTANTS =
            Set.of(
                    "Ljava/lang/Object;",
                    "Ljava/lang/String;",
                    "Ljava/lang/Integer;",
                    "Ljava/lang/Long;",
                    "Ljava/lang/Double;",
                    "Ljava/lang/Boolean;",
                    "Ljava/lang/Runnable;",
                    "Ljava/lang/ScopedValue;",
                    "Ljava/lang/ThreadLocal;",
                    "Ljava/util/regex/Pattern;",
                    "Ljava/util/concurrent/TimeUnit;");

    private final Function<String, byte[]> bytes;
    private final Map<String, ClassModel> models = new HashMap<>();
    private final ClassHierarchyResolver others = ClassHierarchyResolver.defaultResolver();

    /// @param bytes the class file of an explored class by its binary name, or null for any other
    ///   class
    Hierarchy(Function<String, byte[]> bytes) {
        this.bytes = bytes;
    }

    /// @param name the internal name
    private ClassModel explored(String name) {
        if (name.startsWith("java/") || name.startsWith("[")) {
            return null;
        }
        if (!models.containsKey(name)) {
            byte[] found = bytes.apply(name.replace('/', '.'));
            models.put(name, found == null ? null : ClassFile.of().parse(found));
        }
        return models.get(name);
    }

    /// The flags of a field, or null if it is not declared by an explored class.
    Set<AccessFlag> fieldFlags(String owner, String field) {
        ClassModel model = explored(owner);
        if (model == null) {
            return null;
        }
        for (FieldModel candidate : model.fields()) {
            if (candidate.fieldName().equalsString(field)) {
                return candidate.flags().flags();
            }
        }
        for (ClassEntry parent : model.interfaces()) {
            Set<AccessFlag> inherited = fieldFlags(parent.asInternalName(), field);
            if (inherited != null) {
                return inherited;
            }
        }
        return model.superclass()
                .map(parent -> fieldFlags(parent.asInternalName(), field))
                .orElse(null);
    }

    /// Whether a class has final static fields with objects in them that a run may change.
    boolean keepsState(ClassModel model) {
        for (FieldModel field : model.fields()) {
            Set<AccessFlag> flags = field.flags().flags();
            boolean kept =
                    flags.contains(AccessFlag.STATIC) && !flags.contains(AccessFlag.SYNTHETIC);
            if (kept && !isConstant(field.fieldTypeSymbol())) {
                return true;
            }
        }
        return false;
    }

    private boolean isConstant(ClassDesc type) {
        String name = type.descriptorString();
        ClassModel model =
                type.isClassOrInterface() ? explored(name.substring(1, name.length() - 1)) : null;
        return type.isPrimitive()
                || name.startsWith("Ljava/time/")
                || name.startsWith("Ljava/util/function/")
                || name.endsWith("FieldUpdater;")
                || CONSTANTS.contains(name)
                || (model != null && model.flags().has(AccessFlag.ENUM));
    }

    /// The class from outside the explored program that declares (or inherits) the called method,
    /// or null if an explored class declares it: that one has hooks of its own.
    String outsideOwner(String owner, String method, String descriptor) {
        String current = owner;
        ClassModel model;
        while ((model = explored(current)) != null) {
            if (declares(model, method, descriptor) || model.superclass().isEmpty()) {
                return null;
            }
            current = model.superclass().get().asInternalName();
        }
        return current;
    }

    private static boolean declares(ClassModel model, String method, String descriptor) {
        for (MethodModel candidate : model.methods()) {
            if (candidate.methodName().equalsString(method)
                    && candidate.methodType().equalsString(descriptor)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ClassHierarchyInfo getClassInfo(ClassDesc type) {
        String descriptor = type.descriptorString();
        ClassModel model = explored(descriptor.substring(1, descriptor.length() - 1));
        if (model == null) {
            return others.getClassInfo(type);
        }
        return model.flags().has(AccessFlag.INTERFACE)
                ? ClassHierarchyInfo.ofInterface()
                : ClassHierarchyInfo.ofClass(
                        model.superclass().map(ClassEntry::asSymbol).orElse(null));
    }
}
