package workbook.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The part of a long exercise that a check belongs to. A report groups the checks by it, and says
/// how many points each stage has earned.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Stage {

    /// @return what the stage is about: `2 · bounded`; stages are shown in the order of the source
    String value();
}
