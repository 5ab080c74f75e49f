package p00_quick_start;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            // get() waits, and brings back the failure as well as the result.
            return executor.submit(greeting::get).get();
        }
    }

    private HelloLater() {}
}
