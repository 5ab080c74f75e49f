package workbook.testkit.explorer.corpus;

import java.util.ArrayList;
import java.util.List;

/// Runs tasks on threads of their own and waits for all of them.
final class Together {
    interface Task {
        void run() throws Exception;
    }

    private Together() {}

    static void run(Task... tasks) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Task task : tasks) {
            threads.add(start(task));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static Thread start(Task task) {
        return Thread.startVirtualThread(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
