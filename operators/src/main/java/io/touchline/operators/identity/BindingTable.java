// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The temporal table of who held which address. Rows are a set; what is valid is derived when
 * asked, from the rows in effect at the asker's write time, so the order in which rows came does
 * not matter. Not thread-safe.
 */
final class BindingTable {
    /** More accounts than this on one address at one time: shared, it speaks for nobody. */
    static final int MAX_ACCOUNTS = 3;

    /**
     * More changes than this from one account to another, all still logged on: they take turns
     * behind it, as at a gateway, and it speaks for nobody either. Two people at one desk, each
     * coming back once, make three.
     */
    static final int MAX_TURNS = 3;

    private static final Comparator<Binding> ORDER =
            Comparator.comparingLong(Binding::from)
                    .thenComparingLong(Binding::writeTime)
                    .thenComparing(Binding::kind)
                    .thenComparing(Binding::holder)
                    .thenComparingLong(Binding::to)
                    .thenComparing(Binding::name, Comparator.nullsFirst(String::compareTo));

    private static final TreeSet<Binding> NONE = new TreeSet<>(ORDER);

    private final long holdMillis;
    private final Map<String, TreeSet<Binding>> byAddress = new HashMap<>();
    private final Map<String, TreeSet<Binding>> byName = new HashMap<>();
    private final Sightings sightings;
    private final WeakRows signIns = new WeakRows(Binding.Kind.SIGN_IN);
    private final NamePlates plates;
    private long longestLogon;

    BindingTable(long holdMillis) {
        this.holdMillis = holdMillis;
        this.sightings = new Sightings(holdMillis);
        this.plates = new NamePlates(holdMillis);
    }

    void add(Binding binding) {
        switch (binding.kind()) {
            case DEVICE, RELEASE, ACCOUNT, NAME -> addStrong(binding);
            case SIGN_IN -> signIns.add(binding);
            case SEEN -> sightings.seen().add(binding);
            case ROUTER -> sightings.routers().add(binding);
            case VENDOR -> plates.vendors().add(binding);
            case MODEL -> plates.models().add(binding);
        }
    }

    private void addStrong(Binding binding) {
        if (binding.kind() == Binding.Kind.ACCOUNT) {
            longestLogon = Math.max(longestLogon, binding.to() - binding.from());
        }
        byAddress
                .computeIfAbsent(key(binding.site(), binding.address()), k -> new TreeSet<>(ORDER))
                .add(binding);
        String name = binding.kind() == Binding.Kind.NAME ? binding.holder() : binding.name();
        boolean visitor = Resolver.isRandomised(binding.holder()); // may call itself anything
        boolean names =
                binding.kind() == Binding.Kind.NAME || binding.kind() == Binding.Kind.DEVICE;
        if (name != null && names && !visitor) {
            byName.computeIfAbsent(key(binding.site(), label(name)), k -> new TreeSet<>(ORDER))
                    .add(binding);
        }
    }

    /**
     * The one row that says which machine bore the name then; null when none does, or two say
     * different things: a machine that borrows a name must not get what the other one did.
     */
    @Nullable Binding named(String site, String name, long when, long writeTime) {
        Binding only = null;
        String bearer = "";
        for (Binding row : byName.getOrDefault(key(site, label(name)), NONE)) {
            boolean counts =
                    row.from() <= when
                            && when < row.to()
                            && row.writeTime() + holdMillis <= writeTime;
            boolean again =
                    only != null
                            && only.kind() == Binding.Kind.NAME
                            && row.kind() == Binding.Kind.NAME
                            && only.address().equals(row.address());
            if (!counts || again) {
                continue; // a busy server tells its name a thousand times
            }
            String another = bearer(row, when, writeTime);
            if (only != null && !bearer.equals(another)) {
                return null;
            }
            only = row;
            bearer = another;
        }
        return only;
    }

    /** Whoever held the address that is said to bear the name. */
    private String bearer(Binding row, long when, long writeTime) {
        if (row.kind() != Binding.Kind.NAME) {
            return row.holder();
        }
        Binding lease = device(row.site(), row.address(), when, writeTime);
        return lease == null ? row.address() : lease.holder();
    }

    /** The first label in lower case: logs give a machine's name with and without its domain. */
    private static String label(String name) {
        int dot = name.indexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).toLowerCase(Locale.ROOT);
    }

    /**
     * The device that held the address, or null where none is known to have held it then. Who
     * leases it goes before whose frames were seen there.
     */
    @Nullable Binding device(String site, String address, long when, long writeTime) {
        TreeSet<Binding> rows = byAddress.getOrDefault(key(site, address), NONE);
        long since = Long.MIN_VALUE;
        // rows are sorted by their start: the last one in effect that began before `when` decides
        for (Binding row : rows.descendingSet()) {
            boolean counts = row.from() <= when && row.writeTime() + holdMillis <= writeTime;
            boolean holds = row.kind() == Binding.Kind.DEVICE || row.kind() == Binding.Kind.RELEASE;
            if (counts && holds) {
                if (row.kind() == Binding.Kind.DEVICE && when < row.to()) {
                    return row;
                }
                since = row.kind() == Binding.Kind.DEVICE ? row.to() : row.from();
                break;
            }
        }
        return sightings.holder(site, address, when, writeTime, since);
    }

    /** Whether anybody signed in from anywhere: else no outside address need be asked for. */
    boolean knowsSignIns() {
        return !signIns.isEmpty();
    }

    /** What the controller at the address calls itself, or null. */
    @Nullable String plate(String site, String address, long when, long writeTime) {
        return plates.name(site, address, when, writeTime);
    }

    /**
     * The accounts logged on there, sorted; none where the address is shared: more than {@link
     * #MAX_ACCOUNTS} at once, or more than {@link #MAX_TURNS} changes between those logged on.
     */
    List<String> accounts(String site, String address, long when, long writeTime) {
        TreeSet<Binding> rows = byAddress.getOrDefault(key(site, address), NONE);
        TreeSet<String> accounts = signedIn(site, address, when, writeTime);
        if (accounts == null || (rows.isEmpty() && accounts.isEmpty())) {
            return List.of();
        }
        String last = "";
        int turns = -1;
        // from the last one back: what is shared shows at once, and what ended is not looked at
        for (Binding row : rows.descendingSet()) {
            if (row.from() < when - longestLogon) {
                break;
            }
            if (row.kind() == Binding.Kind.ACCOUNT
                    && row.from() <= when
                    && when < row.to()
                    && row.writeTime() + holdMillis <= writeTime) {
                accounts.add(row.holder());
                turns += row.holder().equals(last) ? 0 : 1;
                last = row.holder();
                if (accounts.size() > MAX_ACCOUNTS || turns > MAX_TURNS) {
                    return List.of();
                }
            }
        }
        return accounts.size() > MAX_ACCOUNTS ? List.of() : List.copyOf(accounts);
    }

    /**
     * Who signed in from the address, within the idle time before {@code when}; null where it is
     * shared, or may be: a slot that is full lacks whoever would show it.
     */
    private @Nullable TreeSet<String> signedIn(
            String site, String address, long when, long writeTime) {
        TreeSet<String> accounts = new TreeSet<>();
        NavigableMap<Long, TreeSet<Binding>> slots = signIns.at(site, address);
        if (slots.isEmpty()) {
            return accounts;
        }
        long known = writeTime - holdMillis;
        long length = Binding.Kind.SIGN_IN.slotMillis();
        long first = Math.floorDiv(when - signIns.longestMillis(), length);
        long last = Math.floorDiv(when, length);
        for (TreeSet<Binding> slot : slots.subMap(first, true, last, true).values()) {
            int inEffect = 0;
            for (Binding row : slot) {
                if (row.writeTime() > known) {
                    break;
                }
                inEffect++;
                if (row.from() <= when && when < row.to()) {
                    accounts.add(row.holder());
                }
            }
            if (accounts.size() > MAX_ACCOUNTS || inEffect == WeakRows.PER_ADDRESS) {
                return null;
            }
        }
        return signIns.full(first, last, known) ? null : accounts;
    }

    /**
     * Forgets what ended before {@code horizon}: no record that old is accepted any more. A row
     * that cut an older one short stays while that one would still hold without it, and one that
     * was cut short as long as frames of its holder might be taken for the next one's.
     */
    void expire(long horizon) {
        long seen = 2 * Binding.Kind.SEEN.slotMillis();
        for (TreeSet<Binding> rows : byAddress.values()) {
            boolean earlierHolds = false;
            for (var row = rows.iterator(); row.hasNext(); ) {
                Binding next = row.next();
                boolean cutsNobody =
                        next.kind() == Binding.Kind.ACCOUNT || next.kind() == Binding.Kind.NAME;
                boolean ended = next.to() < (cutsNobody ? horizon : horizon - seen);
                if (ended && (cutsNobody || !earlierHolds)) {
                    row.remove();
                }
                earlierHolds |= !ended && next.kind() == Binding.Kind.DEVICE;
            }
        }
        byAddress.values().removeIf(TreeSet::isEmpty);
        byName.values().forEach(rows -> rows.removeIf(row -> row.to() < horizon));
        byName.values().removeIf(TreeSet::isEmpty);
        weak().forEach(rows -> rows.expire(horizon));
    }

    List<Binding> rows() {
        List<Binding> all = new ArrayList<>();
        byAddress.values().forEach(all::addAll);
        weak().forEach(rows -> rows.addTo(all));
        return all;
    }

    private List<WeakRows> weak() {
        return List.of(
                signIns, sightings.seen(), sightings.routers(), plates.vendors(), plates.models());
    }

    static String key(String site, String address) {
        return site + ' ' + address;
    }
}
