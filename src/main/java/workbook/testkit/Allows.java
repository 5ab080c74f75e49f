package workbook.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What answers to this exercise may use beside what every answer may, as `allowed.txt` of
/// `workbook.policy` writes it: `java.net.http.*`, or `java.nio.file.Files: readString`. What the
/// exercise uses as it was given needs no mention.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allows {

    /// @return rules; they are stronger than any that the book refuses
    String[] value();
}
