package workbook.testkit.explorer.hooks;

import workbook.testkit.explorer.code.Site;
import workbook.testkit.explorer.memory.Location;
import workbook.testkit.explorer.run.Run;
import workbook.testkit.explorer.trace.Names;
import workbook.testkit.explorer.trace.Trace;

/// What the instrumented program calls with the values that it read and is about to write, for the
/// reader of a schedule. Only the run that is shown listens.
///
/// Public because the program calls it from another class loader. Not for use by hand.
public final class ValueHooks {
    private ValueHooks() {}

    public static void value(int value, int id) {
        if (isShown(id)) {
            show(value, id);
        }
    }

    public static void value(long value, int id) {
        if (isShown(id)) {
            show(value, id);
        }
    }

    public static void value(boolean value, int id) {
        if (isShown(id)) {
            show(value, id);
        }
    }

    public static void value(char value, int id) {
        if (isShown(id)) {
            show(value, id);
        }
    }

    public static void value(float value, int id) {
        value((double) value, id);
    }

    public static void value(double value, int id) {
        if (isShown(id)) {
            show(value, id);
        }
    }

    public static void value(Object value, int id) {
        if (isShown(id)) {
            show(value, id);
        }
    }

    /// A local variable got its first value: its name is what a reader calls the object.
    public static void named(Object value, String name, int id) {
        Run run = Run.controlling(id);
        if (run != null && run.trace() != null) {
            run.trace().names().suggest(value, name);
        }
    }

    private static boolean isShown(int id) {
        Run run = Run.controlling(id);
        return run != null && run.shows(Site.of(id)) && run.me().reached() != null;
    }

    private static void show(Object value, int id) {
        Run run = Run.controlling(id);
        Site site = Site.of(id);
        Location location = run.me().reached();
        boolean writes = site.kind().writes();
        Names names = run.trace().names();
        String shown =
                names.of(value); // before its owner's: names are numbered as they are asked for
        String text = (writes ? "writes " : "reads ") + names.of(location) + " = " + shown;
        Trace.Effect effect = writes ? Trace.Effect.CHANGES : Trace.Effect.SEES;
        run.trace().add(run.me().name, text, site, location, effect);
    }
}
