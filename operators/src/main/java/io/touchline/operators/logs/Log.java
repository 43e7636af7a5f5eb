// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One log: how a record of it is told from others, when it was written down, what it becomes.
 * Immutable. The descriptive parts are the documentation of the mapping and are printed as such;
 * {@link Draft} holds the readers to the measures, attributes and actions declared here.
 */
public final class Log {
    /** Turns the fields of one record into its event. */
    @FunctionalInterface
    interface Reader {
        Event read(RecordFields fields, RecordContext context) throws Refusal;
    }

    /** When a record was written down by its own content: microseconds since 1970, or null. */
    @FunctionalInterface
    interface Written {
        @Nullable Long micros(RecordFields fields);
    }

    /** The records that one record of an export holds. */
    @FunctionalInterface
    interface Parts {
        List<RecordFields> of(RecordFields fields);
    }

    /**
     * Names of fields that together only this log has.
     *
     * @param anyCase the names are in lower case and match in any case
     */
    record Signature(List<String> names, boolean anyCase) {}

    /** Which end is the entity, and what is then its peer: words for the documentation. */
    public record Role(String entity, String peer) {}

    private final Builder made;
    private final Reader reader;
    private final String partner;

    private Log(Builder made, Reader reader, String partner) {
        this.made = made;
        this.reader = reader;
        this.partner = partner;
    }

    /** As {@code zeek.conn}: the name in the books. */
    public String name() {
        return made.name;
    }

    /** Why a record of it is no interaction of its own; empty if it is one. */
    public String partner() {
        return partner;
    }

    public @Nullable Channel channel() {
        return made.channel;
    }

    public Set<Action> actions() {
        return made.actions;
    }

    public List<Role> roles() {
        return made.roles;
    }

    /** Which of its records are used and make no interaction, in words; empty if none. */
    public String silent() {
        return made.silent;
    }

    /** Where the outcome comes from, in words; empty where the log tells none. */
    public String outcome() {
        return made.outcome;
    }

    public Set<Measure> measures() {
        return made.measures;
    }

    public Set<Attribute> attributes() {
        return made.attributes;
    }

    /** What it says about whose address it was, in words; empty if nothing. */
    public String binds() {
        return made.binds;
    }

    /** Lists of columns as its producer writes them by default, for rows without a header. */
    public List<List<String>> columns() {
        return made.columns;
    }

    /** Categories of Azure diagnostics that carry it, in lower case. */
    Set<String> categories() {
        return made.categories;
    }

    List<Signature> signatures() {
        return made.signatures;
    }

    /** The records that {@code fields} hold: themselves, if the log does not nest. */
    public List<RecordFields> parts(RecordFields fields) {
        RecordFields own = made.anyCase ? fields.lowerCaseNames() : fields;
        return made.parts.of(made.renames.isEmpty() ? own : own.renamed(made.renames));
    }

    /** When one of the {@link #parts} was written down by its own content. */
    public @Nullable Long writtenMicros(RecordFields part) {
        return made.written.micros(part);
    }

    /**
     * The event of one of the {@link #parts}.
     *
     * @throws Refusal when the record lacks what the log must have
     */
    public Event event(RecordFields part, RecordContext context) throws Refusal {
        return reader.read(part, context);
    }

    @Override
    public String toString() {
        return made.name;
    }

    static Builder log(String name) {
        return new Builder(name);
    }

    /** Written when the first of {@code names} that is present says. */
    static Written at(String... names) {
        return fields -> fields.momentMicros(names);
    }

    /**
     * Written at {@code start} + {@code length} seconds; at {@code start} if that makes no time.
     */
    static Written ends(String start, String length) {
        return fields -> {
            Long from = fields.momentMicros(start);
            Long micros = fields.intervalMicros(length);
            if (from == null || micros == null) {
                return from;
            }
            return RecordFields.later(from, micros);
        };
    }

    /** Collects what is said of a log; mutable until the log is made. */
    static final class Builder {
        private final String name;
        private final List<Signature> signatures = new ArrayList<>();
        private final Map<String, String> renames = new HashMap<>();
        private final Set<String> categories = new TreeSet<>();
        private final List<Role> roles = new ArrayList<>();
        private final List<List<String>> columns = new ArrayList<>();
        private final Set<Action> actions = EnumSet.noneOf(Action.class);
        private final Set<Measure> measures = EnumSet.noneOf(Measure.class);
        private final Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        private @Nullable Channel channel;
        private Written written = at("ts");
        private Parts parts = List::of;
        private String outcome = "";
        private String binds = "";
        private String silent = "";
        private boolean anyCase;

        private Builder(String name) {
            this.name = name;
        }

        Builder told(String... names) {
            signatures.add(new Signature(List.of(names), false));
            return this;
        }

        /** {@code names} in lower case; the reader sees every name in lower case. */
        Builder toldInAnyCase(String... names) {
            anyCase = true;
            signatures.add(new Signature(List.of(names), true));
            return this;
        }

        /** Categories of Azure diagnostics, or tables of Defender, in lower case. */
        Builder categories(String... names) {
            categories.addAll(List.of(names));
            return this;
        }

        /** Its own names for what the reader asks for: {@code id.orig_h=src_ip} and the like. */
        Builder renames(String... oursIsTheirs) {
            for (String each : oursIsTheirs) {
                int equals = each.indexOf('=');
                renames.put(each.substring(0, equals), each.substring(equals + 1));
            }
            return this;
        }

        Builder written(Written value) {
            written = value;
            return this;
        }

        Builder parts(Parts value) {
            parts = value;
            return this;
        }

        Builder columns(String names) {
            columns.add(List.of(names.split(" ")));
            return this;
        }

        Builder on(Channel value, Action... does) {
            channel = value;
            actions.addAll(List.of(does));
            return this;
        }

        Builder role(String entity, String peer) {
            roles.add(new Role(entity, peer));
            return this;
        }

        Builder outcome(String words) {
            outcome = words;
            return this;
        }

        Builder measures(Measure... all) {
            measures.addAll(List.of(all));
            return this;
        }

        Builder attributes(Attribute... all) {
            attributes.addAll(List.of(all));
            return this;
        }

        Builder binds(String words) {
            binds = words;
            return this;
        }

        /** Which records are used and make no interaction, in words. */
        Builder silent(String words) {
            silent = words;
            return this;
        }

        Log read(Reader reader) {
            return new Log(this, reader, "");
        }

        /** A log whose records are used and make no interaction of their own. */
        Log partner(String why) {
            return partner(why, (fields, context) -> Event.alone(name, context.writeTime()));
        }

        /** The same, of records that tell whose address it was. */
        Log partner(String why, Reader reader) {
            return new Log(this, reader, why);
        }
    }
}
