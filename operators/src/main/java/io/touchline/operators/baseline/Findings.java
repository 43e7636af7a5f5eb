// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.Watched;
import io.touchline.operators.rate.RateDetector;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.tables.EntityClass;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Writes down what a detector claims about one entity, as a candidate finding. */
final class Findings {
    /** Active hours before which an entity is too young to say what is unusual. */
    static final double COLD_WINDOWS = 20;

    private final String entity;
    private final EntityBaseline it;
    private final Tables tables;
    private final long groupSize;

    Findings(String entity, EntityBaseline it, Tables tables, long groupSize) {
        this.entity = entity;
        this.it = it;
        this.tables = tables;
        this.groupSize = groupSize;
    }

    Candidate rate(
            String stratum,
            int bucket,
            double bits,
            RateMetric metric,
            double count,
            RateDetector.Score score,
            long when,
            long knownAt) {
        String observed = format("%.0f in an hour (%s)", count, metric.key());
        String expected = format("about %.1f", score.expected());
        Finding.Builder finding =
                draft("rate", when, knownAt)
                        .setFindingId(id("rate." + metric.key(), it.window))
                        .setStage(metric.stage(it.entityClass).key())
                        .setEntityActs(metric != RateMetric.REQUESTS)
                        .setPeer(entity)
                        .setPeerName(it.name)
                        .setPeerAddress(it.address)
                        .setZonePeer(it.zone.key())
                        .setObserved(observed)
                        .setExpected(expected)
                        .setTechniques(List.of(metric.technique(it.entityClass)))
                        .setExplanation(
                                format(
                                        "%s: %s where %s is usual",
                                        metric.key(), observed, expected))
                        .setParts(Map.of(metric.key(), bits));
        return candidate(stratum, bucket, bits, NoveltyWatch.GATE, knownAt, finding);
    }

    Candidate bytes(
            String stratum,
            int bucket,
            double bits,
            double sum,
            RateDetector.Score score,
            String topPeer,
            long when,
            long knownAt) {
        String observed = format("%.1f MB sent out in an hour", sum / 1e6);
        String expected = format("about %.1f MB", score.expected() / 1e6);
        Finding.Builder finding =
                draft("rate", when, knownAt)
                        .setFindingId(id("rate.bytes-out", it.window))
                        .setStage(Stage.COLLECTION_EXFILTRATION.key())
                        .setEntityActs(true)
                        .setPeer(topPeer)
                        .setZonePeer(Zone.INTERNET.key())
                        .setObserved(observed)
                        .setExpected(expected)
                        .setTechniques(List.of("T1048"))
                        .setExplanation(
                                format(
                                        "%s, most of it to %s; %s is usual",
                                        observed, EntityKeys.id(topPeer), expected))
                        .setParts(Map.of("bytes-out", bits));
        return candidate(stratum, bucket, bits, NoveltyWatch.GATE, knownAt, finding);
    }

    Candidate novelty(
            String stratum,
            int bucket,
            double bits,
            double capBits,
            boolean unsettled,
            String prevalenceKey,
            Watched watched,
            String value,
            Interaction row) {
        NoveltyAttribute attribute = watched.attribute();
        NoveltyState state = it.novelty(attribute);
        String shown = shown(attribute, value, row);
        Finding.Builder finding =
                of("novelty", row)
                        .setFindingId(
                                ContentIds.uuid(
                                        "novelty",
                                        attribute.key(),
                                        entity,
                                        value,
                                        Long.toHexString(row.idHigh()),
                                        Long.toHexString(row.idLow())))
                        .setStage(watched.stage().key())
                        .setObserved("first " + attribute.noun() + ' ' + shown)
                        .setExpected(
                                (state.distinct - 1)
                                        + " known in "
                                        + Decimals.fixed(state.draws, 0)
                                        + " active minutes")
                        .setSupport((long) state.draws)
                        .setTechniques(List.of(watched.technique()))
                        .setExplanation(
                                "meets a new "
                                        + attribute.noun()
                                        + " rarely ("
                                        + Decimals.fixed(bits, 1)
                                        + " bits)"
                                        + flow(row))
                        .setParts(Map.of("own", bits));
        return new Candidate(
                stratum,
                bucket,
                bits,
                watched.gateBits(),
                capBits,
                row.writeTime(),
                prevalenceKey,
                ContentIds.hash64(entity),
                groupSize,
                unsettled,
                finding.build());
    }

    private static String shown(NoveltyAttribute attribute, String value, Interaction row) {
        String peer = row.peerName() != null ? row.peerName() : EntityKeys.id(row.peer());
        return switch (attribute) {
            case MASTER -> peer;
            case MASTER_FUNCTION, INNER_SERVICE ->
                    peer + ' ' + value.substring(value.lastIndexOf('|') + 1);
            case SERVICE -> EntityKeys.id(value);
            case EXTERNAL_ADDRESS, INBOUND_NETWORK, SENDER_NETWORK, CLIENT_NETWORK ->
                    value + whereabouts(row);
            case EXTERNAL_ASN, INBOUND_ASN, SENDER_ASN, CLIENT_ASN ->
                    value + whereabouts(row, Attribute.COUNTRY);
            default -> value;
        };
    }

    /** The name by which other sensors know the flow, where it has one. */
    private static String flow(Interaction row) {
        String id = row.attribute(Attribute.COMMUNITY_ID);
        return id == null ? "" : " in flow " + id;
    }

    /** What is known of where it is, as {@code (AS64500, DE)}; empty where nothing is. */
    static String whereabouts(Interaction row) {
        return whereabouts(row, Attribute.ASN, Attribute.COUNTRY);
    }

    private static String whereabouts(Interaction row, Attribute... attributes) {
        StringJoiner known = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (Attribute attribute : attributes) {
            String text = row.attribute(attribute);
            if (text != null) {
                known.add(text);
            }
        }
        return known.toString();
    }

    /** A finding that one row shows; stage, words, id and parts are still open. */
    Finding.Builder of(String detector, Interaction row) {
        return draft(detector, row.when(), row.writeTime())
                .setEntityActs(row.acts())
                .setPeer(row.peer())
                .setPeerName(row.peerName())
                .setPeerAddress(row.attribute(Attribute.PEER_ADDRESS))
                .setEntityAddress(row.attribute(Attribute.ENTITY_ADDRESS))
                .setZoneEntity(
                        it.entityClass == EntityClass.CONTROLLER
                                ? Zone.OT_CONTROL.key()
                                : row.zoneEntity().key())
                .setZonePeer(row.zonePeer().key())
                .setAction(row.action().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .setWeight(row.measure(Measure.OT_WEIGHT, 1))
                .setLinks(row.links())
                .setCoordinates(List.of(row.coordinates()));
    }

    /**
     * A finding that many rows of hours show, the given one being the last. It is the device's own:
     * whoever is logged on at the last of them need not have been there before, and behind a
     * gateway they take turns.
     */
    Finding.Builder overTime(String detector, Interaction last) {
        return of(detector, last).setLinks(List.of());
    }

    private Finding.Builder draft(String detector, long when, long knownAt) {
        SharedTable next = tables.nextPhase(when);
        return Finding.newBuilder()
                .setTime(Instant.ofEpochMilli(when))
                .setKnownAt(Instant.ofEpochMilli(knownAt))
                .setSite(EntityKeys.site(entity))
                .setDetector(detector)
                .setEntity(entity)
                .setEntityName(it.name)
                .setEntityAddress(it.address)
                .setZoneEntity(it.zone.key())
                .setSurpriseBits(0)
                .setRawBits(0)
                .setPValue(1)
                .setSupport((long) it.matureWindows)
                .setAction(Action.CONNECT.name().toLowerCase(Locale.ROOT))
                .setWeight(1)
                .setCold(it.matureWindows < COLD_WINDOWS)
                .setRegime(tables.regime(when))
                .setNextPhase(next == null ? null : next.key())
                .setNextPhaseAt(next == null ? null : Instant.ofEpochMilli(next.validFrom()));
    }

    private String id(String what, long window) {
        return ContentIds.uuid(what, entity, Long.toString(window));
    }

    /** One that is complete and asks no peers. */
    Candidate candidate(
            String stratum,
            int bucket,
            double bits,
            double gate,
            long knownAt,
            Finding.Builder finding) {
        return new Candidate(
                stratum,
                bucket,
                bits,
                gate,
                bits,
                knownAt,
                "",
                0,
                groupSize,
                false,
                finding.build());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
