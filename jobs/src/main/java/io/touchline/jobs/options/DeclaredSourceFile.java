// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.yaml.YamlFile;
import io.touchline.jobs.yaml.YamlObject;
import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.DeclaredSource;
import io.touchline.operators.logs.DeclaredSource.Choice;
import io.touchline.operators.logs.DeclaredSource.End;
import io.touchline.operators.logs.DeclaredSource.Figure;
import io.touchline.operators.logs.DeclaredSource.Format;
import io.touchline.operators.logs.DeclaredSource.Kind;
import io.touchline.operators.logs.DeclaredSource.Lease;
import io.touchline.operators.logs.DeclaredSource.Moment;
import io.touchline.operators.logs.DeclaredSource.Session;
import io.touchline.operators.logs.Logs;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** The YAML file of a declared source; docs/declared-sources.md describes it. */
public final class DeclaredSourceFile {
    private static final String CURE = "docs/declared-sources.md lists every name and its values";
    private static final Duration DAY = Duration.ofDays(1);

    /** Units and what one of them is in that of the measure. */
    private static final Map<String, Map<String, Double>> UNITS =
            Map.of(
                    "BYTES",
                    Map.of("bytes", 1.0, "kilobytes", 1e3, "kibibytes", 1024.0, "megabytes", 1e6),
                    "MILLIS",
                    Map.of(
                            "micros", 1e-3, "millis", 1.0, "seconds", 1e3, "minutes", 6e4, "hours",
                            3.6e6),
                    "",
                    Map.of("count", 1.0));

    private final YamlFile file;
    private final YamlObject root;

    private DeclaredSourceFile(YamlFile file) {
        this.file = file;
        this.root = file.root();
    }

    /**
     * @throws InputException the file cannot be read, or holds something that cannot be; the
     *     message tells each with its line
     */
    public static DeclaredSource read(Path path) {
        YamlFile file = YamlFile.read(path);
        DeclaredSource source = new DeclaredSourceFile(file).source();
        file.check(CURE);
        return source;
    }

    /** All of them; two of one name are refused. */
    public static List<DeclaredSource> readAll(List<Path> paths) {
        List<DeclaredSource> sources = paths.stream().map(DeclaredSourceFile::read).toList();
        try {
            new DeclaredLogs(sources);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    "could not use the declared sources: " + e.getMessage(),
                    "give each source a name of its own");
        }
        return sources;
    }

    private DeclaredSource source() {
        String name = root.text("source");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9_-]{0,30}")) {
            file.wrong(
                    root.line("source"),
                    "source must be lower-case letters, digits, - and _, at most 31");
        }
        if (Logs.named(name) != null || Logs.ofName(name) != null) {
            file.wrong(root.line("source"), name + " is a log known without it");
        }
        Map<String, String> recognise = new TreeMap<>(root.textMap("recognise"));
        String named = root.text("named", "");
        if (recognise.isEmpty() && named.isEmpty()) {
            file.wrong(root.line(), "needs recognise (fields and their values) or named");
        }
        Format format = root.oneOf("format", Format.JSON);
        List<String> columns = root.texts("columns");
        if (!columns.isEmpty() && format != Format.CSV) {
            file.wrong(root.line("columns"), "columns are for format: csv");
        }
        End entity = end("entity");
        return new DeclaredSource(
                name,
                format,
                recognise,
                named,
                List.copyOf(columns),
                moment("when"),
                root.has("write-time") ? moment("write-time") : null,
                entity,
                root.has("peer") ? end("peer") : null,
                channel(),
                choice("action", Action.values(), Action.CONNECT, true),
                choice("outcome", Outcome.values(), Outcome.UNKNOWN, false),
                measures(),
                attributes(),
                lease(),
                session(entity.kind()));
    }

    private Moment moment(String name) {
        YamlObject object = required(name);
        if (object == null) {
            return new Moment(List.of(), "", "UTC");
        }
        List<String> fields = object.texts("field");
        if (fields.isEmpty()) {
            object.violate(object.line(), "needs " + name + ".field");
        }
        String pattern =
                object.read(
                        "pattern", "a pattern of a date and time with its year", "", this::dated);
        String zone = object.read("zone", "a time zone such as Europe/Berlin", "UTC", this::zone);
        if (object.has("zone") && pattern.isEmpty()) {
            object.violate(object.line("zone"), name + ".zone needs a " + name + ".pattern");
        }
        return new Moment(List.copyOf(fields), pattern, zone);
    }

    private @Nullable String dated(String pattern) {
        try {
            String whole = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).toString();
            return whole.contains("Year") ? pattern : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private End end(String name) {
        YamlObject object = required(name);
        if (object == null) {
            return new End(Kind.DEVICE, "", "", "");
        }
        Kind kind = object.oneOf("kind", Kind.DEVICE);
        if (!object.has("kind")) {
            object.violate(
                    object.line(), "needs " + name + ".kind: " + YamlObject.words(Kind.values()));
        }
        String field = object.text("field", "");
        String value = object.text("value", "");
        if (field.isEmpty() == value.isEmpty()) {
            object.violate(object.line(), name + " needs either a field or a value");
        }
        return new End(kind, field, value, object.text("name", ""));
    }

    private Channel channel() {
        root.text("channel");
        return root.oneOf("channel", Channel.NETWORK);
    }

    private <T extends Enum<T>> Choice<T> choice(
            String name, T[] all, T otherwise, boolean needed) {
        if (!root.has(name) || root.isText(name)) {
            if (needed && !root.has(name)) {
                file.wrong(root.line(), "needs " + name + ": " + YamlObject.words(all));
            }
            return new Choice<>("", Map.of(), root.oneOf(name, otherwise));
        }
        YamlObject object = root.below(name);
        Map<String, T> map = new TreeMap<>();
        YamlObject values = object.below("map");
        for (String value : values.names()) {
            map.put(value.toLowerCase(Locale.ROOT), values.oneOf(value, otherwise));
        }
        if (needed && !object.has("else")) {
            object.violate(object.line(), "needs " + name + ".else");
        }
        return new Choice<>(object.text("field"), map, object.oneOf("else", otherwise));
    }

    private Map<Measure, Figure> measures() {
        Map<Measure, Figure> measures = new EnumMap<>(Measure.class);
        YamlObject object = root.below("measures");
        for (String name : object.names()) {
            Measure measure = YamlObject.constant(Measure.values(), name);
            if (measure == null) {
                object.violate(
                        object.line(name),
                        "no measure is named "
                                + name
                                + "; there are "
                                + YamlObject.words(Measure.values()));
                continue;
            }
            measures.put(measure, figure(measure, name, object));
        }
        return measures;
    }

    private Figure figure(Measure measure, String name, YamlObject measures) {
        if (measures.isText(name)) {
            return new Figure(measures.text(name), 1);
        }
        YamlObject object = measures.below(name);
        Map<String, Double> units = units(measure);
        String shape = "one of " + String.join(", ", new TreeMap<>(units).keySet());
        return new Figure(object.text("field"), object.read("unit", shape, 1.0, units::get));
    }

    private static Map<String, Double> units(Measure measure) {
        String name = measure.name();
        String unit = name.contains("BYTES") ? "BYTES" : name.endsWith("MILLIS") ? "MILLIS" : "";
        return UNITS.getOrDefault(unit, Map.of());
    }

    private Map<Attribute, String> attributes() {
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        YamlObject object = root.below("attributes");
        for (String name : object.names()) {
            Attribute attribute = YamlObject.constant(Attribute.values(), name);
            if (attribute == null) {
                object.violate(
                        object.line(name),
                        "no attribute is named "
                                + name
                                + "; there are "
                                + YamlObject.words(Attribute.values()));
            } else {
                attributes.put(attribute, object.text(name));
            }
        }
        return attributes;
    }

    private @Nullable Lease lease() {
        YamlObject object = root.object("lease");
        if (object == null) {
            return null;
        }
        Duration length = object.read("for", "a length such as 8 h", DAY, this::duration);
        return new Lease(
                object.text("address"),
                object.text("mac"),
                object.text("name", ""),
                length.toMillis());
    }

    private @Nullable Session session(Kind entity) {
        YamlObject object = root.object("session");
        if (object == null) {
            return null;
        }
        List<String> addresses = object.texts("address");
        if (addresses.isEmpty()) {
            object.violate(object.line(), "needs session.address");
        }
        if (entity != Kind.ACCOUNT) {
            object.violate(object.line(), "session needs an entity of kind account");
        }
        return new Session(List.copyOf(addresses));
    }

    private @Nullable Duration duration(String text) {
        try {
            Duration length = TimeUtils.parseDuration(text);
            return length.isZero() || length.compareTo(Duration.ofDays(30)) > 0 ? null : length;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable YamlObject required(String name) {
        YamlObject object = root.object(name);
        if (object == null) {
            file.wrong(root.line(), "needs " + name);
        }
        return object;
    }
}
