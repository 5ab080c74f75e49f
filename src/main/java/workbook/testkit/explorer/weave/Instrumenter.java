package workbook.testkit.explorer.weave;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;

/// Puts hooks into one class: before each access to memory that threads may share, in place of
/// monitors, and around calls of the JDK that concern other threads.
final class Instrumenter {
    private final Hierarchy hierarchy;

    Instrumenter(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    byte[] instrument(byte[] bytes) {
        var classFile =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        ClassModel model = classFile.parse(bytes);
        String file =
                model.findAttribute(Attributes.sourceFile())
                        .map(source -> source.sourceFile().stringValue())
                        .orElse("?");
        var bridges = new Bridges(model);
        return classFile.build(
                model.thisClass().asSymbol(),
                builder -> {
                    for (ClassElement element : model) {
                        instrument(builder, model, element, file, bridges);
                    }
                    bridges.build(builder, hierarchy, file);
                });
    }

    private void instrument(
            ClassBuilder builder,
            ClassModel model,
            ClassElement element,
            String file,
            Bridges bridges) {
        switch (element) {
            // a class that uses preview APIs may run without the JVM's flag: its author passed the
            // compiler's
            case ClassFileVersion version -> builder.withVersion(version.majorVersion(), 0);
            case MethodModel method when method.code().isPresent() -> {
                boolean guarded = method.flags().has(AccessFlag.SYNCHRONIZED);
                int flags = method.flags().flagsMask() & ~ClassFile.ACC_SYNCHRONIZED;
                builder.withMethod(
                        method.methodName(),
                        method.methodType(),
                        flags,
                        methodBuilder ->
                                method.forEach(part -> {
                                    switch (part) {
                                        case java.lang.classfile.CodeModel code ->
                                                methodBuilder.transformCode(
                                                        code,
                                                        new MethodHooks(
                                                                hierarchy, model, method, file,
                                                                guarded, bridges));
                                        case java.lang.classfile.AccessFlags any -> {}
                                        default -> methodBuilder.with(part);
                                    }
                                }));
            }
            default -> builder.with(element);
        }
    }
}
