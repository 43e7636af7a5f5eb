// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which MAC frames from an address bore, hour by hour: who holds an address that nobody leases.
 *
 * <p>The hour of the question decides, and where nothing was seen in it the hour before. Two MACs
 * in that hour are a conflict and say nothing. Nor does a MAC that routes: one that frames from
 * outside bear, that speaks for two networks (/24, /64 but the link-local one) or for more than
 * {@value #MAX_ADDRESSES} addresses. All of it is derived when asked; a question looks at some ten
 * rows, however many there are.
 */
final class Sightings {
    /** A host speaks IPv4, link-local IPv6 and IPv6, of which privacy extensions keep several. */
    static final int MAX_ADDRESSES = 8;

    private static final String LINK_LOCAL = "fe80:";

    private static final TreeSet<Binding> NONE = WeakRows.none();

    private final long holdMillis;
    private final WeakRows seen = new WeakRows(Binding.Kind.SEEN);
    private final WeakRows routers = new WeakRows(Binding.Kind.ROUTER);

    Sightings(long holdMillis) {
        this.holdMillis = holdMillis;
    }

    WeakRows seen() {
        return seen;
    }

    WeakRows routers() {
        return routers;
    }

    /**
     * The one MAC that the address had, or null.
     *
     * @param since when somebody gave the address back: who was seen in an hour that began before
     *     may be the one who did
     */
    @Nullable Binding holder(String site, String address, long when, long writeTime, long since) {
        NavigableMap<Long, TreeSet<Binding>> rows = seen.at(site, address);
        if (rows.isEmpty()) {
            return null;
        }
        long known = writeTime - holdMillis;
        long hour = hour(when);
        for (long slot = hour; slot >= hour - 1; slot--) {
            Binding only = null;
            for (Binding row : inSlot(rows, slot)) {
                if (row.writeTime() > known) {
                    break;
                }
                if (only != null) {
                    return null;
                }
                only = row;
            }
            if (only != null) {
                boolean speaks = only.from() >= since && !seen.full(slot, slot, known);
                return speaks && !routes(only, hour, known) ? only : null;
            }
        }
        return null;
    }

    private boolean routes(Binding holder, long hour, long known) {
        String mac = holder.holder();
        NavigableMap<Long, TreeSet<Binding>> outside = routers.at(holder.site(), mac);
        NavigableMap<Long, TreeSet<Binding>> inside = seen.of(holder.site(), mac);
        Set<String> addresses = new HashSet<>();
        String network4 = "";
        String network6 = "";
        for (long slot = hour; slot >= hour - 1; slot--) {
            TreeSet<Binding> out = inSlot(outside, slot);
            if (!out.isEmpty() && out.first().writeTime() <= known) {
                return true;
            }
            for (Binding row : inSlot(inside, slot)) {
                if (row.writeTime() > known) {
                    break;
                }
                String address = row.address();
                if (!addresses.add(address) || address.startsWith(LINK_LOCAL)) {
                    continue;
                }
                String network = Resolver.segment(address);
                boolean v6 = address.indexOf(':') >= 0;
                String before = v6 ? network6 : network4;
                if (!before.isEmpty() && !before.equals(network)) {
                    return true;
                }
                network6 = v6 ? network : network6;
                network4 = v6 ? network4 : network;
            }
            if (addresses.size() > MAX_ADDRESSES) {
                return true;
            }
        }
        return false;
    }

    private static TreeSet<Binding> inSlot(NavigableMap<Long, TreeSet<Binding>> rows, long slot) {
        return rows.getOrDefault(slot, NONE);
    }

    private static long hour(long when) {
        return Math.floorDiv(when, Binding.Kind.SEEN.slotMillis());
    }
}
