// What single steps cost inside one warm JVM: a lock, a permit, a task, a hand-over. By JMH.
// Run it by: ./workbook bench jmh [-- Locks]
//
// An argument is a regular expression for the benchmarks to run; without one all run, and the
// table is also written to bench/results/jmh.txt.

import measuring.Jdk;
import measuring.Maven;

static final Path ROOT = Path.of(System.getProperty("workbook.root"));
static final Path HERE = ROOT.resolve("bench").resolve("jmh");

/// The same for all: the average time in nanoseconds, in two JVMs, each with two seconds to warm up
/// and three that count.
static final List<String> HOW = List.of("-bm avgt -tu ns -f 2 -wi 2 -w 1 -i 3 -r 1".split(" "));

void main(String[] arguments) throws Exception {
    String libraries = Maven.classPath(HERE.resolve("pom.xml"));
    // JMH writes the loop around each benchmark when it is compiled.
    Path classes = Jdk.compile(HERE, "-proc:full", "-cp", libraries);

    var command =
            new ArrayList<>(
                    List.of(
                            Jdk.tool("java"),
                            "-cp",
                            classes + File.pathSeparator + libraries,
                            "org.openjdk.jmh.Main",
                            "-prof",
                            "gc"));
    command.addAll(HOW);
    Path table = ROOT.resolve("bench").resolve("results").resolve("jmh.txt");
    if (arguments.length == 0) {
        Files.createDirectories(table.getParent());
        command.addAll(List.of("-rf", "text", "-rff", table.toString()));
    }
    command.addAll(List.of(arguments));
    System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
}
