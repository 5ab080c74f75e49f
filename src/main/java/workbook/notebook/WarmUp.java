package workbook.notebook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import workbook.timeline.Timeline;

/// Makes timelines ready while the learner still reads, so that the first one does not take a
/// second.
///
/// Public only because JJava finds it by the service file of [Extension], as [ExerciseMagic]. In
/// the original IJava the first timeline pays for itself.
public final class WarmUp implements Extension {

    /// So long the first cell, which some run at once, has the machine for itself.
    private static final long SECONDS = 3;

    /// Returns at once: the work is done later, by a thread in the background.
    @Override
    public void install(BaseKernel kernel) {
        CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(Timeline::warmUp);
    }
}
