package workbook.check;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/// A source file in memory.
final class SourceText extends SimpleJavaFileObject {

    private final String text;

    SourceText(String className, String text) {
        super(URI.create("memory:///" + className + ".java"), Kind.SOURCE);
        this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
