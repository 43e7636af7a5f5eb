// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one normal form: who did what to whom, when, seen from one of both ends.
 *
 * @param source log it was read from, as {@code zeek.conn}; the name in the books
 * @param writeTime when the sensor wrote it down, milliseconds since 1970 UTC; orders everything
 * @param when when it happened, milliseconds since 1970 UTC
 * @param until when it ended; equals {@code when} for what has no duration
 * @param idHigh upper half of the event id, a hash of the decoded record
 * @param idLow lower half of the event id
 * @param acts whether {@code entity} is the end that acts
 * @param entity key of the end whose pattern of life this belongs to
 * @param peer key of the other end
 * @param links keys that stand for the same person or machine at that time, linked, never merged
 * @param coordinates {@code file:line} or {@code topic-partition-offset}
 * @param decidesFate whether the books follow this interaction: one of each record's, the acting
 *     one where there is one
 */
public record Interaction(
        String source,
        long writeTime,
        long when,
        long until,
        long idHigh,
        long idLow,
        Channel channel,
        Action action,
        Outcome outcome,
        boolean acts,
        String entity,
        @Nullable String entityName,
        String peer,
        @Nullable String peerName,
        Zone zoneEntity,
        Zone zonePeer,
        Map<Measure, Double> measures,
        Map<Attribute, String> attributes,
        List<String> links,
        String coordinates,
        boolean decidesFate) {

    /** An interaction that leaves the fate of its record to another one. */
    public Interaction(
            String source,
            long writeTime,
            long when,
            long until,
            long idHigh,
            long idLow,
            Channel channel,
            Action action,
            Outcome outcome,
            boolean acts,
            String entity,
            @Nullable String entityName,
            String peer,
            @Nullable String peerName,
            Zone zoneEntity,
            Zone zonePeer,
            Map<Measure, Double> measures,
            Map<Attribute, String> attributes,
            List<String> links,
            String coordinates) {
        this(
                source,
                writeTime,
                when,
                until,
                idHigh,
                idLow,
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
                measures,
                attributes,
                links,
                coordinates,
                false);
    }

    public String site() {
        return EntityKeys.site(entity);
    }

    public double measure(Measure measure, double absent) {
        Double value = measures.get(measure);
        return value == null ? absent : value;
    }

    public @Nullable String attribute(Attribute attribute) {
        return attributes.get(attribute);
    }

    /** The same interaction, with the fate of its record in its hands or not. */
    public Interaction deciding(boolean fate) {
        return copy(
                entity, entityName, peer, peerName, zoneEntity, zonePeer, attributes, links, fate);
    }

    /** The same interaction with its ends resolved. */
    public Interaction withEnds(
            String newEntity,
            @Nullable String newEntityName,
            String newPeer,
            @Nullable String newPeerName,
            Zone newZoneEntity,
            Zone newZonePeer,
            List<String> newLinks) {
        return copy(
                newEntity,
                newEntityName,
                newPeer,
                newPeerName,
                newZoneEntity,
                newZonePeer,
                attributes,
                newLinks,
                decidesFate);
    }

    /** The same interaction with one more attribute, or another value of it. */
    public Interaction withAttribute(Attribute attribute, String value) {
        Map<Attribute, String> all = new EnumMap<>(Attribute.class);
        all.putAll(attributes);
        all.put(attribute, value);
        return copy(
                entity,
                entityName,
                peer,
                peerName,
                zoneEntity,
                zonePeer,
                Collections.unmodifiableMap(all),
                links,
                decidesFate);
    }

    private Interaction copy(
            String newEntity,
            @Nullable String newEntityName,
            String newPeer,
            @Nullable String newPeerName,
            Zone newZoneEntity,
            Zone newZonePeer,
            Map<Attribute, String> newAttributes,
            List<String> newLinks,
            boolean fate) {
        return new Interaction(
                source,
                writeTime,
                when,
                until,
                idHigh,
                idLow,
                channel,
                action,
                outcome,
                acts,
                newEntity,
                newEntityName,
                newPeer,
                newPeerName,
                newZoneEntity,
                newZonePeer,
                measures,
                newAttributes,
                newLinks,
                coordinates,
                fate);
    }
}
