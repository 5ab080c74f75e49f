/// Three tasks, and a line of what they gave: measured from outside, from the start to the end.
void main() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var ada = executor.submit(() -> greeting("Ada"));
        var grace = executor.submit(() -> greeting("Grace"));
        var alan = executor.submit(() -> greeting("Alan"));
        IO.println(ada.get() + " " + grace.get() + " " + alan.get());
    }
}

static String greeting(String name) {
    return "Hello, " + name + "!";
}
