package workbook.testkit.explorer.code;

import java.util.Arrays;

/// One instruction of the explored program that may matter to another thread, and where it stands
/// in the source.
///
/// @param owner the internal name of the class whose member is accessed, empty for arrays and
///   monitors
public record Site(
        int id, Kind kind, String owner, String name, String method, String file, int line) {

    public enum Kind {
        READ,
        WRITE,
        VOLATILE_READ,
        VOLATILE_WRITE,
        MONITOR,
        CALL,
        SUPER_CALL;

        public boolean writes() {
            return this == WRITE || this == VOLATILE_WRITE;
        }
    }

    private static volatile Site[] all = new Site[256];
    private static int count;

    /// Gives an instruction its number, the next that is free in this JVM.
    public static synchronized Site register(
            Kind kind, String owner, String name, String method, String file, int line) {
        if (count == all.length) {
            all = Arrays.copyOf(all, count * 2);
        }
        var site = new Site(count, kind, owner, name, method, file, line);
        all[count++] = site;
        return site;
    }

    /// The instrumented code knows its sites by number: an integer constant is all that a hook call
    /// costs.
    public static Site of(int id) {
        return all[id];
    }

    /// For example `Hits.java:12`.
    public String location() {
        return file + ":" + line;
    }

    public String simpleOwner() {
        return owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
    }
}
