package workbook.testkit.explorer.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/// Gives a method reference to the JDK a place where hooks can stand: `queue::add` becomes a
/// reference to a generated method of the program, which calls `queue.add`.
final class Bridges {
    private record Bridge(
            String name, MethodTypeDesc type, DirectMethodHandleDesc target, int line) {}

    private final ClassModel model;
    private final List<Bridge> bridges = new ArrayList<>();

    Bridges(ClassModel model) {
        this.model = model;
    }

    /// @param captured the types of what the reference holds on to: `pool::execute` holds a pool. A
    ///   reference to a static method, which a bridge is, must name them exactly
    DirectMethodHandleDesc to(DirectMethodHandleDesc target, MethodTypeDesc captured, int line) {
        var called = MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
        boolean isStatic =
                switch (target.kind()) {
                    case STATIC, INTERFACE_STATIC -> true;
                    default -> false;
                };
        MethodTypeDesc type = isStatic ? called : called.insertParameterTypes(0, target.owner());
        for (int i = 0; i < captured.parameterCount(); i++) {
            type = type.changeParameterType(i, captured.parameterType(i));
        }
        String name = "reference$" + bridges.size() + "$" + target.methodName();
        bridges.add(new Bridge(name, type, target, line));
        boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
        return MethodHandleDesc.ofMethod(
                inInterface
                        ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                        : DirectMethodHandleDesc.Kind.STATIC,
                model.thisClass().asSymbol(),
                name,
                type);
    }

    void build(ClassBuilder builder, Hierarchy hierarchy, String file) {
        for (int next = 0; next < bridges.size(); next++) {
            Bridge bridge = bridges.get(next);
            builder.withMethodBody(
                    bridge.name(),
                    bridge.type(),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                    code -> {
                        code.lineNumber(bridge.line());
                        int slot = 0;
                        for (ClassDesc parameter : bridge.type().parameterList()) {
                            TypeKind kind = TypeKind.from(parameter);
                            code.loadLocal(kind, slot);
                            slot += kind.slotSize();
                        }
                        var target = Invocation.of(bridge.target());
                        var hooks = new HookCalls(target.name(), file);
                        new CallHooks(code, hierarchy, hooks, bridge.line()).call(target);
                        code.return_(TypeKind.from(bridge.type().returnType()));
                    });
        }
    }
}
