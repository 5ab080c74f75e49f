package workbook.policy;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attribute;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleParameterAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleParameterAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Everything that one class file refers to. The code is read for its lines; then the whole
/// constant pool, so that nothing is missed that the code does not show.
///
/// Type arguments are not read: they are erased, and an object of such a type can be used only by a
/// cast or a call, which names it.
final class Uses {

    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([^;]+);");

    private final Set<Use> found = new LinkedHashSet<>();
    private long line;

    private Uses() {}

    static List<Use> of(ClassModel type) {
        var uses = new Uses();
        type.methods().forEach(uses::method);
        uses.line = 0;
        type.fields()
                .forEach(field -> {
                    uses.descriptor(field.fieldType().stringValue());
                    uses.annotations(field);
                });
        uses.annotations(type);
        var placed = new HashSet<Use>();
        uses.found.forEach(use -> placed.add(use.anywhere()));
        var all = new LinkedHashSet<>(uses.found);
        uses.found.clear();
        type.constantPool().forEach(uses::entry);
        uses.found.stream().filter(use -> !placed.contains(use)).forEach(all::add);
        return List.copyOf(all);
    }

    private void method(MethodModel method) {
        line = method.code().map(Uses::firstLine).orElse(0L);
        descriptor(method.methodType().stringValue());
        annotations(method);
        method.code()
                .ifPresent(code -> {
                    annotations(code);
                    code.forEach(this::instruction);
                });
    }

    /// @return the first line of a method's body, or 0
    static long firstLine(CodeModel code) {
        return code.elementStream()
                .mapMultiToLong((element, lines) -> {
                    if (element instanceof LineNumber number) {
                        lines.accept(number.line());
                    }
                })
                .findFirst()
                .orElse(0);
    }

    private void instruction(CodeElement element) {
        switch (element) {
            case LineNumber number -> line = number.line();
            case InvokeInstruction call -> entry(call.method());
            case FieldInstruction access -> entry(access.field());
            case InvokeDynamicInstruction call -> entry(call.invokedynamic());
            case NewObjectInstruction creation -> entry(creation.className());
            case NewReferenceArrayInstruction creation -> entry(creation.componentType());
            case NewMultiArrayInstruction creation -> entry(creation.arrayType());
            case TypeCheckInstruction test -> entry(test.type());
            case LoadConstantInstruction constant -> entry(constant.constantEntry());
            case ExceptionCatch handler -> handler.catchType().ifPresent(this::entry);
            default -> {
                // It refers to nothing.
            }
        }
    }

    private void entry(PoolEntry entry) {
        switch (entry) {
            case ClassEntry type -> named(type.asInternalName());
            case MemberRefEntry member -> member(member);
            case MethodHandleEntry handle -> entry(handle.reference());
            case MethodTypeEntry type -> descriptor(type.descriptor().stringValue());
            case NameAndTypeEntry member -> descriptor(member.type().stringValue());
            case DynamicConstantPoolEntry dynamic -> {
                descriptor(dynamic.type().stringValue());
                entry(dynamic.bootstrap().bootstrapMethod());
                dynamic.bootstrap().arguments().forEach(this::entry);
            }
            default -> {
                // Numbers and texts.
            }
        }
    }

    private void member(MemberRefEntry member) {
        String owner = member.owner().asInternalName();
        if (owner.startsWith("[")) {
            // The methods of arrays are those of Object.
            descriptor(owner);
        } else {
            found.add(
                    new Use(owner, member.name().stringValue(), member.type().stringValue(), line));
        }
        descriptor(member.type().stringValue());
    }

    private void named(String internalName) {
        if (internalName.startsWith("[")) {
            descriptor(internalName);
        } else {
            found.add(Use.ofType(internalName, line));
        }
    }

    private void descriptor(String descriptor) {
        TYPE_IN_DESCRIPTOR
                .matcher(descriptor)
                .results()
                .forEach(type -> found.add(Use.ofType(type.group(1), line)));
    }

    private void annotations(AttributedElement element) {
        for (Attribute<?> attribute : element.attributes()) {
            switch (attribute) {
                case RuntimeVisibleAnnotationsAttribute a -> annotations(a.annotations());
                case RuntimeInvisibleAnnotationsAttribute a -> annotations(a.annotations());
                case RuntimeVisibleParameterAnnotationsAttribute a ->
                        a.parameterAnnotations().forEach(this::annotations);
                case RuntimeInvisibleParameterAnnotationsAttribute a ->
                        a.parameterAnnotations().forEach(this::annotations);
                case RuntimeVisibleTypeAnnotationsAttribute a -> onTypes(a.annotations());
                case RuntimeInvisibleTypeAnnotationsAttribute a -> onTypes(a.annotations());
                case RecordAttribute components ->
                        components
                                .components()
                                .forEach(component -> {
                                    descriptor(component.descriptor().stringValue());
                                    annotations(component);
                                });
                default -> {
                    // What else it names is in the constant pool.
                }
            }
        }
    }

    private void onTypes(List<TypeAnnotation> annotations) {
        annotations(annotations.stream().map(TypeAnnotation::annotation).toList());
    }

    private void annotations(List<Annotation> annotations) {
        for (Annotation annotation : annotations) {
            descriptor(annotation.className().stringValue());
            annotation.elements().forEach(element -> value(element.value()));
        }
    }

    private void value(AnnotationValue value) {
        switch (value) {
            case AnnotationValue.OfClass type -> descriptor(type.className().stringValue());
            case AnnotationValue.OfEnum constant -> descriptor(constant.className().stringValue());
            case AnnotationValue.OfAnnotation nested -> annotations(List.of(nested.annotation()));
            case AnnotationValue.OfArray array -> array.values().forEach(this::value);
            case AnnotationValue.OfConstant constant -> {
                // A number or a text.
            }
        }
    }
}
