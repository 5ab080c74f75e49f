package workbook.testkit.explorer.weave;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import workbook.testkit.explorer.code.Site;

/// Writes the accesses of one method to fields and arrays, each behind its hook.
final class MemoryHooks {
    private final Hierarchy hierarchy;
    private final HookCalls hooks;

    MemoryHooks(Hierarchy hierarchy, HookCalls hooks) {
        this.hierarchy = hierarchy;
        this.hooks = hooks;
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
        int site = hooks.site(kind, owner, field.name().stringValue(), line);
        TypeKind type = TypeKind.from(field.typeSymbol());
        if (ofClass) {
            HookCalls.write(code, "staticField", site);
        } else if (writes) {
            int value = code.allocateLocal(type);
            code.storeLocal(type, value).dup();
            HookCalls.write(code, "field", site, CD_Object).loadLocal(type, value);
        } else {
            HookCalls.write(code.dup(), "field", site, CD_Object);
        }
        if (writes) {
            tell(code, type, site);
            code.with(field);
        } else {
            code.with(field);
            tell(code, type, site);
        }
    }

    void load(CodeBuilder code, ArrayLoadInstruction load, int line) {
        int site = hooks.site(Site.Kind.READ, "", "[]", line);
        HookCalls.write(code.dup2(), "element", site, CD_Object, CD_int).with(load);
        tell(code, load.typeKind(), site);
    }

    void store(CodeBuilder code, ArrayStoreInstruction store, int line) {
        int site = hooks.site(Site.Kind.WRITE, "", "[]", line);
        TypeKind type = store.typeKind();
        int value = code.allocateLocal(type);
        code.storeLocal(type, value).dup2();
        HookCalls.write(code, "element", site, CD_Object, CD_int).loadLocal(type, value);
        tell(code, type, site);
        code.with(store);
    }

    /// Shows the value on top of the stack to the reader and leaves it there.
    private static void tell(CodeBuilder code, TypeKind type, int site) {
        HookCalls.duplicate(code, type);
        HookCalls.tell(code, "value", site, HookCalls.shown(type));
    }
}
