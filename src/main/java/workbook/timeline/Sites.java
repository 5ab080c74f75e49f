package workbook.timeline;

import java.util.IdentityHashMap;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/// The sites of a recording. It shares equal stack traces, so each is read once.
final class Sites {
    private final IdentityHashMap<RecordedStackTrace, Site> read = new IdentityHashMap<>();

    Site of(RecordedStackTrace trace) {
        return trace == null ? Site.NOWHERE : read.computeIfAbsent(trace, Sites::read);
    }

    private static Site read(RecordedStackTrace trace) {
        return Site.of(
                trace.getFrames().stream()
                        .filter(frame -> frame.isJavaFrame() && !frame.getMethod().isHidden())
                        .map(Sites::frame)
                        .filter(frame -> !frame.type().contains("$$Lambda"))
                        .toList());
    }

    private static Frame frame(RecordedFrame frame) {
        var method = frame.getMethod();
        return new Frame(method.getType().getName(), method.getName(), frame.getLineNumber());
    }
}
