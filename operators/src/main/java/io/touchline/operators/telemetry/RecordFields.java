// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record, whatever dialect it came in: what is unset, empty or null is absent,
 * and a value that does not fit the type asked for is absent too.
 */
public final class RecordFields {
    private static final int MAX_ELEMENTS = 1_000;

    private final Map<String, Object> values;
    private final @Nullable Notation rows;
    private final Map<String, String> renames;

    private RecordFields(
            Map<String, Object> values, @Nullable Notation rows, Map<String, String> renames) {
        this.values = values;
        this.rows = rows;
        this.renames = renames;
    }

    /** A JSON object; names may be dotted, nested or joined by underscores. */
    public static RecordFields ofJson(Map<String, Object> object) {
        return new RecordFields(object, null, Map.of());
    }

    /** A row of a TSV log, still escaped. */
    public static RecordFields ofRow(Map<String, Object> row, Notation notation) {
        return new RecordFields(row, notation, Map.of());
    }

    /** The same fields under lower-case names. */
    public RecordFields lowerCaseNames() {
        Map<String, Object> lower = new LinkedHashMap<>();
        values.forEach((name, value) -> lower.putIfAbsent(Texts.lower(name), value));
        return new RecordFields(lower, rows, renames);
    }

    /** The same fields, those of another vocabulary also under the names that readers ask for. */
    public RecordFields renamed(Map<String, String> theirsByOurs) {
        return new RecordFields(values, rows, theirsByOurs);
    }

    /** The same fields and one more, unless they have it. */
    public RecordFields with(String name, String value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.putIfAbsent(name, value);
        return new RecordFields(more, rows, renames);
    }

    public Map<String, Object> values() {
        return values;
    }

    public boolean has(String name) {
        return raw(name) != null;
    }

    public boolean hasAll(List<String> names) {
        for (String name : names) {
            if (!has(name)) {
                return false;
            }
        }
        return true;
    }

    /** Value as it stands in the tree; a dotted name goes down into nested objects. */
    public @Nullable Object raw(String name) {
        String theirs = renames.getOrDefault(name, name);
        Object value = values.get(theirs);
        int dot = theirs.indexOf('.');
        if (value != null || dot < 0) {
            return value;
        }
        value = values.get(theirs.replace('.', '_'));
        if (value != null) {
            return value;
        }
        Map<String, Object> nested = JsonTree.object(values.get(theirs.substring(0, dot)));
        return nested == null ? null : ofJson(nested).raw(theirs.substring(dot + 1));
    }

    /**
     * The object under {@code name}, which an export may have written as text, with lower-case
     * names; without fields if there is none.
     */
    public RecordFields within(String name) {
        Map<String, Object> object = JsonTree.object(written(raw(name)));
        return ofJson(object == null ? Map.of() : object).lowerCaseNames();
    }

    /**
     * The objects of the array under {@code name}, which an export may have written as text, with
     * lower-case names; at most 1,000.
     */
    public List<RecordFields> objects(String name) {
        List<Object> array = JsonTree.array(written(raw(name)));
        List<RecordFields> objects = new ArrayList<>();
        for (Object element : array == null ? List.of() : array) {
            Map<String, Object> object = JsonTree.object(element);
            if (object != null && objects.size() < MAX_ELEMENTS) {
                objects.add(ofJson(object).lowerCaseNames());
            }
        }
        return objects;
    }

    private static @Nullable Object written(@Nullable Object value) {
        if (value instanceof String text && (text.startsWith("{") || text.startsWith("["))) {
            return JsonTree.single(text);
        }
        return value;
    }

    /** Harmless text, never empty. */
    public @Nullable String text(String name) {
        return raw(name) instanceof String value ? scalar(value) : null;
    }

    /** As {@link #text}, but what looks like an escape is none: a path of Windows has such. */
    public @Nullable String verbatim(String name) {
        String text = raw(name) instanceof String value ? Texts.clean(value).strip() : "";
        return text.isEmpty() || text.equals("-") ? null : text;
    }

    /** The first of {@code names} that is present. */
    public @Nullable String firstText(String... names) {
        for (String name : names) {
            String text = text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    public @Nullable String lowerText(String name) {
        String text = text(name);
        return text == null ? null : Texts.lower(text);
    }

    public String mandatory(String name) throws Refusal {
        String text = text(name);
        if (text == null) {
            throw Refusal.missing(name);
        }
        return text;
    }

    /** A number of at least 0. */
    public @Nullable Long count(String name) {
        String text = text(name);
        long value = text == null ? DecimalText.NONE : DecimalText.whole(text);
        return value < 0 ? null : Long.valueOf(value);
    }

    /** A number of 0 .. 2^31 - 1. */
    public @Nullable Integer number(String name) {
        Long value = count(name);
        return value == null || value > Integer.MAX_VALUE
                ? null
                : Integer.valueOf(value.intValue());
    }

    /** A number of seconds of at least 0, in microseconds. */
    public @Nullable Long intervalMicros(String name) {
        String text = text(name);
        long value = text == null ? DecimalText.NONE : DecimalText.scaled(text, 6);
        return value < 0 ? null : Long.valueOf(value);
    }

    /** The first of {@code names} that is present, as a moment in microseconds since 1970. */
    public @Nullable Long momentMicros(String... names) {
        String text = firstText(names);
        long value = text == null ? Times.UNKNOWN : Times.micros(text);
        return value == Times.UNKNOWN ? null : Long.valueOf(value);
    }

    /** {@code micros} later; {@code from} where that lies beyond every time. */
    public static long later(long from, long micros) {
        return micros <= Times.LAST_MICROS - from ? from + micros : from;
    }

    /** The first of {@code names} that is present, as a moment in microseconds since 1970. */
    public long mandatoryMoment(String... names) throws Refusal {
        String text = firstText(names);
        if (text == null) {
            throw new Refusal(DeadLetterReason.NO_TIME, names[0] + " is absent");
        }
        long micros = Times.micros(text);
        if (micros == Times.UNKNOWN) {
            throw new Refusal(
                    DeadLetterReason.BAD_TIME,
                    names[0] + " is no time: " + Texts.escaped(text, 64));
        }
        return micros;
    }

    public @Nullable Boolean flag(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "T", "true", "True" -> Boolean.TRUE;
            case "F", "false", "False" -> Boolean.FALSE;
            default -> null;
        };
    }

    public @Nullable IpAddress address(String name) {
        String text = text(name);
        return text == null ? null : IpAddress.parse(text);
    }

    /** Canonical text of an address. */
    public @Nullable String addressText(String name) {
        IpAddress address = address(name);
        return address == null ? null : address.toString();
    }

    public IpAddress mandatoryAddress(String name) throws Refusal {
        String text = mandatory(name);
        IpAddress address = IpAddress.parse(text);
        if (address == null) {
            throw new Refusal(
                    DeadLetterReason.MALFORMED,
                    name + " is no address: " + Texts.escaped(text, 64));
        }
        return address;
    }

    /** The elements of a set or array that are texts; at most 1,000. */
    public List<String> list(String name) {
        Object value = raw(name);
        List<String> elements = new ArrayList<>();
        if (value instanceof String text) {
            if (rows == null) {
                addTo(elements, text);
            } else {
                split(text, rows, elements);
            }
        } else if (value instanceof List<?> array) {
            for (Object element : array) {
                if (element instanceof String text && elements.size() < MAX_ELEMENTS) {
                    addTo(elements, text);
                }
            }
        }
        return elements;
    }

    private void split(String text, Notation notation, List<String> elements) {
        int start = 0;
        while (start <= text.length() && elements.size() < MAX_ELEMENTS) {
            int end = text.indexOf(notation.setSeparator(), start);
            end = end < 0 || notation.setSeparator().isEmpty() ? text.length() : end;
            String element = text.substring(start, end);
            if (!element.equals(notation.unset())) {
                addTo(elements, element);
            }
            start = end + notation.setSeparator().length();
            if (end == text.length()) {
                break;
            }
        }
    }

    private void addTo(List<String> elements, String raw) {
        String element = scalar(raw);
        if (element != null) {
            elements.add(element);
        }
    }

    private @Nullable String scalar(String raw) {
        boolean tsv = rows != null;
        if (raw.isEmpty() || (rows != null && raw.equals(rows.empty()))) {
            return null;
        }
        String text = Texts.clean(Texts.unescaped(raw, tsv));
        // Zeek's own words for "nothing", which exporters carry over into JSON
        boolean nothing = text.isEmpty() || text.equals("-") || text.equals("(empty)");
        return nothing ? null : text;
    }
}
