// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.schemas.avro.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decides which incidents of a site are published and which are held back, as {@link Budget} says;
 * keyed by site.
 *
 * <p>Revisions are kept until the watermark has passed their time and decided in order of (time,
 * id), so no order of arrival and no parallelism changes who is displaced. What is displaced is
 * told once more, {@code suppressed}; its next revision may claim a slot again. What was published
 * stays published when it weakens. Every revision passes; its number grows by at least one.
 */
public final class BudgetFunction extends KeyedProcessFunction<String, Incident, Incident> {
    private static final long serialVersionUID = 1L;
    private static final Set<String> ENDED = Set.of("closed", "expired");
    private static final Comparator<Incident> BY_ID =
            Comparator.comparing(Incident::getIncidentId).thenComparing(Incident::getRevision);

    // revisions not yet due, by time: cleared when they are
    private static final MapStateDescriptor<Long, List<Incident>> WAITING =
            new MapStateDescriptor<>(
                    "waiting", Types.LONG, Types.LIST(TypeInformation.of(Incident.class)));
    // last revision of each open incident, 2 to 100 KB (up to 64 steps); cleared when it ends
    private static final MapStateDescriptor<String, Incident> OPEN =
            new MapStateDescriptor<>("open", Types.STRING, TypeInformation.of(Incident.class));
    // 8 bytes and the id: when a slot was taken; cleared when it is given back
    private static final MapStateDescriptor<String, Long> CLAIMS =
            new MapStateDescriptor<>("claims", Types.STRING, Types.LONG);

    private transient MapState<Long, List<Incident>> waiting;
    private transient MapState<String, Incident> open;
    private transient MapState<String, Long> claims;

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext().getMapState(WAITING);
        open = getRuntimeContext().getMapState(OPEN);
        claims = getRuntimeContext().getMapState(CLAIMS);
    }

    @Override
    public void processElement(Incident incident, Context context, Collector<Incident> out)
            throws Exception {
        long time = context.timestamp();
        List<Incident> due = waiting.get(time);
        due = due == null ? new ArrayList<>() : new ArrayList<>(due);
        due.add(incident);
        waiting.put(time, due);
        context.timerService().registerEventTimeTimer(time);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Incident> out)
            throws Exception {
        List<Incident> due = waiting.get(time);
        waiting.remove(time);
        due.sort(BY_ID);
        for (Incident incident : due) {
            decide(incident, time, out);
        }
    }

    private void decide(Incident incident, long time, Collector<Incident> out) throws Exception {
        String id = incident.getIncidentId();
        Incident before = open.get(id);
        String suppressed;
        if (ENDED.contains(incident.getState()) || incident.getMergedInto() != null) {
            suppressed = before == null ? null : before.getSuppressed();
            open.remove(id);
            claims.remove(id);
            out.collect(next(incident, before, suppressed));
            return;
        }
        if (Budget.isExempt(incident)) {
            claims.remove(id);
            suppressed = null;
        } else if (before != null && before.getSuppressed() == null) {
            suppressed = null;
        } else {
            suppressed = claim(incident, time, out) ? null : held(before);
        }
        Incident told = next(incident, before, suppressed);
        open.put(id, told);
        out.collect(told);
    }

    private static String held(@Nullable Incident before) {
        String suppressed = before == null ? null : before.getSuppressed();
        return suppressed == null ? Budget.BELOW : suppressed;
    }

    /** Takes a free slot of the tier, or that of a weaker incident. */
    private boolean claim(Incident incident, long time, Collector<Incident> out) throws Exception {
        if (!Budget.mayClaim(incident)) {
            return false;
        }
        String tier = incident.getBudgetTier();
        List<Incident> holders = holders(tier, time);
        if (holders.size() >= Budget.slots(tier)) {
            Incident weakest = holders.stream().min(Budget.WEAKEST_FIRST).orElseThrow();
            if (Budget.STRENGTH.compare(incident, weakest) <= 0) {
                return false;
            }
            displace(weakest, time, out);
        }
        claims.put(incident.getIncidentId(), time);
        return true;
    }

    /** Who holds a slot of the tier; claims of yesterday are given back. */
    private List<Incident> holders(String tier, long time) throws Exception {
        List<Incident> holders = new ArrayList<>();
        List<String> over = new ArrayList<>();
        for (Map.Entry<String, Long> claim : claims.entries()) {
            Incident holder = open.get(claim.getKey());
            if (time - claim.getValue() >= Budget.CLAIM_MILLIS) {
                over.add(claim.getKey());
            } else if (holder.getBudgetTier().equals(tier)) {
                holders.add(holder);
            }
        }
        for (String id : over) {
            claims.remove(id);
        }
        return holders;
    }

    private void displace(Incident weakest, long time, Collector<Incident> out) throws Exception {
        Incident told =
                Incident.newBuilder(weakest)
                        .setState("updated")
                        .setRevision(Math.max(time, weakest.getRevision() + 1))
                        .setKnownAt(Instant.ofEpochMilli(time))
                        .setSuppressed(Budget.DISPLACED)
                        .build();
        open.put(told.getIncidentId(), told);
        claims.remove(told.getIncidentId());
        out.collect(told);
    }

    private static Incident next(
            Incident incident, @Nullable Incident before, @Nullable String suppressed) {
        long revision =
                before == null
                        ? incident.getRevision()
                        : Math.max(incident.getRevision(), before.getRevision() + 1);
        return Incident.newBuilder(incident)
                .setRevision(revision)
                .setSuppressed(suppressed)
                .build();
    }
}
