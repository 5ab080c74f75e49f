package workbook.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.lesson.Catalogue;
import workbook.lesson.Exercise;
import workbook.policy.Policy;
import workbook.policy.Refusal;

/// The policy on what the compiler makes of sources: here, beside the compiler, because nothing
/// else writes an answer's class files.
@DisplayName("The policy")
class PolicyTest {

    private static final InMemoryCompiler COMPILER = new InMemoryCompiler();

    private static final String ANSWER =
            """
            package p00;

            import java.io.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.function.*;
            import java.util.stream.*;

            public class Answer {
                %s
            }
            """;

    @AfterAll
    static void closeCompiler() throws IOException {
        COMPILER.close();
    }

    @Test
    @DisplayName("refuses nothing that the book itself writes: stubs, solutions, known mistakes")
    void acceptsTheBook() throws IOException {
        var refused = new ArrayList<String>();
        int sources = 0;
        for (Exercise exercise : new Catalogue(Path.of("")).exercises()) {
            var stub = compile(exercise.name(), Files.readString(exercise.stub()));
            var check =
                    CheckClass.parse(exercise.name() + "Test", Files.readString(exercise.check()));
            var policy = new Policy(exercise.lesson(), stub, Set.of(), check.allowed());
            var files = new ArrayList<>(List.of(exercise.stub(), exercise.solution()));
            exercise.mistakes().forEach(mistake -> files.add(mistake.file()));
            for (Path file : files) {
                sources++;
                policy.inspect(compile(exercise.name(), Files.readString(file)))
                        .forEach(refusal -> refused.add(file + " " + refusal));
            }
        }
        assertEquals(List.of(), refused);
        assertTrue(sources > 300, "the book has more sources than " + sources);
    }

    @Test
    @DisplayName("accepts modern Java as learners write it")
    void acceptsModernJava() {
        assertEquals(
                List.of(),
                inspect(
                        """
                        sealed interface Shape permits Circle, Square {}
                        record Circle(double radius) implements Shape, Serializable {
                            private static final long serialVersionUID = 1L;
                        }
                        record Square(double side) implements Shape {}
                        enum Colour { RED, GREEN { @Override String hex() { return "0f0"; } };
                            String hex() { return "f00"; } }
                        @FunctionalInterface interface Step<T extends Comparable<T>> { T next(T t) throws IOException; }
                        static final ScopedValue<String> USER = ScopedValue.newInstance();
                        static final ThreadLocal<StringBuilder> TEXT = ThreadLocal.withInitial(StringBuilder::new);
                        static double area(Object shape, Colour colour) {
                            assert colour != null : "no colour";
                            int weight = switch (colour) { case RED -> 1; case GREEN -> 2; };
                            return weight * switch (shape) {
                                case Circle(double radius) when radius > 1 -> Math.PI * radius * radius;
                                case Circle c -> c.radius();
                                case Square(var side) -> side * side;
                                case Colour.RED -> 1;
                                case Integer i -> i;
                                case null -> 0;
                                default -> throw new IllegalArgumentException("not a shape: " + shape);
                            };
                        }
                        static int primitives(long value) {
                            return switch (value) { case 1L -> 1; case int i when i > 3 -> i; default -> 0; };
                        }
                        static String joined(List<Callable<String>> calls) throws Exception {
                            try (var scope = StructuredTaskScope.open(
                                    StructuredTaskScope.Joiner.<String>allSuccessfulOrThrow())) {
                                calls.forEach(scope::fork);
                                return scope.join().map(StructuredTaskScope.Subtask::get).collect(Collectors.joining(", "));
                            }
                        }
                        static void threads() throws Exception {
                            var lock = new java.util.concurrent.locks.ReentrantReadWriteLock();
                            var failures = new ConcurrentLinkedQueue<Throwable>();
                            Thread thread = Thread.ofVirtual().name("one")
                                    .uncaughtExceptionHandler((who, failure) -> failures.add(failure))
                                    .start(() -> ScopedValue.where(USER, "me").run(() -> IO.println(USER.get())));
                            thread.join(Duration.ofSeconds(1));
                            Thread.currentThread().interrupt();
                            synchronized (lock) { lock.wait(1); }
                            CompletableFuture.supplyAsync(() -> 1, Executors.newVirtualThreadPerTaskExecutor())
                                    .orTimeout(1, TimeUnit.SECONDS).thenCombine(CompletableFuture.completedFuture(2), Integer::sum)
                                    .exceptionally(failure -> { failure.printStackTrace(); return 0; }).get();
                            IntStream.range(0, 10).parallel().mapToObj(i -> "%d".formatted(i)).toList();
                            new ForkJoinPool().invoke(new RecursiveTask<Integer>() {
                                @Override protected Integer compute() { return 1; }
                            });
                        }
                        static String text(Reader reader) throws IOException {
                            var out = new StringWriter();
                            try (var lines = new BufferedReader(reader); var print = new PrintWriter(out)) {
                                lines.lines().map(String::strip).forEach(print::println);
                            } catch (UncheckedIOException | java.io.FileNotFoundException failure) {
                                System.err.println(failure.getClass().getSimpleName() + " after " + System.nanoTime());
                            }
                            return new String(out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                    + Instant.now() + new java.math.BigDecimal("1.0") + Colour.valueOf("RED")
                                    + Arrays.toString(Colour.values()) + int[].class + Map.Entry.class
                                    + java.util.regex.Pattern.compile("a").matcher("b").matches()
                                    + java.time.format.DateTimeFormatter.ISO_DATE.format(LocalDate.EPOCH);
                        }
                        static Object[] copies(String[] a, int[][] b) {
                            return new Object[] {a.clone(), b.clone(), new String[2][3], EnumSet.of(Colour.RED), Optional.of(1)};
                        }
                        static class Lazy extends Thread implements Comparator<String>, AutoCloseable {
                            @Override public void run() { super.run(); }
                            @Override public int compare(String a, String b) { return a.compareTo(b); }
                            @Override public void close() {}
                        }
                        static void ends() { System.exit(0); Runnable r = () -> System.exit(2); }
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "static Object f() throws Exception { return Class.forName(\"A\"); }",
                "static Object f() { return Answer.class.getClassLoader(); }",
                "static Object f() { return Answer.class.getDeclaredMethods(); }",
                "static Object f() throws Exception { return Answer.class.getDeclaredConstructor().newInstance(); }",
                "static Object f(Object o) throws Exception { return ((java.lang.reflect.Method) o).invoke(null); }",
                "static Object f() { return java.lang.invoke.MethodHandles.lookup(); }",
                "static Object f(java.lang.invoke.MethodHandle h) throws Throwable { return h.invoke(); }",
                "static Object f(java.lang.invoke.MethodHandle h) throws Throwable { return (int) h.invokeExact(1); }",
                "static void f() { java.lang.invoke.VarHandle.fullFence(); }",
                "static Object f() { return StackWalker.getInstance(); }",
                "static Object f() { return ServiceLoader.load(Runnable.class); }",
                "static Object f() throws Exception { return new ProcessBuilder(\"ls\").start(); }",
                "static Object f() throws Exception { return Runtime.getRuntime().exec(\"ls\"); }",
                "static Object f() { return ProcessHandle.current(); }",
                "static void f() { Runtime.getRuntime().addShutdownHook(new Thread()); }",
                "static void f() { Thread.setDefaultUncaughtExceptionHandler(null); }",
                "static Object f() { return Thread.getAllStackTraces(); }",
                "static Object f() { return Thread.currentThread().getThreadGroup(); }",
                "static Object f() { return Thread.currentThread().getContextClassLoader(); }",
                "static Object f() { return Thread.enumerate(new Thread[9]); }",
                "static Object f() { return System.getenv(); }",
                "static Object f() { return System.getProperty(\"java.class.path\"); }",
                "static Object f() throws Exception { return System.in.read(); }",
                "static void f() { System.setOut(null); }",
                "static void f() { System.load(\"/x\"); }",
                "static Object f() { return new File(\"x\"); }",
                "static Object f() throws Exception { return new PrintStream(\"x\"); }",
                "static Object f() throws Exception { return new PrintWriter(\"x\", java.nio.charset.StandardCharsets.UTF_8); }",
                "static Object f() throws Exception { return new Formatter(\"x\"); }",
                "static Object f() throws Exception { return new FileOutputStream(FileDescriptor.out); }",
                "static Object f() { return java.nio.file.Path.of(\"x\"); }",
                "static Object f() throws Exception { return new java.net.Socket(\"x\", 1); }",
                "static Object f() throws Exception { return java.net.URI.create(\"x\").toURL(); }",
                "static Object f() { return java.net.http.HttpClient.newHttpClient(); }",
                "static Object f() throws Exception { return new ObjectInputStream(null).readObject(); }",
                "static Object f() { return (Runnable & Serializable) () -> {}; }",
                "static Object f() { return java.lang.management.ManagementFactory.getThreadMXBean(); }",
                "static Object f() { return java.lang.foreign.Linker.nativeLinker(); }",
                "static Object f() { return java.util.logging.Logger.getLogger(\"\"); }",
                "static void f() { Locale.setDefault(Locale.ROOT); }",
                "static void f() { TimeZone.setDefault(null); }",
                "static Object f() { return ResourceBundle.getBundle(\"x\"); }",
                "static Object f() { return javax.tools.ToolProvider.getSystemJavaCompiler(); }",
                "static Object f() { return sun.misc.Unsafe.class; }",
                "volatile int x; static Object f() { return java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(Answer.class, \"x\"); }",
                "static native void f();",
            })
    @DisplayName("refuses what reaches out of the answer:")
    void refuses(String member) {
        assertTrue(!inspect(member).isEmpty(), member);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a static method by the name of a subclass | static class T extends Thread {} static Object f() { return T.getAllStackTraces(); } | Thread.getAllStackTraces
                    two levels down | static class T extends Thread {} static class U extends T {} static Object f() { return U.enumerate(new Thread[9]); } | Thread.enumerate
                    without a qualifier | static class T extends Thread { Object f() { return getContextClassLoader(); } } | Thread.getContextClassLoader
                    a subclass of the JDK | static Object f(ForkJoinWorkerThread t) { return t.getContextClassLoader(); } | Thread.getContextClassLoader
                    a covariant promise | interface I { Object getContextClassLoader(); } static class T extends Thread implements I {} | Thread.getContextClassLoader
                    a method reference | static Supplier<Object> f() { return Thread::getAllStackTraces; } | Thread.getAllStackTraces
                    a bound method reference | static Function<String, Object> f() { Runtime r = Runtime.getRuntime(); return c -> { try { return r.exec(c); } catch (IOException e) { return e; } }; } | Runtime.exec
                    a reference to a constructor | static Function<String, Object> f() { return ProcessBuilder::new; } | java.lang.ProcessBuilder
                    unicode escapes | static Object f() { return Thread.\\u0067etAllStackTraces(); } | Thread.getAllStackTraces
                    an anonymous class | static Object f() { return new ClassLoader() {}; } | java.lang.ClassLoader
                    a local class | static void f() { class Local { Object g() { return System.getenv(); } } new Local().g(); } | System.getenv
                    a nested class's initializer | static class N { static final Object X = System.getProperties(); } | System.getProperties
                    a type argument that is used | static Object f(List<ClassLoader> l) { return l.getFirst().getParent(); } | java.lang.ClassLoader
                    a bound of a type parameter | static <T extends ClassLoader> void f(T t) {} | java.lang.ClassLoader
                    a field | static ProcessHandle f; | java.lang.ProcessHandle
                    a component of a record | record R(StackWalker walker) {} | java.lang.StackWalker
                    an array | static Object f() { return new ClassLoader[1][2]; } | java.lang.ClassLoader
                    a constant | static final Class<?> F = ClassLoader.class; | java.lang.ClassLoader
                    a cast | static Object f(Object o) { return (File) o; } | java.io.File
                    a test of a type | static boolean f(Object o) { return o instanceof ClassLoader; } | java.lang.ClassLoader
                    a caught exception | static void f() { try { Thread.yield(); } catch (java.util.zip.ZipError e) { } } | java.util.zip.ZipError
                    a declared exception | static void f() throws java.util.zip.ZipException { } | java.util.zip.ZipException
                    a case of a switch | static int f(Object o) { return switch (o) { case File file -> 1; default -> 0; }; } | java.io.File
                    an annotation's value | @interface A { Class<?> value(); } @A(ClassLoader.class) static void f() { } | java.lang.ClassLoader
                    an annotation on a type | static @A(ClassLoader.class) String f; @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface A { Class<?> value(); } | java.lang.ClassLoader
                    a supertype | static class L extends ClassLoader {} | java.lang.ClassLoader
                    an interface of the JDK | interface I extends Externalizable {} | java.io.Externalizable
                    """)
    @DisplayName("is not led astray by")
    void seesThrough(String trick, String member, String said) {
        var refusals = inspect(member);

        assertTrue(
                said == null
                        || refusals.stream()
                                .anyMatch(refusal -> refusal.message().contains(said + " is not")),
                () -> trick + ": " + refusals);
    }

    @Test
    @DisplayName("lets an answer have methods of its own by any name")
    void ownNamesAreFree() {
        assertEquals(
                List.of(),
                inspect(
                        """
                        static class Runtime { void exec(String what) {} }
                        static class Worker extends Thread { static int enumerate(String what) { return 1; } }
                        static void f() { new Runtime().exec("x"); Worker.enumerate("x"); }
                        """));
    }

    @Test
    @DisplayName("names the line, once, and says why")
    void namesTheLine() {
        var refusals =
                inspect(
                        """
                        static Object f() {
                                return Thread.getAllStackTraces();
                            }
                            static Object again() {
                                return Thread.getAllStackTraces();
                            }
                        """);

        assertEquals(1, refusals.size(), refusals::toString);
        assertEquals(12, refusals.getFirst().line());
        assertEquals(
                "Thread.getAllStackTraces is not among what an answer may use",
                refusals.getFirst().message());
        assertTrue(refusals.getFirst().help().contains("Keep them in a list"));
    }

    @Test
    @DisplayName("allows what the exercise uses as it was given, and no more of it")
    void allowsWhatTheStubUses() {
        var stub =
                compile(
                        "Answer",
                        ANSWER.formatted("static File f(File f) { return f.getParentFile(); }"));
        var policy = new Policy("p00", stub, Set.of(), List.of());

        assertEquals(
                List.of(),
                policy.inspect(
                        compile(
                                "Answer",
                                ANSWER.formatted(
                                        "static File f(File f) { return f.getParentFile().getParentFile(); }"))));
        assertEquals(
                List.of("File.delete is not among what an answer may use"),
                policy
                        .inspect(
                                compile(
                                        "Answer",
                                        ANSWER.formatted(
                                                "static Object f(File f) { return f.delete(); }")))
                        .stream()
                        .map(Refusal::message)
                        .toList());
    }

    @Test
    @DisplayName("allows what the check's @Allows says, even against a refusal of the book")
    void allowsWhatTheCheckSays() {
        var check =
                CheckClass.parse(
                        "ATest",
                        """
                        @Allows({"java.lang.invoke.**", "java.io.File: exists"})
                        class ATest { @DisplayName("it holds") void holds() {} }
                        """);
        var policy = new Policy("p00", Map.of(), Set.of(), check.allowed());

        assertEquals(
                List.of("File.delete is not among what an answer may use"),
                policy
                        .inspect(
                                compile(
                                        "Answer",
                                        ANSWER.formatted(
                                                """
                                                static Object f(File f) throws Throwable {
                                                    java.lang.invoke.VarHandle.fullFence();
                                                    return f.exists() && f.delete() ? 1 : java.lang.invoke.MethodHandles.lookup();
                                                }
                                                """)))
                        .stream()
                        .map(Refusal::message)
                        .toList());
    }

    @Test
    @DisplayName("refuses types outside of the exercise's package, and names of the check")
    void refusesForeignNames() {
        var policy = new Policy("p01", Map.of(), Set.of("p01.Taken"), List.of());

        assertTrue(
                policy.inspect(compile("Answer", ANSWER.formatted("")))
                        .getFirst()
                        .message()
                        .contains("p00.Answer is outside of the package p01"));
        assertTrue(
                policy.inspect(compile("Answer", "package p01; class Taken {}"))
                        .getFirst()
                        .message()
                        .contains("p01.Taken belongs to the check"));
    }

    private static List<Refusal> inspect(String members) {
        return new Policy("p00", Map.of(), Set.of(), List.of())
                .inspect(compile("Answer", ANSWER.formatted(members)));
    }

    private static Map<String, byte[]> compile(String name, String source) {
        var compilation = COMPILER.compile(name, source, Map.of(), false);
        assertTrue(compilation.succeeded(), () -> compilation.errors() + source);
        return compilation.classes();
    }
}
