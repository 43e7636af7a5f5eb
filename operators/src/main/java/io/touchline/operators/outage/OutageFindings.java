// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.stats.Bits;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down which devices fell silent together. Pure. */
public final class OutageFindings {
    /** {@code detector} of all of them. */
    public static final String DETECTOR = "outage";

    /** Members that are named, and linked. */
    static final int NAMED = 16;

    private static final String ACTION = "fall-silent";
    private static final long MINUTE_MILLIS = 60_000;

    private final String site;

    OutageFindings(String site) {
        this.site = site;
    }

    /**
     * @param usual share that is wont to be silent then
     * @param hours watched
     * @param next the phase that comes next, where a calendar gives one
     */
    Finding of(
            Segment segment,
            Silence silence,
            double bits,
            double usual,
            long hours,
            String regime,
            @Nullable SharedTable next,
            long knownAt) {
        String key = EntityKeys.segment(site, segment.name);
        String name = "segment " + segment.name;
        Member first = silence.members().get(0);
        Instant when = Instant.ofEpochMilli(silence.from() * MINUTE_MILLIS);
        String what = what(segment, silence);
        String expected = percent(usual) + " silent at that hour";
        return Finding.newBuilder()
                .setFindingId(ContentIds.uuid(DETECTOR, key, when.toString(), "" + knownAt))
                .setTime(when)
                .setKnownAt(Instant.ofEpochMilli(knownAt))
                .setSite(site)
                .setDetector(DETECTOR)
                .setStage(Stage.AVAILABILITY.key())
                .setEntity(key)
                .setEntityName(name)
                .setEntityActs(false)
                .setEntityAddress(first.address)
                .setPeer(key)
                .setPeerName(name)
                .setZoneEntity(first.zone.key())
                .setZonePeer(first.zone.key())
                .setSurpriseBits(bits)
                .setRawBits(bits)
                .setPValue(Bits.toTail(bits))
                .setObserved(what + ": " + list(silence.members()))
                .setExpected(expected)
                .setExplanation(
                        what
                                + ", where "
                                + percent(usual)
                                + " are wont to be silent at that hour: "
                                + list(silence.members())
                                + "; the sensor that sees them goes on telling of others")
                .setSupport(hours)
                .setTechniques(List.of())
                .setCoordinates(List.of())
                .setLinks(silence.members().stream().limit(NAMED).map(it -> it.key).toList())
                .setAction(ACTION)
                .setWeight(1)
                .setRegime(regime)
                .setNextPhase(next == null ? null : next.key())
                .setNextPhaseAt(next == null ? null : Instant.ofEpochMilli(next.validFrom()))
                .setCold(false)
                .setParts(Map.of("silence", bits))
                .build();
    }

    private static String percent(double share) {
        return share < 1e-4
                ? "less than 0.01 %"
                : String.format(Locale.ROOT, "about %.2f %%", 100 * share);
    }

    private static String what(Segment segment, Silence silence) {
        return silence.size()
                + " of "
                + silence.alive()
                + " devices of "
                + segment.name
                + " fell silent within "
                + Math.max(1, silence.to() - silence.from())
                + " min";
    }

    private static String list(List<Member> members) {
        String named =
                members.stream().limit(NAMED).map(Member::shown).collect(Collectors.joining(", "));
        int more = members.size() - NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
