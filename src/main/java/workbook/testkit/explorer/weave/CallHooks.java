package workbook.testkit.explorer.weave;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;
import workbook.testkit.explorer.code.Site;

/// Writes one call of a method from outside the explored program: refused, replaced by a hook,
/// surrounded by hooks, or left alone.
final class CallHooks {
    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");

    private static final Set<String> REPLACED_STATIC =
            Set.of(
                    "java/lang/System.nanoTime",
                    "java/lang/System.currentTimeMillis",
                    "java/lang/Thread.currentThread",
                    "java/lang/Thread.yield",
                    "java/lang/Thread.onSpinWait",
                    "java/lang/Thread.holdsLock",
                    "java/util/concurrent/Executors.newWorkStealingPool");

    private static final Set<String> WATCHED_STATIC =
            Set.of(
                    "java/lang/Thread.sleep",
                    "java/lang/Thread.interrupted",
                    "java/lang/System.arraycopy",
                    "java/lang/String.join",
                    "java/util/List.copyOf",
                    "java/util/Set.copyOf",
                    "java/util/Map.copyOf");

    private static final Set<String> MONITOR_METHODS = Set.of("wait", "notify", "notifyAll");

    /// Packages and classes whose objects never matter to another thread.
    private static final List<String> UNWATCHED =
            List.of(
                    "java/util/function/",
                    "java/util/regex/",
                    "java/util/Optional",
                    "java/util/Objects",
                    "java/util/UUID");

    private final CodeBuilder code;
    private final Hierarchy hierarchy;
    private final HookCalls hooks;
    private final int line;

    CallHooks(CodeBuilder code, Hierarchy hierarchy, HookCalls hooks, int line) {
        this.code = code;
        this.hierarchy = hierarchy;
        this.hooks = hooks;
        this.line = line;
    }

    /// Whether [#call] would write anything but the call itself.
    static boolean concerns(Hierarchy hierarchy, Invocation call) {
        String owner =
                hierarchy.outsideOwner(
                        call.internalOwner(), call.name(), call.type().descriptorString());
        return owner != null
                && (Refusals.of(owner, call.name()) != null
                        || isReplaced(owner, call)
                        || isWatched(owner, call));
    }

    void call(Invocation call) {
        String owner =
                hierarchy.outsideOwner(
                        call.internalOwner(), call.name(), call.type().descriptorString());
        if (owner == null) {
            call.write(code);
            return;
        }
        Refusals.Reason reason = Refusals.of(owner, call.name());
        if (reason != null) {
            code.loadConstant(reason.what()).loadConstant(reason.instead());
            HookCalls.write(code, "refused", site(owner, call), CD_String, CD_String);
            call.write(code);
        } else if (isReplaced(owner, call)) {
            replace(owner, call);
        } else if (isWatched(owner, call)) {
            surround(owner, call);
        } else {
            announceCopiedArgument(owner, call);
            call.write(code);
        }
    }

    private static boolean isReplaced(String owner, Invocation call) {
        if (call.form() == Invocation.Form.STATIC) {
            return REPLACED_STATIC.contains(owner + "." + call.name());
        }
        return (MONITOR_METHODS.contains(call.name()) && !call.owner().isArray())
                || (call.name().equals("getState") && isThread(owner));
    }

    private static boolean isThread(String owner) {
        return owner.equals("java/lang/Thread");
    }

    private static boolean isWatched(String owner, Invocation call) {
        if (call.name().equals("<init>")) {
            return false;
        }
        if (call.form() == Invocation.Form.STATIC) {
            return WATCHED_STATIC.contains(owner + "." + call.name())
                    || owner.equals("java/util/Collections")
                    || owner.equals("java/util/Arrays")
                    || owner.equals("java/util/concurrent/locks/LockSupport");
        }
        return (owner.startsWith("java/util/") && UNWATCHED.stream().noneMatch(owner::startsWith))
                || owner.startsWith("java/text/")
                || isThread(owner)
                || owner.startsWith("java/lang/Thread$Builder")
                || Set.of(
                                "java/lang/Iterable",
                                "java/lang/AutoCloseable",
                                "java/lang/StringBuilder",
                                "java/lang/StringBuffer")
                        .contains(owner);
    }

    private void replace(String owner, Invocation call) {
        MethodTypeDesc type = call.type();
        if (call.form() != Invocation.Form.STATIC) {
            type = type.insertParameterTypes(0, isThread(owner) ? THREAD : CD_Object);
        }
        boolean spins = call.name().equals("yield") || call.name().equals("onSpinWait");
        code.loadConstant(site(owner, call));
        code.invokestatic(
                HookCalls.HOOKS,
                spins ? "spin" : call.name(),
                type.insertParameterTypes(type.parameterCount(), CD_int));
    }

    /// `new ArrayList<>(list)` reads the list.
    private void announceCopiedArgument(String owner, Invocation call) {
        boolean copies =
                call.name().equals("<init>")
                        && owner.startsWith("java/util/")
                        && call.type().parameterCount() == 1
                        && Set.of("Collection", "Map", "SortedMap", "SortedSet")
                                .contains(call.type().parameterType(0).displayName());
        if (copies) {
            code.dup();
            HookCalls.write(code, "copied", site(owner, call), CD_Object);
        }
    }

    /// The arguments step aside, so that the hook can see the receiver below them.
    private void surround(String owner, Invocation call) {
        int site = site(owner, call);
        List<ClassDesc> parameters = call.type().parameterList();
        int[] saved = new int[parameters.size()];
        for (int i = saved.length - 1; i >= 0; i--) {
            TypeKind kind = TypeKind.from(parameters.get(i));
            saved[i] = code.allocateLocal(kind);
            code.storeLocal(kind, saved[i]);
        }
        if (call.form() == Invocation.Form.STATIC) {
            code.aconst_null();
        } else {
            code.dup();
        }
        if (saved.length > 0 && !parameters.getFirst().isPrimitive()) {
            code.aload(saved[0]);
        } else {
            code.aconst_null();
        }
        HookCalls.write(code, "beforeCall", site, CD_Object, CD_Object);
        for (int i = 0; i < saved.length; i++) {
            code.loadLocal(TypeKind.from(parameters.get(i)), saved[i]);
        }
        code.trying(
                attempt -> call.write(attempt),
                failure ->
                        failure.catchingAll(handler -> {
                            handler.dup();
                            HookCalls.write(handler, "callFailed", site, CD_Throwable).athrow();
                        }));
        announceResult(call.type().returnType(), site);
    }

    private void announceResult(ClassDesc result, int site) {
        TypeKind kind = TypeKind.from(result);
        if (kind == TypeKind.VOID) {
            HookCalls.write(code, "afterCall", site);
        } else {
            HookCalls.duplicate(code, kind);
            HookCalls.write(code, "afterCall", site, HookCalls.shown(kind));
        }
    }

    private int site(String owner, Invocation call) {
        boolean ofSuperclass = call.form() == Invocation.Form.SPECIAL;
        var kind = ofSuperclass ? Site.Kind.SUPER_CALL : Site.Kind.CALL;
        return hooks.site(kind, owner, call.name(), line);
    }
}
