package workbook.testkit.explorer.weave;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.hooks.ValueHooks;

/// Writes the accesses of one method to fields and arrays, each behind its hook.
final class MemoryHooks {
    private static final ClassDesc HOOKS = CallHooks.HOOKS;
    static final ClassDesc VALUES = ClassDesc.ofDescriptor(ValueHooks.class.descriptorString());
    private static final MethodTypeDesc ON_OBJECT = MethodTypeDesc.of(CD_void, CD_Object, CD_int);
    private static final MethodTypeDesc ON_ELEMENT =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int);
    private static final MethodTypeDesc ON_SITE = MethodTypeDesc.of(CD_void, CD_int);

    private final Hierarchy hierarchy;
    private final String method;
    private final String file;

    MemoryHooks(Hierarchy hierarchy, String method, String file) {
        this.hierarchy = hierarchy;
        this.method = method;
        this.file = file;
    }

    /// @param constructed whether the object whose field it is exists: before the call of the
    ///   superclass's constructor, no hook may see it
    void field(CodeBuilder code, FieldInstruction field, boolean constructed, int line) {
        String owner = field.owner().asInternalName();
        Set<AccessFlag> flags = hierarchy.fieldFlags(owner, field.name().stringValue());
        boolean hooked =
                constructed
                        && flags != null
                        && !flags.contains(AccessFlag.FINAL)
                        && !flags.contains(AccessFlag.SYNTHETIC);
        if (!hooked) {
            code.with(field);
            return;
        }
        boolean writes = field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC;
        boolean ofClass = field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC;
        var kind =
                flags.contains(AccessFlag.VOLATILE)
                        ? (writes ? Site.Kind.VOLATILE_WRITE : Site.Kind.VOLATILE_READ)
                        : (writes ? Site.Kind.WRITE : Site.Kind.READ);
        int id = site(kind, owner, field.name().stringValue(), line).id();
        TypeKind type = TypeKind.from(field.typeSymbol());
        if (ofClass) {
            code.loadConstant(id).invokestatic(HOOKS, "staticField", ON_SITE);
        } else if (writes) {
            int value = code.allocateLocal(type);
            code.storeLocal(type, value)
                    .dup()
                    .loadConstant(id)
                    .invokestatic(HOOKS, "field", ON_OBJECT)
                    .loadLocal(type, value);
        } else {
            code.dup().loadConstant(id).invokestatic(HOOKS, "field", ON_OBJECT);
        }
        if (writes) {
            value(code, type, id);
            code.with(field);
        } else {
            code.with(field);
            value(code, type, id);
        }
    }

    void load(CodeBuilder code, ArrayLoadInstruction load, int line) {
        int id = site(Site.Kind.READ, "", "[]", line).id();
        code.dup2().loadConstant(id).invokestatic(HOOKS, "element", ON_ELEMENT).with(load);
        value(code, load.typeKind(), id);
    }

    void store(CodeBuilder code, ArrayStoreInstruction store, int line) {
        int id = site(Site.Kind.WRITE, "", "[]", line).id();
        TypeKind type = store.typeKind();
        int value = code.allocateLocal(type);
        code.storeLocal(type, value)
                .dup2()
                .loadConstant(id)
                .invokestatic(HOOKS, "element", ON_ELEMENT)
                .loadLocal(type, value);
        value(code, type, id);
        code.with(store);
    }

    /// Shows the value on top of the stack to the reader and leaves it there.
    private static void value(CodeBuilder code, TypeKind type, int id) {
        ClassDesc shown =
                switch (type) {
                    case REFERENCE -> CD_Object;
                    case BYTE, SHORT -> CD_int;
                    default -> type.upperBound();
                };
        if (type.slotSize() == 2) {
            code.dup2();
        } else {
            code.dup();
        }
        ClassDesc exact =
                type == TypeKind.BOOLEAN || type == TypeKind.CHAR
                        ? ClassDesc.ofDescriptor(type.upperBound().descriptorString())
                        : shown;
        code.loadConstant(id)
                .invokestatic(VALUES, "value", MethodTypeDesc.of(CD_void, exact, CD_int));
    }

    private Site site(Site.Kind kind, String owner, String name, int line) {
        return Site.register(kind, owner, name, method, file, line);
    }
}
