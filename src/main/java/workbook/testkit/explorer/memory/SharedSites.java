package workbook.testkit.explorer.memory;

import java.util.BitSet;
import workbook.testkit.explorer.code.Site;

/// The sites at which several threads met on one location in some run of this exploration, at least
/// one of them writing.
///
/// Only there does it matter who goes first, so only there does the search try every order. The set
/// grows while the program is explored; whenever it has grown, the search begins again.
public final class SharedSites {
    private final BitSet ids = new BitSet();
    private boolean grown;

    public boolean contains(Site site) {
        return ids.get(site.id());
    }

    void add(Site site) {
        if (!ids.get(site.id())) {
            ids.set(site.id());
            grown = true;
        }
    }

    /// Whether the set has grown since this was last asked.
    public boolean takeGrowth() {
        boolean had = grown;
        grown = false;
        return had;
    }
}
