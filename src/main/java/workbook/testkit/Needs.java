package workbook.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What must hold before a check can say anything of its own. While one of these checks fails, this
/// one is not run: it is *not reached*, not a second failure of the same mistake.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    /// @return names of check methods of the same class that stand before this one
    String[] value();
}
