// rejected by: ownVirtualThread
// misconception: "supplyAsync is create_task": without an executor it uses the common pool, whose
// threads are platform threads
// why: the usual pools make threads of the operating system
package p00_quick_start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

public final class HelloLater {

    public static String greetFrom(Supplier<String> greeting)
            throws InterruptedException, ExecutionException {
        return CompletableFuture.supplyAsync(greeting).get();
    }

    private HelloLater() {}
}
