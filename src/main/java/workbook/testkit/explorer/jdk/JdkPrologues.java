package workbook.testkit.explorer.jdk;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/// The methods of the JDK that begin by asking the seam, and what they ask.
final class JdkPrologues {
    private static final ClassDesc SEAM = JdkPatches.SEAM;
    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
    private static final MethodTypeDesc STARTS = MethodTypeDesc.of(CD_boolean, THREAD, CD_Object);

    private JdkPrologues() {}

    static CodeTransform of(String type, String signature) {
        return switch (type.substring(type.lastIndexOf('/') + 1) + "." + signature) {
            case "Thread.start()V" ->
                    first(code ->
                            code.aload(0)
                                    .aconst_null()
                                    .invokestatic(SEAM, "start", STARTS)
                                    .ifThen(CodeBuilder::return_));
            case "Thread.start(Ljdk/internal/vm/ThreadContainer;)V" ->
                    first(code ->
                            code.aload(0)
                                    .aload(1)
                                    .invokestatic(SEAM, "start", STARTS)
                                    .ifThen(CodeBuilder::return_));
            case "Thread.alive()Z",
                    "Thread.isInterrupted()Z",
                    "Thread.interrupt()V",
                    "Thread.join(J)V",
                    "Thread.threadState()Ljava/lang/Thread$State;" ->
                    first(code -> delegateToTwin(code, signature));
            case "VirtualThread.interrupt()V" ->
                    first(code ->
                            code.aload(0)
                                    .invokestatic(
                                            SEAM,
                                            "interrupting",
                                            MethodTypeDesc.of(CD_void, THREAD)));
            case "VirtualThread.parkOnCarrierThread(ZJ)V" ->
                    first(code -> code.invokestatic(SEAM, "pinned", MethodTypeDesc.of(CD_void)));
            case "ThreadPerTaskExecutor.taskComplete(Ljava/lang/Thread;)V" ->
                    first(code ->
                            code.aload(1)
                                    .invokestatic(SEAM, "asSeen", MethodTypeDesc.of(THREAD, THREAD))
                                    .astore(1));
            case "LockSupport.unpark(Ljava/lang/Thread;)V" ->
                    first(code ->
                            code.aload(0)
                                    .invokestatic(
                                            SEAM, "executing", MethodTypeDesc.of(THREAD, THREAD))
                                    .astore(0));
            case "Clock.currentInstant()Ljava/time/Instant;" ->
                    first(code ->
                            code.invokestatic(SEAM, "now", MethodTypeDesc.of(INSTANT))
                                    .dup()
                                    .ifThen(Opcode.IFNONNULL, CodeBuilder::areturn)
                                    .pop());
            default -> CodeTransform.ACCEPT_ALL;
        };
    }

    /// The methods of [Thread] that ask about a thread's life ask the virtual thread that lives it.
    private static void delegateToTwin(CodeBuilder code, String signature) {
        int parenthesis = signature.indexOf('(');
        var type = MethodTypeDesc.ofDescriptor(signature.substring(parenthesis));
        code.aload(0)
                .invokestatic(SEAM, "twin", MethodTypeDesc.of(THREAD, THREAD))
                .dup()
                .ifThen(
                        Opcode.IFNONNULL,
                        twin -> {
                            if (type.parameterCount() == 1) {
                                twin.lload(1);
                            }
                            twin.invokevirtual(THREAD, signature.substring(0, parenthesis), type)
                                    .return_(TypeKind.from(type.returnType()));
                        })
                .pop();
    }

    private static CodeTransform first(Consumer<CodeBuilder> beginning) {
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                beginning.accept(code);
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        };
    }
}
