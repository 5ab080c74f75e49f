package workbook.testkit.explorer.jdk;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_long;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Patches the JDK once per JVM so that, **for threads under exploration only**, time is virtual, a
/// platform thread is run by a virtual one, and the common pool starts virtual threads. Every other
/// thread of the JVM sees the JDK as it is.
///
/// The patches are few and of two kinds: an instruction that asks the machine (`System.nanoTime()`)
/// asks [JdkSeam], and a method begins by asking the seam whether it still has anything to do.
public final class JdkPatches implements ClassFileTransformer {
    static final ClassDesc SEAM = ClassDesc.of("java.lang.WorkbookSeam");
    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc POOL = ClassDesc.of("java.util.concurrent.ForkJoinPool");
    private static final ClassDesc FORK_JOIN_TASK =
            ClassDesc.of("java.util.concurrent.ForkJoinTask");

    /// The classes that decide something by the time or start work of their own: found by searching
    /// the sources of JDK 25 for `nanoTime`, `commonPool` and `start0`.
    private static final List<String> CLASSES =
            List.of(
                    "java.lang.Thread",
                    "java.lang.VirtualThread",
                    "java.time.Clock",
                    "java.util.Random",
                    "java.util.concurrent.AbstractExecutorService",
                    "java.util.concurrent.CompletableFuture",
                    "java.util.concurrent.CompletableFuture$DelayedExecutor",
                    "java.util.concurrent.CompletableFuture$Signaller",
                    "java.util.concurrent.DelayScheduler",
                    "java.util.concurrent.Exchanger",
                    "java.util.concurrent.FutureTask",
                    "java.util.concurrent.LinkedTransferQueue",
                    "java.util.concurrent.LinkedTransferQueue$DualNode",
                    "java.util.concurrent.Phaser$QNode",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask",
                    "java.util.concurrent.StructuredTaskScopeImpl",
                    "java.util.concurrent.SubmissionPublisher",
                    "java.util.concurrent.SubmissionPublisher$BufferedSubscription",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.util.concurrent.ThreadPerTaskExecutor",
                    "java.util.concurrent.locks.AbstractQueuedLongSynchronizer",
                    "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject",
                    "java.util.concurrent.locks.AbstractQueuedSynchronizer",
                    "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject",
                    "java.util.concurrent.locks.LockSupport",
                    "java.util.concurrent.locks.StampedLock");

    private static final Set<String> USERS_OF_THE_COMMON_POOL =
            Set.of(
                    "java/util/concurrent/StructuredTaskScopeImpl",
                    "java/util/concurrent/SubmissionPublisher");

    private static Class<?> seam;
    private final List<Throwable> failures = new ArrayList<>();

    private JdkPatches() {}

    /// Returns the seam's copy in `java.lang`, whose fields the caller fills in.
    public static synchronized Class<?> install() {
        if (seam == null) {
            if (Runtime.version().feature() != 25) {
                throw new IllegalStateException(
                        "the explorer depends on the inside of JDK 25, not " + Runtime.version());
            }
            Instrumentation instrumentation = Agent.instrumentation();
            open(instrumentation);
            seam = defineSeam();
        }
        return seam;
    }

    /// The second half of the installation, once the seam's fields are filled in.
    public static void patchClasses() {
        Instrumentation instrumentation = Agent.instrumentation();
        var patches = new JdkPatches();
        instrumentation.addTransformer(patches, true);
        try {
            var classes = new ArrayList<Class<?>>();
            for (String name : CLASSES) {
                classes.add(JdkInternals.type(name));
            }
            instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
        } catch (UnmodifiableClassException e) {
            throw JdkInternals.unknown(e);
        } finally {
            instrumentation.removeTransformer(patches);
        }
        if (!patches.failures.isEmpty()) {
            throw new IllegalStateException(
                    "a JDK class could not be patched", patches.failures.getFirst());
        }
    }

    /// Patches copies of the classes, for nobody.
    public static void rehearse() {
        for (String name : CLASSES) {
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream bytes = JdkInternals.type(name).getResourceAsStream(file)) {
                patched(name.replace('.', '/'), bytes.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void open(Instrumentation instrumentation) {
        Set<Module> here = Set.of(JdkPatches.class.getModule());
        var opened =
                Map.of(
                        "java.lang", here,
                        "java.util", here,
                        "java.util.concurrent", here,
                        "java.util.concurrent.locks", here,
                        "jdk.internal.vm", here);
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), opened, Set.of(), Map.of());
    }

    private static Class<?> defineSeam() {
        try (InputStream bytes = JdkSeam.class.getResourceAsStream("JdkSeam.class")) {
            var classFile = ClassFile.of();
            ClassModel original = classFile.parse(bytes.readAllBytes());
            // the class uses its own name nowhere but to read its own fields
            CodeTransform renaming =
                    (code, element) -> {
                        if (element instanceof FieldInstruction read) {
                            code.getstatic(SEAM, read.name().stringValue(), read.typeSymbol());
                        } else {
                            code.with(element);
                        }
                    };
            byte[] renamed =
                    classFile.transformClass(
                            original, SEAM, ClassTransform.transformingMethodBodies(renaming));
            return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(renamed);
        } catch (IOException | IllegalAccessException e) {
            throw new IllegalStateException("cannot define the seam in java.lang", e);
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (type == null || !CLASSES.contains(type.getName())) {
            return null;
        }
        try {
            return patched(name, bytes);
        } catch (RuntimeException | Error e) {
            failures.add(e); // the JVM swallows what a transformer throws
            return null;
        }
    }

    private static byte[] patched(String name, byte[] bytes) {
        var classFile = ClassFile.of();
        return classFile.transformClass(
                classFile.parse(bytes),
                (builder, element) -> {
                    if (element instanceof MethodModel method && method.code().isPresent()) {
                        builder.transformMethod(
                                method, MethodTransform.transformingCode(patch(name, method)));
                    } else {
                        builder.with(element);
                    }
                });
    }

    private static CodeTransform patch(String type, MethodModel method) {
        String signature = method.methodName().stringValue() + method.methodType().stringValue();
        CodeTransform redirected = (code, element) -> redirect(type, code, element);
        return redirected.andThen(JdkPrologues.of(type, signature));
    }

    /// Instructions that ask the machine ask the seam.
    private static void redirect(String type, CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction call when call.name().equalsString("nanoTime") ->
                    code.invokestatic(SEAM, "nanoTime", call.typeSymbol());
            case InvokeInstruction call
                    when call.name().equalsString("threadId")
                            && type.endsWith("/ThreadLocalRandom") ->
                    code.invokestatic(SEAM, "threadId", MethodTypeDesc.of(CD_long, THREAD));
            case InvokeInstruction call when call.name().equalsString("scheduleDelayedTask") ->
                    delayTask(code, call);
            case InvokeInstruction call
                    when USERS_OF_THE_COMMON_POOL.contains(type)
                            && call.name()
                                    .stringValue()
                                    .toLowerCase(Locale.ROOT)
                                    .endsWith("commonpool") ->
                    code.with(call).invokestatic(SEAM, "pool", MethodTypeDesc.of(POOL, POOL));
            case FieldInstruction read
                    when read.opcode() == Opcode.GETSTATIC
                            && read.name().equalsString("ASYNC_POOL") ->
                    code.with(read).invokestatic(SEAM, "pool", MethodTypeDesc.of(POOL, POOL));
            default -> code.with(element);
        }
    }

    private static void delayTask(CodeBuilder code, InvokeInstruction call) {
        code.dup2()
                .invokestatic(SEAM, "delay", MethodTypeDesc.of(CD_boolean, POOL, FORK_JOIN_TASK))
                .ifThenElse(virtual -> virtual.pop2().aconst_null(), real -> real.with(call));
    }
}
