// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.schemas.ContentIds;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The chains of one site: pure but for its own memory, which {@link LineageOperator} persists.
 *
 * <p>A finding is caused by each earlier finding that left a strong enough mark on something it
 * touches; what causes it depends on the findings alone, not on their order of arrival. A chain is
 * a connected component of these causes. A late finding changes the causes of those after it that
 * touch the same entities, and the chains concerned are grouped anew, so a link that it forbids is
 * undone. Ids are sticky: a chain keeps the id that it was first known by when an earlier root
 * turns up; where two meet, the older root gives the name.
 *
 * <p>Cost of a finding in order: its causes, the 64 strongest marks per entity it touches. Of a
 * late one: the same for each finding after it on those entities, and the size of the chains
 * concerned. Both are bounded under a flood of one entity by {@link Crowds}; they grow with the
 * number of entities that have findings on the same third one.
 */
final class Lineage {
    private final LineageOptions options;
    private final Map<String, Trail> trails = new HashMap<>();
    private final TreeMap<Place, Row> rows = new TreeMap<>();
    private final Map<String, TreeSet<Place>> members = new HashMap<>();
    private final Crowds crowds = new Crowds();
    private final LongAdder looked = new LongAdder();

    Lineage(LineageOptions options) {
        this.options = options;
    }

    /** A finding, what caused it, what it caused, and the chain that it is in. */
    private static final class Row {
        private final Edge edge;
        private NavigableSet<Place> causes = new TreeSet<>();
        private final NavigableSet<Place> effects = new TreeSet<>();
        private String chain;

        Row(Edge edge, String chain) {
            this.edge = edge;
            this.chain = chain;
        }
    }

    /** A finding in its chain. */
    record Placed(Finding finding, String chain) {}

    /**
     * What one finding changed.
     *
     * @param changed chains whose members changed
     * @param mergedInto chains that are gone, and what took them over
     */
    record Change(TreeSet<String> changed, TreeMap<String, String> mergedInto) {}

    /** How many chains are open. */
    int chains() {
        return members.size();
    }

    /** Puts back what a snapshot held; {@link #relink} follows when all is back. */
    void restore(Finding finding, String chain) {
        Row row = new Row(Edge.of(finding), chain);
        rows.put(row.edge.place(), row);
        crowds.add(row.edge);
        mark(row.edge);
        join(row, chain);
    }

    /** Derives the causes of every restored finding. */
    void relink() {
        rows.values().forEach(this::linkCauses);
    }

    /** Links a finding; changes nothing when its crowd is full. */
    Change add(Finding finding) {
        Edge edge = Edge.of(finding);
        if (!crowds.admits(edge)) {
            return new Change(new TreeSet<>(), new TreeMap<>());
        }
        crowds.add(edge);
        Row row = new Row(edge, newId(edge));
        rows.put(edge.place(), row);
        mark(edge);
        linkCauses(row);
        List<Row> later = later(edge);
        later.forEach(this::linkCauses);
        TreeSet<String> concerned = new TreeSet<>();
        row.causes.forEach(cause -> concerned.add(row(cause).chain));
        later.forEach(after -> concerned.add(after.chain));
        if (later.isEmpty() && concerned.size() <= 1) {
            join(row, concerned.isEmpty() ? row.chain : concerned.first());
            return new Change(new TreeSet<>(List.of(row.chain)), new TreeMap<>());
        }
        return regroup(row, concerned);
    }

    /** The findings after {@code edge} that touch something it touches. */
    private List<Row> later(Edge edge) {
        TreeSet<Place> places = new TreeSet<>();
        for (String entity : edge.touched()) {
            Trail trail = trails.get(entity);
            if (trail != null) {
                places.addAll(trail.after(edge.place()));
            }
        }
        looked.add(places.size());
        return places.stream().map(this::row).toList();
    }

    private void linkCauses(Row row) {
        NavigableSet<Place> now = causes(row.edge);
        if (now.equals(row.causes)) {
            return;
        }
        for (Place before : row.causes) {
            Row cause = rows.get(before);
            if (cause != null) {
                cause.effects.remove(row.edge.place());
            }
        }
        row.causes = now;
        for (Place cause : row.causes) {
            row(cause).effects.add(row.edge.place());
        }
    }

    /** What left a mark strong enough on something that it touches, before it. */
    private NavigableSet<Place> causes(Edge edge) {
        TreeSet<Place> causes = new TreeSet<>();
        String entity = edge.finding().getEntity();
        collect(entity, edge, causes);
        if (edge.finding().getCold()) {
            return causes;
        }
        for (String link : edge.finding().getLinks()) {
            collect(link, edge, causes);
        }
        if (edge.source() != null && !edge.source().equals(entity)) {
            collect(edge.source(), edge, causes);
        }
        return causes;
    }

    private void collect(String entity, Edge edge, TreeSet<Place> causes) {
        Trail trail = trails.get(entity);
        if (trail == null) {
            return;
        }
        int fan = trail.fan(edge.place());
        double loss = Math.log(1 + fan) / Math.log(2) - 1;
        // what many reach and what reaches many passes only its own deeds on, not what befell it
        boolean hub = fan > options.hubDestinations() && edge.bits() < options.hubBits();
        for (Trail.Mark mark : trail.before(edge.place())) {
            if (hub && !mark.acted()) {
                continue;
            }
            long age = edge.place().when() - mark.place().when();
            long horizon = mark.ot() ? options.otHorizonMillis() : options.itHorizonMillis();
            double decayed = mark.bits() * Math.pow(2, -(double) age / options.halfLifeMillis());
            if (age <= horizon && decayed > loss) {
                causes.add(mark.place());
            }
        }
    }

    /** Groups the members of the chains concerned, and the new finding, by their causes. */
    private Change regroup(Row added, TreeSet<String> concerned) {
        TreeMap<Place, String> before = new TreeMap<>();
        for (String chain : concerned) {
            for (Place place : members.getOrDefault(chain, new TreeSet<>())) {
                before.put(place, chain);
            }
        }
        concerned.forEach(members::remove);
        Map<String, Integer> sizes = new HashMap<>();
        before.values().forEach(chain -> sizes.merge(chain, 1, Integer::sum));
        TreeSet<Place> open = new TreeSet<>(before.keySet());
        open.add(added.edge.place());
        TreeSet<String> changed = new TreeSet<>();
        while (!open.isEmpty()) {
            TreeSet<Place> group = group(open.first());
            open.removeAll(group);
            String id = nameOf(group, sizes.keySet());
            group.forEach(place -> join(row(place), id));
            boolean grown = group.contains(added.edge.place());
            boolean moved = group.stream().anyMatch(place -> !id.equals(before.get(place)));
            if (grown || moved || group.size() != sizes.getOrDefault(id, 0)) {
                changed.add(id);
            }
        }
        TreeMap<String, String> mergedInto = new TreeMap<>();
        for (Map.Entry<Place, String> was : before.entrySet()) {
            if (!members.containsKey(was.getValue())) {
                mergedInto.putIfAbsent(was.getValue(), row(was.getKey()).chain);
            }
        }
        return new Change(changed, mergedInto);
    }

    /** Everything that hangs together with {@code from} by causes. */
    private TreeSet<Place> group(Place from) {
        TreeSet<Place> group = new TreeSet<>(List.of(from));
        Deque<Place> open = new ArrayDeque<>(group);
        while (!open.isEmpty()) {
            Row row = row(open.remove());
            looked.add(row.causes.size() + row.effects.size());
            for (NavigableSet<Place> side : List.of(row.causes, row.effects)) {
                for (Place next : side) {
                    if (group.add(next)) {
                        open.add(next);
                    }
                }
            }
        }
        return group;
    }

    /** The id of the oldest chain that was named by one of the group; else the first gives it. */
    private String nameOf(TreeSet<Place> group, Set<String> before) {
        for (Place place : group) {
            String own = newId(row(place).edge);
            if (before.contains(own)) {
                return own;
            }
        }
        return newId(row(group.first()).edge);
    }

    private static String newId(Edge edge) {
        return ContentIds.uuid("incident", edge.finding().getSite(), edge.finding().getFindingId());
    }

    private void join(Row row, String chain) {
        row.chain = chain;
        members.computeIfAbsent(chain, c -> new TreeSet<>()).add(row.edge.place());
    }

    private void mark(Edge edge) {
        for (String entity : edge.touched()) {
            boolean acted = entity.equals(edge.source());
            String other =
                    entity.equals(edge.finding().getEntity())
                            ? edge.finding().getPeer()
                            : edge.finding().getEntity();
            trails.computeIfAbsent(entity, e -> new Trail(looked))
                    .put(new Trail.Mark(edge.place(), edge.bits(), edge.ot(), acted, other));
        }
    }

    private void forget(Place place) {
        Row row = rows.remove(place);
        if (row == null) {
            return;
        }
        crowds.remove(row.edge);
        for (Place cause : row.causes) {
            Row before = rows.get(cause);
            if (before != null) {
                before.effects.remove(place);
            }
        }
        for (Place effect : row.effects) {
            Row after = rows.get(effect);
            if (after != null) {
                after.causes.remove(place);
            }
        }
        for (String entity : row.edge.touched()) {
            Trail trail = trails.get(entity);
            if (trail != null) {
                trail.remove(place);
                if (trail.isEmpty()) {
                    trails.remove(entity);
                }
            }
        }
    }

    private Row row(Place place) {
        Row row = rows.get(place);
        if (row == null) {
            throw new IllegalStateException("finding " + place.id() + " is in no chain");
        }
        return row;
    }

    /** The findings of a chain in order of (when, id); empty when it is gone. */
    List<Finding> findings(String chain) {
        List<Finding> all = new ArrayList<>();
        for (Place place : members.getOrDefault(chain, new TreeSet<>())) {
            all.add(row(place).edge.finding());
        }
        looked.add(all.size());
        return all;
    }

    /** How many marks, causes and members were looked at so far: what it costs, without a clock. */
    long looked() {
        return looked.sum();
    }

    /** Chains with a finding at or after {@code when}, in the order of their ids. */
    List<String> chainsSince(long when) {
        return members.entrySet().stream()
                .filter(chain -> chain.getValue().last().when() >= when)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Collection<Placed> all() {
        return rows.values().stream().map(r -> new Placed(r.edge.finding(), r.chain)).toList();
    }

    /**
     * Forgets chains whose last finding is too old to cause anything, and of living ones what is
     * older than anything can cause; returns what was dropped.
     */
    List<Placed> expire(long now) {
        List<Placed> dropped = new ArrayList<>();
        for (String chain : List.copyOf(members.keySet())) {
            TreeSet<Place> places = members.getOrDefault(chain, new TreeSet<>());
            boolean ot = places.stream().anyMatch(place -> row(place).edge.ot());
            long horizon = ot ? options.otHorizonMillis() : options.itHorizonMillis();
            boolean over = places.last().when() + horizon < now;
            Place oldest = new Place(now - options.otHorizonMillis(), "");
            for (Place place : List.copyOf(over ? places : places.headSet(oldest, false))) {
                dropped.add(new Placed(row(place).edge.finding(), chain));
                forget(place);
                places.remove(place);
            }
            if (places.isEmpty()) {
                members.remove(chain);
            }
        }
        return dropped;
    }

    /** The chain of a finding that is placed, else null. */
    @Nullable String chainOf(Finding finding) {
        Row row = rows.get(Edge.of(finding).place());
        return row == null ? null : row.chain;
    }
}
