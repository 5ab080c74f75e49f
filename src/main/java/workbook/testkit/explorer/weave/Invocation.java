package workbook.testkit.explorer.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;

/// The call of a method, whether an instruction makes it or a method reference will.
record Invocation(
        Form form, ClassDesc owner, String name, MethodTypeDesc type, boolean ownerIsInterface) {
    enum Form {
        STATIC,
        VIRTUAL,
        INTERFACE,
        SPECIAL
    }

    static Invocation of(InvokeInstruction call) {
        Form form =
                switch (call.opcode()) {
                    case INVOKESTATIC -> Form.STATIC;
                    case INVOKEINTERFACE -> Form.INTERFACE;
                    case INVOKESPECIAL -> Form.SPECIAL;
                    default -> Form.VIRTUAL;
                };
        return new Invocation(
                form,
                call.owner().asSymbol(),
                call.name().stringValue(),
                call.typeSymbol(),
                call.isInterface());
    }

    static Invocation of(DirectMethodHandleDesc reference) {
        var form =
                switch (reference.kind()) {
                    case STATIC, INTERFACE_STATIC -> Form.STATIC;
                    case INTERFACE_VIRTUAL -> Form.INTERFACE;
                    default -> Form.VIRTUAL;
                };
        return new Invocation(
                form,
                reference.owner(),
                reference.methodName(),
                MethodTypeDesc.ofDescriptor(reference.lookupDescriptor()),
                reference.isOwnerInterface());
    }

    String internalOwner() {
        String descriptor = owner.descriptorString();
        return owner.isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
    }

    void write(CodeBuilder code) {
        switch (form) {
            case STATIC -> code.invokestatic(owner, name, type, ownerIsInterface);
            case VIRTUAL -> code.invokevirtual(owner, name, type);
            case INTERFACE -> code.invokeinterface(owner, name, type);
            case SPECIAL -> code.invokespecial(owner, name, type, ownerIsInterface);
        }
    }
}
