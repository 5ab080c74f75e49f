package workbook.testkit.explorer.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import workbook.testkit.explorer.report.Explanation;

/// A program that must be reported, as this kind of defect.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Wrong {
    Explanation.Kind value();

    boolean slowTime() default false;

    /// The bound in delays, or -1 for the automatic one.
    int delays() default -1;
}
