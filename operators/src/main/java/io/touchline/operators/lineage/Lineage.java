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
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The chains of one site: pure but for its own memory, which {@link LineageOperator} persists.
 *
 * <p>Linking is a function of the findings sorted by (when, id). A finding that comes in order only
 * touches its own chain. One that comes late re-links the forward closure of what it touches:
 * everything after it that shares an entity with it, and so on. Ids are sticky: a chain that has
 * one keeps it when an earlier root turns up.
 */
final class Lineage {
    private final LineageOptions options;
    private final Map<String, Trail> trails = new HashMap<>();
    private final Map<Place, Placed> placed = new TreeMap<>();
    private final Map<String, TreeSet<Place>> members = new HashMap<>();

    Lineage(LineageOptions options) {
        this.options = options;
    }

    /** A finding in its chain. */
    record Placed(Edge edge, String chain) {}

    /**
     * What one finding changed.
     *
     * @param appended the chain that it extends, where nothing else changed; else null
     * @param retold chains that must be told anew
     * @param mergedInto chains that are gone, and what took them over
     */
    record Change(
            @Nullable String appended, TreeSet<String> retold, Map<String, String> mergedInto) {}

    boolean knows(Finding finding) {
        return placed.containsKey(Edge.of(finding).place());
    }

    /** Puts back what a snapshot held. */
    void restore(Finding finding, String chain) {
        place(Edge.of(finding), chain);
    }

    Change add(Finding finding) {
        Edge edge = Edge.of(finding);
        List<Edge> later = closure(edge);
        Map<Place, String> before = new HashMap<>();
        for (Edge affected : later) {
            before.put(affected.place(), chainOf(affected.place()));
            unplace(affected);
        }
        TreeMap<String, String> mergers = new TreeMap<>();
        List<Edge> todo = new ArrayList<>();
        todo.add(edge);
        todo.addAll(later);
        for (Edge next : todo) {
            link(next, before, mergers);
        }
        return later.isEmpty() && mergers.isEmpty()
                ? new Change(chainOf(edge.place()), new TreeSet<>(), Map.of())
                : retold(edge, later, before, mergers);
    }

    private Change retold(
            Edge edge, List<Edge> later, Map<Place, String> before, Map<String, String> mergers) {
        TreeSet<String> retold = new TreeSet<>();
        retold.add(chainOf(edge.place()));
        boolean moved = !mergers.isEmpty();
        for (Edge affected : later) {
            String now = chainOf(affected.place());
            String was = before.get(affected.place());
            retold.add(now);
            if (was != null && !was.equals(now)) {
                moved = true;
                if (members.containsKey(was)) {
                    retold.add(was);
                } else {
                    mergers.putIfAbsent(was, now);
                }
            }
        }
        if (!moved && chainOf(edge.place()) != null && onlyExtends(edge)) {
            return new Change(chainOf(edge.place()), new TreeSet<>(), Map.of());
        }
        retold.removeAll(mergers.keySet());
        return new Change(null, retold, mergers);
    }

    /** Whether the finding is the last of its chain. */
    private boolean onlyExtends(Edge edge) {
        TreeSet<Place> chain = members.get(chainOf(edge.place()));
        return chain != null && chain.last().equals(edge.place());
    }

    /** The findings after {@code edge} that may hang on it, in order. */
    private List<Edge> closure(Edge edge) {
        TreeMap<Place, Edge> found = new TreeMap<>();
        Deque<Edge> open = new ArrayDeque<>(List.of(edge));
        while (!open.isEmpty()) {
            Edge from = open.remove();
            for (String entity : from.touched()) {
                Trail trail = trails.get(entity);
                if (trail == null) {
                    continue;
                }
                for (Place place : trail.after(from.place())) {
                    Placed hit = placed.get(place);
                    if (hit != null && found.put(place, hit.edge()) == null) {
                        open.add(hit.edge());
                    }
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    private void link(Edge edge, Map<Place, String> before, Map<String, String> mergers) {
        TreeMap<String, Double> causes = causes(edge);
        String chain = null;
        for (String cause : causes.keySet()) {
            chain = chain == null ? cause : merge(chain, cause, mergers);
        }
        if (chain == null) {
            String was = before.get(edge.place());
            chain = was != null && !members.containsKey(was) ? was : newId(edge);
        } else {
            String was = before.get(edge.place());
            if (was != null && !members.containsKey(was) && isYoung(chain, before)) {
                chain = rename(chain, was);
            }
        }
        place(edge, chain);
    }

    /** A chain made only now, by a late root: it takes the id that its story is known by. */
    private boolean isYoung(String chain, Map<Place, String> before) {
        TreeSet<Place> chainMembers = members.get(chain);
        return chainMembers != null
                && chainMembers.stream().noneMatch(place -> chain.equals(before.get(place)))
                && chainMembers.stream()
                        .allMatch(place -> before.containsKey(place) || isNew(place, chain));
    }

    private boolean isNew(Place place, String chain) {
        Placed at = placed.get(place);
        return at != null && chain.equals(newId(at.edge()));
    }

    private String rename(String from, String to) {
        TreeSet<Place> moving = members.remove(from);
        if (moving != null) {
            for (Place place : new ArrayList<>(moving)) {
                Placed at = placed.get(place);
                if (at != null) {
                    unmark(at.edge());
                    place(at.edge(), to);
                }
            }
        }
        return to;
    }

    /** Chains that could have caused it, with the strength of the suspicion that says so. */
    private TreeMap<String, Double> causes(Edge edge) {
        TreeMap<String, Double> causes = new TreeMap<>();
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

    private void collect(String entity, Edge edge, TreeMap<String, Double> causes) {
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
                causes.merge(mark.chain(), decayed - loss, Math::max);
            }
        }
    }

    /** The older root takes the younger chain over; returns what is left. */
    private String merge(String a, String b, Map<String, String> mergers) {
        if (a.equals(b)) {
            return a;
        }
        TreeSet<Place> ofA = members.get(a);
        TreeSet<Place> ofB = members.get(b);
        if (ofA == null || ofB == null) {
            return ofA == null ? b : a;
        }
        String winner = ofA.first().compareTo(ofB.first()) <= 0 ? a : b;
        String loser = winner.equals(a) ? b : a;
        rename(loser, winner);
        mergers.replaceAll((gone, into) -> into.equals(loser) ? winner : into);
        mergers.put(loser, winner);
        return winner;
    }

    private static String newId(Edge edge) {
        return ContentIds.uuid("incident", edge.finding().getSite(), edge.finding().getFindingId());
    }

    private void place(Edge edge, String chain) {
        placed.put(edge.place(), new Placed(edge, chain));
        members.computeIfAbsent(chain, c -> new TreeSet<>()).add(edge.place());
        for (String entity : edge.touched()) {
            boolean acted = entity.equals(edge.source());
            String other =
                    entity.equals(edge.finding().getEntity())
                            ? edge.finding().getPeer()
                            : edge.finding().getEntity();
            trails.computeIfAbsent(entity, e -> new Trail())
                    .put(new Trail.Mark(edge.place(), chain, edge.bits(), edge.ot(), acted, other));
        }
    }

    private void unplace(Edge edge) {
        Placed was = placed.remove(edge.place());
        unmark(edge);
        if (was != null) {
            TreeSet<Place> chain = members.get(was.chain());
            if (chain != null) {
                chain.remove(edge.place());
                if (chain.isEmpty()) {
                    members.remove(was.chain());
                }
            }
        }
    }

    private void unmark(Edge edge) {
        for (String entity : edge.touched()) {
            Trail trail = trails.get(entity);
            if (trail != null) {
                trail.remove(edge.place());
                if (trail.isEmpty()) {
                    trails.remove(entity);
                }
            }
        }
    }

    private String chainOf(Place place) {
        Placed at = placed.get(place);
        if (at == null) {
            throw new IllegalStateException("finding " + place.id() + " is in no chain");
        }
        return at.chain();
    }

    /** The findings of a chain in order of (when, id); empty when it is gone. */
    List<Finding> findings(String chain) {
        List<Finding> all = new ArrayList<>();
        for (Place place : members.getOrDefault(chain, new TreeSet<>())) {
            Placed at = placed.get(place);
            if (at != null) {
                all.add(at.edge().finding());
            }
        }
        return all;
    }

    Collection<Placed> all() {
        return placed.values();
    }

    /** Forgets chains whose last finding is too old to cause anything; returns what was dropped. */
    List<Placed> expire(long now) {
        List<Placed> dropped = new ArrayList<>();
        for (String chain : List.copyOf(members.keySet())) {
            List<Finding> findings = findings(chain);
            boolean ot = findings.stream().anyMatch(f -> Edge.of(f).ot());
            long last = findings.get(findings.size() - 1).getTime().toEpochMilli();
            if (last + (ot ? options.otHorizonMillis() : options.itHorizonMillis()) < now) {
                for (Finding finding : findings) {
                    Edge edge = Edge.of(finding);
                    Placed was = placed.get(edge.place());
                    unplace(edge);
                    if (was != null) {
                        dropped.add(was);
                    }
                }
            }
        }
        return dropped;
    }
}
