package workbook.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The service answers by its condition and by nothing else, and remembers what it saw.
class RemoteServiceTest {

    @Test
    void theGateOpensWhenEnoughCallsAreInFlight() throws Exception {
        var service = RemoteService.answeringOnceInFlight(3);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = executor.invokeAll(service.calls(3));
            assertEquals(2, answers.getLast().get());
        }
        assertEquals(3, service.peakInFlight());
        assertEquals(Set.of(), service.interrupted());
    }

    @Test
    void oneCallAfterTheOtherNeverOpensTheGate() {
        var service = RemoteService.answeringOnceInFlight(2);
        assertThrows(Unmet.class, () -> service.answer(0));
        assertEquals(
                "1 call in flight at most", assertThrows(Unmet.class, service::verify).observed());
    }

    @Test
    void anInterruptEndsACallAndIsRemembered() throws Exception {
        var service = RemoteService.answeringOnceInFlight(2);
        try (var caller = Caller.start("answer(0)", () -> service.answer(0))) {
            caller.expectWaiting("the call waits for a second one", "it was answered at once");
            caller.interrupt();
            var end = caller.expectEnd("an interrupt ends the call", "it went on waiting");
            var threw = assertInstanceOf(Caller.End.Threw.class, end);
            assertInstanceOf(InterruptedException.class, threw.failure());
        }
        assertEquals(Set.of(0), service.interrupted());
    }
}
