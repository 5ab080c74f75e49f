package workbook.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.testkit.explorer.ScheduleExtension;

/// A check that runs under every schedule within a bound, on virtual time, and fails with the
/// shortest schedule that breaks it.
///
/// Each schedule gets a new instance of the check class. The method has no parameters and returns
/// nothing. Without an element, the bound is two preemptions for up to four threads and two delays
/// for more.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(ScheduleExtension.class)
public @interface AllSchedules {
    /// Every schedule in which at most so many times a thread is stopped that could go on.
    int preemptions() default UNSET;

    /// Every schedule with at most so many departures from running the threads in turn.
    int delays() default UNSET;

    /// So many schedules, drawn at random by [#seed].
    int samples() default UNSET;

    long seed() default 42;

    /// Threads may be slower than any sleep: finds sleeping used as waiting.
    boolean slowTime() default false;

    /// Only the end of the body is judged: a thread that it leaves behind, a race or an exception
    /// beside it is none of this check's business. For checks of *tests*, which meet wrong programs
    /// on purpose.
    boolean bodyOnly() default false;

    /// The search ends after so many schedules, and its verdict says so.
    int maxSchedules() default 20_000;

    int UNSET = -1;
}
