// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log that the venue describes itself: badge readers, ticketing, Wi-Fi controllers, video
 * management, firewalls. What its fields mean, and no more: there is nothing in it that decides
 * what is an attack.
 *
 * @param name its log in the books
 * @param recognise fields that must have these values; compared without case
 * @param named topic or file name without its folder, a {@code *} at the end stands for any rest;
 *     empty: any
 * @param columns of rows without a header
 * @param written absent: as every record, by its envelope or by when it happened
 * @param peer absent: the entity itself
 */
public record DeclaredSource(
        String name,
        Format format,
        Map<String, String> recognise,
        String named,
        List<String> columns,
        Moment when,
        @Nullable Moment written,
        End entity,
        @Nullable End peer,
        Channel channel,
        Choice<Action> action,
        Choice<Outcome> outcome,
        Map<Measure, Figure> measures,
        Map<Attribute, String> attributes,
        @Nullable Lease lease,
        @Nullable Session session)
        implements Serializable {

    /** How a record is written. */
    public enum Format {
        JSON,
        CSV,
        /** {@code name=value} pairs, in quotes where a value has spaces; behind a syslog head. */
        KEY_VALUE
    }

    /** What an end of the interaction is. */
    public enum Kind {
        /** An address, a MAC or the name of a machine; an address outside the venue is external. */
        DEVICE,
        ACCOUNT,
        MAILBOX,
        SERVICE,
        EXTERNAL
    }

    /**
     * A time.
     *
     * @param fields that together tell it, put together with a space
     * @param pattern of {@link java.time.format.DateTimeFormatter}; empty: ISO-8601, or seconds,
     *     millis or micros since 1970
     * @param zone of a time that tells none
     */
    public record Moment(List<String> fields, String pattern, String zone)
            implements Serializable {}

    /**
     * One end.
     *
     * @param field whose value it is; empty: {@code value} is
     * @param nameField what people call it; empty: as the value
     */
    public record End(Kind kind, String field, String value, String nameField)
            implements Serializable {}

    /**
     * One of a closed set: by the value of a field, without case, else always the same.
     *
     * @param field empty: always {@code otherwise}
     */
    public record Choice<T extends Enum<T>>(String field, Map<String, T> map, T otherwise)
            implements Serializable {}

    /**
     * A number.
     *
     * @param factor what one of its unit is in ours
     */
    public record Figure(String field, double factor) implements Serializable {}

    /**
     * The record says whose address it is.
     *
     * @param name empty: it tells none
     * @param millis how long it holds
     */
    public record Lease(String address, String mac, String name, long millis)
            implements Serializable {}

    /**
     * The record says from where its account logged on, where it is a log-on that succeeded.
     *
     * @param addresses fields: of a way in from outside the public address, and that given inside
     */
    public record Session(List<String> addresses) implements Serializable {}

    /** Whether a topic or file of that name may hold it. */
    public boolean mayLieIn(String place) {
        if (named.isEmpty()) {
            return true;
        }
        String base =
                place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1);
        return named.endsWith("*")
                ? base.startsWith(named.substring(0, named.length() - 1))
                : base.equals(named) || base.startsWith(named + '.');
    }
}
