package workbook.gradebook;

import java.nio.file.Path;

public final class ExampleMain {
    public static void main(String[] a) throws Exception {
        var e = a.length > 1 ? ExampleClass.of(Integer.parseInt(a[1])) : ExampleClass.twelve();
        long t = System.nanoTime();
        Views.write(e, e.book(), Path.of(a[0]));
        System.out.println((System.nanoTime() - t) / 1000000 + " ms");
    }
}
