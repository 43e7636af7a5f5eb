// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Interactions that read as a story: {@code
 * flow().from(WORKSTATION).to(HISTORIAN).at(T0).bytesOut(4_000).build()}.
 *
 * <p>The event id is a hash of what the draft says, as in the product: the same draft built twice
 * is the same event.
 */
public final class TelemetryFixtures {
    public static final String SITE = "venue";
    public static final String WORKSTATION = EntityKeys.device(SITE, "10.0.1.5");
    public static final String SERVER = EntityKeys.device(SITE, "10.0.2.9");
    public static final String HISTORIAN = EntityKeys.device(SITE, "10.0.3.7");
    public static final String CONTROLLER = EntityKeys.device(SITE, "10.9.0.10");
    public static final String MAILBOX = EntityKeys.mailbox(SITE, "clerk@venue.example");
    public static final String ACCOUNT = EntityKeys.account(SITE, "clerk@venue.example");
    public static final String OUTSIDE = EntityKeys.external(SITE, "203.0.113.7");

    private TelemetryFixtures() {}

    /** A connection, seen from the end that opened it. */
    public static Draft flow() {
        return new Draft("zeek.conn", Channel.NETWORK, Action.CONNECT);
    }

    /** A connection, as the machine that opened it tells. */
    public static Draft onMachine() {
        return new Draft("windows.sysmon", Channel.ENDPOINT, Action.CONNECT);
    }

    /** A name or web request to a destination outside. */
    public static Draft visit(String destination) {
        return new Draft("zeek.http", Channel.NETWORK, Action.REQUEST)
                .to(EntityKeys.external(SITE, destination))
                .with(Attribute.DESTINATION, destination);
    }

    /** An OT operation, seen from the controller. */
    public static Draft otRead() {
        return new Draft("zeek.modbus", Channel.OT, Action.READ)
                .actedUpon()
                .from(CONTROLLER)
                .inZone(Zone.OT_CONTROL)
                .peerInZone(Zone.OT_SUPERVISORY)
                .with(Attribute.FUNCTION, "read-holding-registers");
    }

    /** A mail, seen from the mailbox that gets it. */
    public static Draft mail(String senderDomain) {
        return new Draft("m365.trace", Channel.EMAIL, Action.RECEIVE)
                .actedUpon()
                .from(MAILBOX)
                .inZone(Zone.SAAS)
                .to(EntityKeys.external(SITE, senderDomain))
                .with(Attribute.SENDER_DOMAIN, senderDomain);
    }

    /** An audited operation of an account. */
    public static Draft audit(String operation) {
        return new Draft("m365.audit", Channel.SAAS, Action.ADMINISTER)
                .from(ACCOUNT)
                .inZone(Zone.SAAS)
                .to(EntityKeys.service(SITE, "exchange"))
                .peerInZone(Zone.SAAS)
                .with(Attribute.OPERATION, operation);
    }

    /** A sign-in of an account to a rented service. */
    public static Draft signIn(String network, String country) {
        return new Draft("entra.sign-in", Channel.SAAS, Action.LOG_ON)
                .from(ACCOUNT)
                .inZone(Zone.SAAS)
                .to(EntityKeys.service(SITE, "mail"))
                .peerInZone(Zone.SAAS)
                .with(Attribute.OPERATION, "sign-in")
                .with(Attribute.CLIENT_NETWORK, network)
                .with(Attribute.COUNTRY, country)
                .with(Attribute.USER_AGENT_FAMILY, "firefox");
    }

    /** An interaction in the making; mutable. */
    public static final class Draft {
        private final String source;
        private final Channel channel;
        private final Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        private final Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        private Action action;
        private Outcome outcome = Outcome.SUCCESS;
        private boolean acts = true;
        private String entity = WORKSTATION;
        private @Nullable String entityName;
        private String peer = OUTSIDE;
        private @Nullable String peerName;
        private Zone zoneEntity = Zone.CORPORATE;
        private Zone zonePeer = Zone.INTERNET;
        private long when = Times.T0;
        private long until = Long.MIN_VALUE;
        private long writeTime = Long.MIN_VALUE;
        private List<String> links = List.of();
        private String coordinates = "conn.log:1";
        private boolean decides = true;
        private @Nullable Long id;

        private Draft(String source, Channel channel, Action action) {
            this.source = source;
            this.channel = channel;
            this.action = action;
        }

        public Draft from(String key) {
            entity = key;
            return this;
        }

        public Draft named(String name) {
            entityName = name;
            return this;
        }

        public Draft to(String key) {
            peer = key;
            if (!EntityKeys.isExternal(key)) {
                zonePeer = Zone.CORPORATE;
            }
            return this;
        }

        public Draft peerNamed(String name) {
            peerName = name;
            return this;
        }

        /** When it happened, ended and, unless said otherwise, was written down. */
        public Draft at(long millis) {
            when = millis;
            return this;
        }

        public Draft until(long millis) {
            until = millis;
            return this;
        }

        public Draft writtenAt(long millis) {
            writeTime = millis;
            return this;
        }

        public Draft actedUpon() {
            acts = false;
            return this;
        }

        public Draft doing(Action what) {
            action = what;
            return this;
        }

        public Draft ending(Outcome how) {
            outcome = how;
            return this;
        }

        public Draft inZone(Zone zone) {
            zoneEntity = zone;
            return this;
        }

        public Draft peerInZone(Zone zone) {
            zonePeer = zone;
            return this;
        }

        public Draft with(Attribute attribute, String value) {
            attributes.put(attribute, value);
            return this;
        }

        public Draft with(Measure measure, double value) {
            measures.put(measure, value);
            return this;
        }

        /** The point at which its client is, in degrees. */
        public Draft in(double north, double east) {
            return with(Measure.LATITUDE, north)
                    .with(Measure.LONGITUDE, east)
                    .with(Measure.RADIUS_KM, 50);
        }

        public Draft port(int port) {
            return with(Attribute.RESPONDER_PORT, Integer.toString(port));
        }

        public Draft bytesOut(long bytes) {
            return with(Measure.BYTES_OUT, bytes);
        }

        public Draft linkedTo(String... keys) {
            links = List.of(keys);
            return this;
        }

        public Draft coordinates(String where) {
            coordinates = where;
            return this;
        }

        /** Leaves the fate of its record to another interaction. */
        public Draft notDeciding() {
            decides = false;
            return this;
        }

        /** An event id of its own, where two drafts say the same but are two events. */
        public Draft id(long own) {
            id = own;
            return this;
        }

        public Interaction build() {
            long ended = until == Long.MIN_VALUE ? when : until;
            Long own = id;
            String content =
                    source
                            + action
                            + outcome
                            + acts
                            + entity
                            + peer
                            + when
                            + ended
                            + measures
                            + attributes;
            return new Interaction(
                    source,
                    writeTime == Long.MIN_VALUE ? ended : writeTime,
                    when,
                    ended,
                    own == null ? ContentIds.hash64(content) : 0,
                    own == null ? ContentIds.hash64(content + '!') : own,
                    channel,
                    action,
                    outcome,
                    acts,
                    entity,
                    entityName,
                    peer,
                    peerName,
                    zoneEntity,
                    zonePeer,
                    Map.copyOf(measures),
                    Map.copyOf(attributes),
                    links,
                    coordinates,
                    decides);
        }
    }
}
