package workbook.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Knows the truth: every blocking call of the program that it loads, exactly from its begin to its
/// end, because it weaves a call of its own before and after each.
public final class Weaver extends ClassLoader {
    private static final ClassDesc WEAVER = ClassDesc.of(Weaver.class.getName());
    private static final Map<Thread, List<Call>> CALLS = new ConcurrentHashMap<>();

    /// One blocking call; its end is 0 as long as it blocks.
    static final class Call {
        final String name;
        private final long begin = System.nanoTime();
        private volatile long end;

        Call(String name) {
            this.name = name;
        }

        Duration length() {
            return Duration.ofNanos(end - begin);
        }
    }

    Weaver() {
        super(Weaver.class.getClassLoader());
    }

    /// Keeps the calls of a thread; it must be known before it starts.
    static void watch(Thread thread) {
        CALLS.put(thread, new CopyOnWriteArrayList<>());
    }

    static List<Call> calls(Thread thread) {
        return CALLS.get(thread);
    }

    static void forget() {
        CALLS.clear();
    }

    /// Called by the woven code.
    public static void begin(String name) {
        CALLS.get(Thread.currentThread()).add(new Call(name));
    }

    /// Called by the woven code.
    public static void end() {
        CALLS.get(Thread.currentThread()).getLast().end = System.nanoTime();
    }

    Class<?> weave(Class<?> program) {
        var name = program.getName();
        try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            var file = ClassFile.of();
            var woven =
                    file.transformClass(
                            file.parse(in.readAllBytes()),
                            ClassTransform.transformingMethodBodies(Weaver::weave));
            return defineClass(name, woven, 0, woven.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void weave(CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction call when isJdk(call) ->
                    between(code, simpleName(call) + "." + call.name().stringValue(), call);
            case MonitorInstruction enter when enter.opcode() == Opcode.MONITORENTER ->
                    between(code, "synchronized", enter);
            default -> code.with(element);
        }
    }

    private static void between(CodeBuilder code, String name, CodeElement call) {
        code.loadConstant(name)
                .invokestatic(
                        WEAVER,
                        "begin",
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
                .with(call)
                .invokestatic(WEAVER, "end", MethodTypeDesc.of(ConstantDescs.CD_void));
    }

    private static boolean isJdk(InvokeInstruction call) {
        return call.owner().asInternalName().startsWith("java/")
                && !call.name().stringValue().equals("<init>")
                && !call.name().stringValue().equals("valueOf");
    }

    private static String simpleName(InvokeInstruction call) {
        var name = call.owner().asInternalName();
        var simple = name.substring(name.lastIndexOf('/') + 1);
        return simple.equals("FutureTask") ? "Future" : simple;
    }
}
