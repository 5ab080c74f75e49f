package workbook.testkit.explorer.memory;

import java.util.ArrayList;
import java.util.List;
import workbook.testkit.explorer.code.Site;

/// A field of an object, a static field, an element of an array, or the whole of a JDK object, and
/// who has touched it in this run.
public final class Location {
    /// The owner of every static field.
    static final Object STATICS = new Object();

    /// The key of an object as a whole.
    public static final String WHOLE = "";

    private static final int NOBODY = -1;

    private final Object owner;
    private final Object key;
    private final List<Site> sites = new ArrayList<>(2);
    private int first = NOBODY;
    private boolean bySeveral;
    private boolean written;

    Location(Object owner, Object key) {
        this.owner = owner;
        this.key = key;
    }

    public Object owner() {
        return owner;
    }

    /// A field's name, an element's index, or [#WHOLE]; of a static field, its class and name.
    public Object key() {
        return key;
    }

    public boolean isStatic() {
        return owner == STATICS;
    }

    /// A JDK object of which only the whole is known, not a field or an element.
    public boolean isWhole() {
        return key.equals(WHOLE);
    }

    public boolean isField() {
        return key instanceof String && !isWhole();
    }

    /// Notes the access; from the second thread on, the sites that touch the location are
    /// scheduling points.
    void touch(int thread, Site site, boolean writes, SharedSites shared) {
        if (first == NOBODY) {
            first = thread;
        } else if (first != thread) {
            bySeveral = true;
        }
        written |= writes;
        if (!sites.contains(site)) {
            sites.add(site);
        } else if (shared.contains(site)) {
            return;
        }
        if (bySeveral && written) {
            sites.forEach(shared::add);
        }
    }
}
