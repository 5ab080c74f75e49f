package workbook.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What to try when this check fails, from a nudge to almost the answer.
///
/// The first hint is a part of the report of a failed check; `./workbook hint` shows the others one
/// by one.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Hint {

    /// @return the hints, the gentlest first; at least one
    String[] value();
}
