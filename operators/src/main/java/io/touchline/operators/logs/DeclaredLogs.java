// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logs that the venue declared itself. What a declaration names goes before what the fields of
 * a record look like: whoever wrote it knows the source. Of two that fit the one that asks for more
 * fields wins, then the first.
 */
public final class DeclaredLogs {
    public static final DeclaredLogs NONE = new DeclaredLogs(List.of());

    /** A declaration and the log that it makes. */
    private record Entry(DeclaredSource source, Log log) {}

    private final Map<String, Entry> byName = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException when two have the same name, one has that of a log that is
     *     known without it, or a pattern or zone of a time is none
     */
    public DeclaredLogs(List<DeclaredSource> sources) {
        for (DeclaredSource source : sources) {
            if (Logs.named(source.name()) != null || Logs.ofName(source.name()) != null) {
                throw new IllegalArgumentException(source.name() + " is a log known without it");
            }
            if (byName.put(source.name(), new Entry(source, log(source))) != null) {
                throw new IllegalArgumentException("two sources are named " + source.name());
            }
        }
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The log of that name, whoever told of it; null if there is none. */
    public @Nullable Log named(String name) {
        Entry entry = byName.get(name);
        return entry == null ? Logs.named(name) : entry.log;
    }

    /**
     * The log that a record of {@code format} belongs to, or null.
     *
     * @param place topic, file name or name of the log itself
     */
    public @Nullable Log of(DeclaredSource.Format format, RecordFields fields, String place) {
        Entry best = null;
        for (Entry entry : byName.values()) {
            boolean more =
                    best == null
                            || entry.source.recognise().size() > best.source.recognise().size();
            if (more && fits(entry.source, format, fields, place)) {
                best = entry;
            }
        }
        return best == null ? null : best.log;
    }

    /** The log of a CSV file with these columns, or null; its rows are asked one by one. */
    public @Nullable Log ofHeader(List<String> columns, String place) {
        for (Entry entry : byName.values()) {
            DeclaredSource source = entry.source;
            List<String> needed = new ArrayList<>(source.recognise().keySet());
            needed.addAll(source.when().fields());
            if (source.format() == DeclaredSource.Format.CSV
                    && source.mayLieIn(place)
                    && columns.containsAll(needed)) {
                return entry.log;
            }
        }
        return null;
    }

    /** Columns that rows without a header may have there. */
    public List<List<String>> columnsIn(String place) {
        List<List<String>> all = new ArrayList<>();
        for (Entry entry : byName.values()) {
            if (entry.source.format() == DeclaredSource.Format.CSV
                    && !entry.source.columns().isEmpty()
                    && entry.source.mayLieIn(place)) {
                all.add(entry.source.columns());
            }
        }
        return all;
    }

    private static boolean fits(
            DeclaredSource source,
            DeclaredSource.Format format,
            RecordFields fields,
            String place) {
        if (source.format() != format) {
            return false;
        }
        if (!source.name().equals(place) && !source.mayLieIn(place)) {
            return false;
        }
        for (Map.Entry<String, String> asked : source.recognise().entrySet()) {
            String value = fields.text(asked.getKey());
            if (value == null || !Texts.lower(value).equals(Texts.lower(asked.getValue()))) {
                return false;
            }
        }
        return fields.hasAll(source.when().fields());
    }

    private static Log log(DeclaredSource source) {
        DeclaredRecords records = new DeclaredRecords(source);
        return Log.log(source.name())
                .written(records::writtenMicros)
                .on(source.channel(), records.actions())
                .measures(source.measures().keySet().toArray(new Measure[0]))
                .attributes(records.attributes())
                .read(records::event);
    }
}
