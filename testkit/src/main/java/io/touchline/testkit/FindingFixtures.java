// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.VenueFacts;
import java.util.List;

/**
 * Findings that read as a story: {@code
 * finding("f1").at(LATERAL_MOVEMENT).on(WORKSTATION).reaching(SERVER).when(T0)}.
 */
public final class FindingFixtures {
    private FindingFixtures() {}

    /** A strong finding (p = 2^-20) of a workstation that met somebody outside at T0. */
    public static Draft finding(String id) {
        return new Draft(id);
    }

    /** A source that fell silent, is announced to be blind, or is seen again. */
    public static Finding sight(String id, String source, String action, long since, long known) {
        Draft draft = finding(id);
        draft.builder
                .setDetector("coverage")
                .setStage(Stage.AVAILABILITY.key())
                .setEntity(EntityKeys.source(TelemetryFixtures.SITE, source))
                .setPeer(EntityKeys.source(TelemetryFixtures.SITE, source))
                .setAction(action)
                .setTime(Times.instant(since))
                .setKnownAt(Times.instant(known));
        return draft.builder.build();
    }

    /** A finding in the making; mutable. */
    public static final class Draft {
        private final Finding.Builder builder;

        private Draft(String id) {
            builder =
                    Finding.newBuilder()
                            .setFindingId(id)
                            .setTime(Times.instant(Times.T0))
                            .setKnownAt(Times.instant(Times.T0))
                            .setSite(TelemetryFixtures.SITE)
                            .setDetector("novelty")
                            .setStage(Stage.COMMAND_AND_CONTROL.key())
                            .setEntity(TelemetryFixtures.WORKSTATION)
                            .setEntityActs(true)
                            .setPeer(TelemetryFixtures.OUTSIDE)
                            .setZoneEntity(Zone.CORPORATE.key())
                            .setZonePeer(Zone.INTERNET.key())
                            .setSurpriseBits(20)
                            .setRawBits(20)
                            .setPValue(Math.pow(2, -20))
                            .setObserved("first destination tunnel.example")
                            .setExpected("40 known in 900 active minutes")
                            .setSupport(900)
                            .setExplanation("meets a new destination rarely")
                            .setTechniques(List.of("T1071"))
                            .setCoordinates(List.of("conn.log:" + id))
                            .setLinks(List.of())
                            .setAction("connect")
                            .setWeight(1)
                            .setCold(false)
                            .setRegime("BUSINESS_AS_USUAL");
        }

        public Draft at(Stage stage) {
            builder.setStage(stage.key());
            return this;
        }

        public Draft on(String entity) {
            builder.setEntity(entity);
            if (EntityKeys.isKind(entity, EntityKeys.MAILBOX)) {
                builder.setZoneEntity(Zone.SAAS.key());
            }
            return this;
        }

        /** What the venue file says of the entity. */
        public Draft of(VenueFacts facts) {
            builder.setVenueEntity(facts);
            return this;
        }

        /** What the venue file says of the peer. */
        public Draft peerOf(VenueFacts facts) {
            builder.setVenuePeer(facts);
            return this;
        }

        public Draft named(String name) {
            builder.setEntityName(name);
            return this;
        }

        /** The entity acts on the peer. */
        public Draft reaching(String peer) {
            builder.setEntityActs(true).setPeer(peer);
            return peerZone(peer);
        }

        /** The peer acts on the entity. */
        public Draft reachedBy(String peer) {
            builder.setEntityActs(false).setPeer(peer);
            return peerZone(peer);
        }

        private Draft peerZone(String peer) {
            builder.setZonePeer(
                    EntityKeys.isExternal(peer) ? Zone.INTERNET.key() : Zone.CORPORATE.key());
            return this;
        }

        public Draft peerNamed(String name) {
            builder.setPeerName(name);
            return this;
        }

        public Draft zones(Zone entity, Zone peer) {
            builder.setZoneEntity(entity.key()).setZonePeer(peer.key());
            return this;
        }

        /** When it happened and, unless said otherwise, became known. */
        public Draft when(long millis) {
            builder.setTime(Times.instant(millis)).setKnownAt(Times.instant(millis));
            return this;
        }

        public Draft knownAt(long millis) {
            builder.setKnownAt(Times.instant(millis));
            return this;
        }

        public Draft linkedTo(String... keys) {
            builder.setLinks(List.of(keys));
            return this;
        }

        /** Calibrated bits: p = 2^-bits. */
        public Draft bits(double bits) {
            builder.setSurpriseBits(bits).setRawBits(bits).setPValue(Math.pow(2, -bits));
            return this;
        }

        /** From an entity too young to say what is unusual. */
        public Draft cold() {
            builder.setCold(true);
            return this;
        }

        public Draft by(String detector) {
            builder.setDetector(detector);
            return this;
        }

        public Draft doing(String action, double weight) {
            builder.setAction(action).setWeight(weight);
            return this;
        }

        public Draft observed(String text) {
            builder.setObserved(text);
            return this;
        }

        public Draft expected(String text) {
            builder.setExpected(text);
            return this;
        }

        public Draft before(String phase, long startsAt) {
            builder.setNextPhase(phase).setNextPhaseAt(Times.instant(startsAt));
            return this;
        }

        public Draft technique(String id) {
            builder.setTechniques(List.of(id));
            return this;
        }

        public Finding build() {
            return builder.build();
        }
    }
}
