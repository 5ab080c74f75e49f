package workbook.testkit.explorer;

import java.lang.reflect.Method;
import java.nio.file.*;
import java.util.*;
import workbook.testkit.explorer.corpus.*;

public class GoldenDump {
    public static void main(String[] a) throws Exception {
        var out = new ArrayList<String>();
        for (Class<?> type : Corpus.classes()) {
            Method[] ms = type.getDeclaredMethods();
            Arrays.sort(ms, Comparator.comparing(Method::getName));
            for (Method m : ms) {
                Wrong w = m.getAnnotation(Wrong.class);
                Right r = m.getAnnotation(Right.class);
                if (w == null && r == null) continue;
                Settings s = Settings.standard();
                int d = w != null ? w.delays() : r.delays();
                boolean slow = w != null ? w.slowTime() : r.slowTime();
                if (d >= 0) s = s.with(new Bound.Delays(d));
                if (slow) s = s.withSlowTime();
                out.add("=== " + type.getSimpleName() + "." + m.getName());
                try {
                    out.add(Explorer.explore(s, type, m.getName()).text());
                } catch (ScheduleFailure f) {
                    out.add(f.getMessage());
                    f.steps().forEach(x -> out.add(x.toString()));
                    out.add(f.kind() + " " + f.replayId() + " " + f.getCause());
                }
            }
        }
        Files.write(Path.of(a[0]), out);
    }
}
