package workbook.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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

    /// What Perfetto's importer of JSON asks of each phase.
    @Test
    @DisplayName("Perfetto can read it: every event has what its phase needs")
    void perfetto() {
        var trace = Trace.write(Examples.ofAllSizes());
        var lanes = Examples.ofAllSizes().stream().mapToInt(each -> each.lanes().size()).sum();
        var threads = new HashSet<Integer>();
        var processes = new HashSet<Integer>();
        var arrows = new HashMap<Integer, List<String>>();
        for (var event : JsonMapper.shared().readTree(trace).path("traceEvents")) {
            var phase = event.path("ph").asString();
            assertTrue(event.path("pid").isInt() && event.path("tid").isInt(), event::toString);
            assertTrue(!event.path("name").asString().isEmpty(), event::toString);
            processes.add(event.path("pid").asInt());
            threads.add(event.path("tid").asInt());
            switch (phase) {
                case "M" -> assertEquals(1, event.path("args").size(), event::toString);
                case "X" ->
                        assertTrue(isTime(event, "ts") && isTime(event, "dur"), event::toString);
                case "i" -> assertTrue(isTime(event, "ts") && event.has("s"), event::toString);
                case "s", "f" -> {
                    assertTrue(isTime(event, "ts"), event::toString);
                    arrows.computeIfAbsent(event.path("id").asInt(), _ -> new ArrayList<>())
                            .add(phase);
                }
                default -> fail("no such phase: " + event);
            }
        }
        assertEquals(Examples.ofAllSizes().size(), processes.size());
        // a thread with the number of its process would be taken for the main thread
        assertEquals(lanes + processes.size(), threads.size());
        assertEquals(lanes - processes.size(), arrows.size());
        assertTrue(arrows.values().stream().allMatch(List.of("s", "f")::equals));
    }

    private static boolean isTime(JsonNode event, String name) {
        return event.path(name).isNumber() && event.path(name).asDouble() >= 0;
    }
}
