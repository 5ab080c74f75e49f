package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TraceTest {
    @Test
    @DisplayName("a trace has each lane's name, each interval in microseconds and each mark")
    void trace() {
        var timeline = Examples.everything();
        var events = JsonMapper.shared().readTree(timeline.trace()).path("traceEvents");
        var names =
                events.valueStream()
                        .filter(event -> event.path("name").asString().equals("thread_name"));
        assertEquals(timeline.lanes().size(), names.count());
        var read =
                events.valueStream()
                        .filter(event -> event.path("name").asString().equals("Socket.read"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("X", read.path("ph").asString());
        assertEquals(20_000, read.path("ts").asDouble());
        assertEquals(70_000, read.path("dur").asDouble());
        assertEquals("fetch, line 12", read.at("/args/place").asString());
        assertTrue(events.valueStream().anyMatch(event -> event.path("ph").asString().equals("i")));
    }
}
