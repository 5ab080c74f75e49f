package workbook.testkit.explorer.weave;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workbook.testkit.explorer.code.Site;

/// Rewrites the code of one method.
final class MethodHooks implements CodeTransform {
    private static final int NOTHING = -1;

    private final Hierarchy hierarchy;
    private final ClassModel model;
    private final boolean isStatic;
    private final boolean guarded;
    private final Bridges bridges;
    private final HookCalls hooks;
    private final MemoryHooks memory;

    private final Set<Label> passed = new HashSet<>();
    private final List<ExceptionCatch> handlers = new ArrayList<>();
    private final List<LocalVariable> variables = new ArrayList<>();
    private int stored = NOTHING;
    private int line;
    private int unfinishedObjects;
    private boolean constructed;
    private int guard;
    private Label guardedFrom;

    MethodHooks(
            Hierarchy hierarchy,
            ClassModel model,
            MethodModel method,
            String file,
            boolean guarded,
            Bridges bridges) {
        this.hierarchy = hierarchy;
        this.model = model;
        this.isStatic = method.flags().has(AccessFlag.STATIC);
        this.hooks = new HookCalls(method.methodName().stringValue(), file);
        this.guarded = guarded;
        this.bridges = bridges;
        this.memory = new MemoryHooks(hierarchy, hooks);
        this.constructed = !hooks.method().equals("<init>");
        readDebugInformation(method);
    }

    private void readDebugInformation(MethodModel method) {
        for (CodeElement element : method.code().orElseThrow()) {
            if (element instanceof LineNumber number && line == 0) {
                line = number.line();
            } else if (element instanceof LocalVariable variable) {
                variables.add(variable);
            }
        }
    }

    @Override
    public void atStart(CodeBuilder code) {
        if (isInitializer()) {
            int site = site(Site.Kind.CALL, "<clinit>");
            if (hierarchy.keepsState(model)) {
                code.loadConstant(model.thisClass().asSymbol());
                HookCalls.write(code, "statefulInitializerBegins", site, CD_Class);
            } else {
                HookCalls.write(code, "initializerBegins", site);
            }
        }
        if (guarded) {
            guard = site(Site.Kind.MONITOR, "synchronized");
            monitor(code, "monitorEnter");
            guardedFrom = code.newBoundLabel();
        }
    }

    @Override
    public void atEnd(CodeBuilder code) {
        // the program's handlers come after those of the hooks inside their range: the first match
        // wins
        handlers.forEach(code::with);
        if (guarded) {
            Label end = code.newBoundLabel();
            code.exceptionCatchAll(guardedFrom, end, code.newBoundLabel());
            monitor(code, "monitorExit");
            code.athrow();
        }
    }

    /// A synchronized method takes the monitor of its object, or of its class.
    private void monitor(CodeBuilder code, String hook) {
        if (isStatic) {
            code.loadConstant(model.thisClass().asSymbol());
        } else {
            code.aload(0);
        }
        HookCalls.write(code, hook, guard, CD_Object);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (element) {
            case LineNumber number -> {
                line = number.line();
                code.with(number);
            }
            case LabelTarget target -> {
                passed.add(target.label());
                code.with(target);
                variable(code, target.label());
            }
            case StoreInstruction store when store.typeKind() == TypeKind.REFERENCE -> {
                stored = store.slot();
                code.with(store);
            }
            case ExceptionCatch handler -> handlers.add(handler);
            case BranchInstruction branch -> {
                if (passed.contains(branch.target())) {
                    HookCalls.write(code, "loop", site(Site.Kind.CALL, "loop"));
                }
                code.with(branch);
            }
            case NewObjectInstruction object -> {
                unfinishedObjects++;
                code.with(object);
            }
            case FieldInstruction field -> memory.field(code, field, constructed, line);
            case ArrayLoadInstruction load -> memory.load(code, load, line);
            case ArrayStoreInstruction store -> memory.store(code, store, line);
            case MonitorInstruction monitor -> {
                boolean enters = monitor.opcode() == Opcode.MONITORENTER;
                int site = site(Site.Kind.MONITOR, "synchronized");
                HookCalls.write(code, enters ? "monitorEnter" : "monitorExit", site, CD_Object);
            }
            case InvokeInstruction call -> call(code, call);
            case InvokeDynamicInstruction dynamic -> reference(code, dynamic);
            case ReturnInstruction end -> {
                if (guarded) {
                    monitor(code, "monitorExit");
                }
                if (isInitializer()) {
                    HookCalls.write(code, "initializerEnds", site(Site.Kind.CALL, "<clinit>"));
                }
                code.with(end);
            }
            default -> code.with(element);
        }
    }

    /// The scope of a variable begins right after its first value was stored.
    private void variable(CodeBuilder code, Label begin) {
        for (LocalVariable variable : variables) {
            boolean plain = variable.typeSymbol().descriptorString().startsWith("Ljava/lang/");
            if (variable.slot() == stored && variable.startScope().equals(begin) && !plain) {
                code.aload(stored).loadConstant(variable.name().stringValue());
                HookCalls.tell(
                        code, "named", site(Site.Kind.CALL, "variable"), CD_Object, CD_String);
            }
        }
        stored = NOTHING;
    }

    private boolean isInitializer() {
        return hooks.method().equals("<clinit>");
    }

    private void call(CodeBuilder code, InvokeInstruction call) {
        if (call.name().equalsString("<init>")) {
            if (unfinishedObjects > 0) {
                unfinishedObjects--;
            } else {
                // the call of the superclass's constructor: from here on, this is an object
                constructed = true;
            }
        }
        new CallHooks(code, hierarchy, hooks, line).call(Invocation.of(call));
    }

    /// A method reference to the JDK goes through a method of the program, where hooks can stand.
    private void reference(CodeBuilder code, InvokeDynamicInstruction dynamic) {
        List<ConstantDesc> arguments = dynamic.bootstrapArgs();
        boolean isLambda =
                dynamic.bootstrapMethod().owner().displayName().equals("LambdaMetafactory");
        if (isLambda
                && arguments.get(1) instanceof DirectMethodHandleDesc target
                && concerns(target)) {
            var changed = new ArrayList<>(arguments);
            changed.set(1, bridges.to(target, dynamic.typeSymbol(), line));
            code.invokedynamic(
                    DynamicCallSiteDesc.of(
                            dynamic.bootstrapMethod(),
                            dynamic.name().stringValue(),
                            dynamic.typeSymbol(),
                            changed.toArray(ConstantDesc[]::new)));
        } else {
            code.with(dynamic);
        }
    }

    private boolean concerns(DirectMethodHandleDesc target) {
        return switch (target.kind()) {
            case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL ->
                    CallHooks.concerns(hierarchy, Invocation.of(target));
            default -> false;
        };
    }

    private int site(Site.Kind kind, String name) {
        return hooks.site(kind, "", name, line);
    }
}
