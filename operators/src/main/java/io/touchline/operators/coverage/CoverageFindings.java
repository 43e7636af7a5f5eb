// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import io.touchline.operators.stats.Bits;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes down what is odd about a source. Pure. */
public final class CoverageFindings {
    /** {@code detector} of all of them. */
    public static final String DETECTOR = "coverage";

    /** {@code action}: the source fell silent, and incidents say so until it is seen again. */
    public static final String SILENT = "silent";

    /** {@code action}: announced to be blind; no surprise, so no finding for people. */
    public static final String ANNOUNCED = "announced-blind";

    /** {@code action}: seen again; no surprise either. */
    public static final String SIGHTED = "sighted";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final String site;

    CoverageFindings(String site) {
        this.site = site;
    }

    /** Whether people are told: the others are for incidents alone. */
    public static boolean isForPeople(Finding finding) {
        return !finding.getAction().equals(ANNOUNCED) && !finding.getAction().equals(SIGHTED);
    }

    /** Whether it says that a source fell silent, is announced to be blind, or is seen again. */
    public static boolean isOfSight(Finding finding) {
        return finding.getAction().equals(SILENT) || !isForPeople(finding);
    }

    /** Whether it says that a source is seen again. */
    public static boolean isSighting(Finding finding) {
        return finding.getAction().equals(SIGHTED);
    }

    /**
     * @param perMinute records a minute that are usual
     */
    Finding silence(SourceHealth health, double perMinute, double bits, long knownAt) {
        String expected =
                perMinute >= 10
                        ? String.format(Locale.ROOT, "about %,.0f records a minute", perMinute)
                        : String.format(Locale.ROOT, "about %,.0f records an hour", 60 * perMinute);
        return draft(health.name, SILENT, health.silentSince, knownAt, bits)
                .setObserved("nothing since " + MINUTE.format(at(health.silentSince)))
                .setExpected(expected)
                .setExplanation(
                        health.name
                                + " has told nothing since "
                                + MINUTE.format(at(health.silentSince))
                                + ", where "
                                + expected
                                + " are usual; what it watches is not seen")
                .setParts(Map.of("silence", bits))
                .build();
    }

    Finding announced(String source, long since) {
        return draft(source, ANNOUNCED, since, since, 0)
                .setObserved("announced to be blind")
                .setExpected("")
                .setExplanation(source + " is announced to be blind")
                .build();
    }

    Finding sighted(String source, long since, long knownAt) {
        return draft(source, SIGHTED, since, knownAt, 0)
                .setObserved("seen again")
                .setExpected("")
                .setExplanation(source + " is seen again")
                .build();
    }

    Finding volume(SourceHealth health, double bits, long knownAt) {
        String observed = String.format(Locale.ROOT, "%,d records in an hour", health.records);
        String expected = String.format(Locale.ROOT, "about %,.0f", health.usualVolume());
        return ofHour(health, "volume", Math.abs(bits), knownAt, observed, expected);
    }

    Finding undecoded(SourceHealth health, double bits, long knownAt) {
        String observed =
                String.format(
                        Locale.ROOT,
                        "%.1f %% of %,d records could not be decoded",
                        100.0 * health.dead / health.records,
                        health.records);
        String expected = String.format(Locale.ROOT, "%.1f %%", 100 * health.usualDeadShare());
        return ofHour(health, "undecoded", bits, knownAt, observed, expected);
    }

    Finding form(SourceHealth health, double bits, long knownAt) {
        String observed =
                String.format(
                        Locale.ROOT,
                        "%.0f %% of %,d records have other fields than before",
                        100.0 * health.fresh / health.records,
                        health.records);
        String expected = health.shapes.size() + " forms known";
        return ofHour(health, "form", bits, knownAt, observed, expected);
    }

    private Finding ofHour(
            SourceHealth health,
            String what,
            double bits,
            long knownAt,
            String observed,
            String expected) {
        return draft(health.name, what, (health.hour + 1) * 3_600_000L - 1, knownAt, bits)
                .setObserved(observed)
                .setExpected(expected)
                .setExplanation(health.name + ": " + observed + ", where " + expected + " is usual")
                .setSupport(health.hours[health.hourSlot])
                .setParts(Map.of(what, bits))
                .build();
    }

    private Finding.Builder draft(
            String source, String action, long when, long knownAt, double bits) {
        String key = EntityKeys.source(site, source);
        return Finding.newBuilder()
                .setFindingId(
                        ContentIds.uuid(
                                DETECTOR,
                                action,
                                key,
                                Long.toString(when),
                                action.equals(SIGHTED) ? Long.toString(knownAt) : ""))
                .setTime(at(when))
                .setKnownAt(at(knownAt))
                .setSite(site)
                .setDetector(DETECTOR)
                .setStage(Stage.AVAILABILITY.key())
                .setEntity(key)
                .setEntityName(source)
                .setEntityActs(true)
                .setPeer(key)
                .setPeerName(source)
                .setZoneEntity(Zone.CORPORATE.key())
                .setZonePeer(Zone.CORPORATE.key())
                .setSurpriseBits(bits)
                .setRawBits(bits)
                .setPValue(Bits.toTail(bits))
                .setSupport(0)
                .setTechniques(List.of())
                .setCoordinates(List.of())
                .setLinks(List.of())
                .setAction(action)
                .setWeight(1)
                .setRegime("")
                .setNextPhase(null)
                .setNextPhaseAt(null)
                .setCold(false)
                .setParts(Map.of());
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
