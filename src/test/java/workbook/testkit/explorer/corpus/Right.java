package workbook.testkit.explorer.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A program that must pass, and not because the search was cut short.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Right {
    boolean slowTime() default false;

    /// The bound in delays, or -1 for the automatic one.
    int delays() default -1;
}
