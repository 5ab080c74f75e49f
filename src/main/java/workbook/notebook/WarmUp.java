package workbook.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import workbook.timeline.Timeline;

/// Makes timelines ready while the learner still reads, so that the first one does not take a
/// second.
///
/// Public only because JJava finds it by the service file of [Extension], as [ExerciseMagic]. In
/// the original IJava the first timeline pays for itself.
public final class WarmUp implements Extension {

    /// Returns at once: the work is done by a thread in the background.
    @Override
    public void install(BaseKernel kernel) {
        Timeline.warmUp();
    }
}
