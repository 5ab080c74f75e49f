package workbook.testkit.explorer.weave;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.hooks.Hooks;
import workbook.testkit.explorer.hooks.ValueHooks;

/// How a method of the program calls hooks: with what is on the stack, and last the number of the
/// instruction.
///
/// @param method the method's name
/// @param file the source that it stands in
record HookCalls(String method, String file) {
    static final ClassDesc HOOKS = ClassDesc.ofDescriptor(Hooks.class.descriptorString());
    private static final ClassDesc VALUES =
            ClassDesc.ofDescriptor(ValueHooks.class.descriptorString());

    /// Gives an instruction its number.
    int site(Site.Kind kind, String owner, String name, int line) {
        return Site.register(kind, owner, name, method, file, line).id();
    }

    /// @param arguments the types of what the hook takes from the stack
    static CodeBuilder write(CodeBuilder code, String hook, int site, ClassDesc... arguments) {
        return code.loadConstant(site).invokestatic(HOOKS, hook, taking(arguments));
    }

    /// The same for a hook that only tells a reader of a value.
    static void tell(CodeBuilder code, String hook, int site, ClassDesc... arguments) {
        code.loadConstant(site).invokestatic(VALUES, hook, taking(arguments));
    }

    private static MethodTypeDesc taking(ClassDesc... arguments) {
        return MethodTypeDesc.of(CD_void, arguments).insertParameterTypes(arguments.length, CD_int);
    }

    static void duplicate(CodeBuilder code, TypeKind kind) {
        if (kind.slotSize() == 2) {
            code.dup2();
        } else {
            code.dup();
        }
    }

    /// The type by which a hook takes a value.
    static ClassDesc shown(TypeKind kind) {
        return switch (kind) {
            case REFERENCE -> CD_Object;
            case BYTE, SHORT -> CD_int;
            default -> kind.upperBound();
        };
    }
}
