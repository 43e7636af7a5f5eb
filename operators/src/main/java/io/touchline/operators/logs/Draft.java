// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.geography.Place;
import io.touchline.operators.geography.Point;
import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.HostNames;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.Texts;
import io.touchline.operators.telemetry.Times;
import io.touchline.operators.telemetry.ToolFamilies;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event in the making: what its interactions share is set once, each role is then added. The one
 * added first decides the fate of the record.
 */
final class Draft {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long MAX_UNTIL = 4_102_444_800_000L; // 2100-01-01

    private final RecordContext context;
    private final EventId id;
    private final long whenMicros;
    private final long when;
    private Action action;
    private final Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    private final Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
    private final List<Interaction> interactions = new ArrayList<>(2);
    private final List<Binding> bindings = new ArrayList<>(1);
    private Outcome outcome = Outcome.UNKNOWN;
    private List<String> links = List.of();
    private long until;
    private boolean placed;
    private boolean tellsCountry;
    private boolean tellsAsn;
    private boolean tellsPoint;

    Draft(RecordContext context, SpecificRecord telemetry, long whenMicros, Action action) {
        this.context = context;
        this.id = EventId.of(telemetry);
        this.whenMicros = whenMicros;
        this.when = Times.millis(whenMicros);
        this.until = when;
        this.action = action;
    }

    String site() {
        return context.venue().site();
    }

    long when() {
        return when;
    }

    void action(Action value) {
        action = value;
    }

    void outcome(Outcome value) {
        outcome = value;
    }

    void lasts(@Nullable Long micros) {
        // A length beyond all years overflows to before `when` or lies after the last one.
        long end = micros == null ? when : Math.floorDiv(whenMicros + micros, 1_000L);
        until = end < when || end > MAX_UNTIL ? when : end;
    }

    void links(List<String> keys) {
        links = List.copyOf(keys);
    }

    /** Sets a measure; null takes it away. */
    void measure(Measure measure, @Nullable Long value) {
        if (value == null) {
            measures.remove(measure);
        } else {
            measures.put(measure, (double) value);
        }
    }

    /** As {@link #measure}, from microseconds to milliseconds with their fraction. */
    void millis(Measure measure, @Nullable Long micros) {
        if (micros == null) {
            measures.remove(measure);
        } else {
            measures.put(measure, micros / 1_000.0);
        }
    }

    void number(Measure measure, @Nullable Double value) {
        if (value == null) {
            measures.remove(measure);
        } else {
            measures.put(measure, value);
        }
    }

    void weight(double value) {
        measures.put(Measure.OT_WEIGHT, value);
    }

    /** Sets a text, made harmless and cut at 128 characters; null or nothing takes it away. */
    void attribute(Attribute attribute, @Nullable String value) {
        String text = value == null ? "" : Texts.attribute(value).strip();
        if (text.isEmpty()) {
            attributes.remove(attribute);
        } else {
            attributes.put(attribute, text);
        }
    }

    /** The name that an acting end went to: where it leads, and what tool it stands for. */
    void destination(@Nullable String name) {
        attribute(Attribute.DESTINATION, name == null ? null : HostNames.registeredDomain(name));
        attribute(Attribute.TOOL_FAMILY, name == null ? null : ToolFamilies.of(name));
    }

    /**
     * Where the other end of the roles that follow is, and whose network that is; null where it is
     * not outside. What the record itself tells is believed more than a database.
     */
    void place(@Nullable IpAddress outside) {
        place(outside, null);
    }

    /** The same where the record may tell the point itself. */
    void place(@Nullable IpAddress outside, @Nullable Point told) {
        if (!placed) {
            placed = true;
            tellsCountry = attributes.containsKey(Attribute.COUNTRY);
            tellsAsn = attributes.containsKey(Attribute.ASN);
            tellsPoint = measures.containsKey(Measure.LATITUDE);
        }
        Place place = outside == null ? Place.UNKNOWN : context.geography().of(outside);
        boolean asked = !context.geography().blind();
        if (asked && !tellsCountry) {
            attribute(Attribute.COUNTRY, place.country());
        }
        if (asked && !tellsAsn) {
            attribute(Attribute.ASN, place.asn());
        }
        if (!tellsPoint && context.log().measures().contains(Measure.LATITUDE)) {
            // somebody inside is at the venue, or at the other end of its VPN
            point(outside == null || told == null ? place.point() : told);
        }
    }

    private void point(@Nullable Point point) {
        number(Measure.LATITUDE, point == null ? null : Double.valueOf(point.north()));
        number(Measure.LONGITUDE, point == null ? null : Double.valueOf(point.east()));
        number(Measure.RADIUS_KM, point == null ? null : Double.valueOf(point.radiusKm()));
    }

    void role(
            boolean acts,
            String entity,
            @Nullable String entityName,
            String peer,
            @Nullable String peerName,
            Zone zoneEntity,
            Zone zonePeer) {
        assert declared() : context.name() + " " + action + measures.keySet() + attributes.keySet();
        interactions.add(
                new Interaction(
                        context.name(),
                        context.writeTime(),
                        when,
                        until,
                        id.high(),
                        id.low(),
                        channel(),
                        action,
                        outcome,
                        acts,
                        entity,
                        name(entityName),
                        peer,
                        name(peerName),
                        zoneEntity,
                        zonePeer,
                        // unlike Map.copyOf, in the same order on every JVM
                        Collections.unmodifiableMap(new EnumMap<>(measures)),
                        Collections.unmodifiableMap(new EnumMap<>(attributes)),
                        links,
                        context.coordinates()));
    }

    void bind(Binding.Kind kind, String address, String holder, @Nullable String name, long to) {
        bindings.add(
                new Binding(
                        kind, site(), address, holder, name(name), when, to, context.writeTime()));
    }

    /**
     * A row of a weak kind; none where it is over or more than a day old when it is written, so
     * that whoever makes up times cannot fill the slots of all of them.
     */
    void bindWeak(Binding.Kind kind, String address, String holder, long from, long to) {
        long written = context.writeTime();
        boolean fresh = written == Times.UNKNOWN || (written < to && written - from <= DAY_MILLIS);
        String text = name(holder);
        if (fresh && text != null) {
            bindings.add(new Binding(kind, site(), address, text, null, from, to, written));
        }
    }

    Event event() {
        return new Event(
                context.name(),
                context.writeTime(),
                List.copyOf(interactions),
                List.copyOf(bindings));
    }

    private Channel channel() {
        Channel channel = context.log().channel();
        if (channel == null) {
            throw new IllegalStateException(context.name() + " declares no channel");
        }
        return channel;
    }

    /** Whether the documentation of the log names all that is told here. */
    private boolean declared() {
        Log log = context.log();
        return log.actions().contains(action)
                && log.measures().containsAll(measures.keySet())
                && log.attributes().containsAll(attributes.keySet());
    }

    private static @Nullable String name(@Nullable String text) {
        String name = text == null ? "" : Texts.attribute(text);
        return name.isEmpty() ? null : name;
    }
}
