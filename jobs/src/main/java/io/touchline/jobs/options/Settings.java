// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.touchline.jobs.DetectionOptions;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.yaml.YamlFile;
import io.touchline.operators.baseline.BaselineOptions;
import io.touchline.operators.identity.IdentityOptions;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.logs.DeclaredSource;
import io.touchline.operators.order.OrderOptions;
import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.operators.venue.VenueRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file, read and checked. All violations are told at once; an unknown key is
 * refused with the nearest known one.
 */
public final class Settings {
    // a key that stands there twice is a mistake, not a choice of the last
    private static final ObjectMapper YAML =
            new ObjectMapper(
                    new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));

    private final Configuration configuration;
    private final @Nullable Path folder;

    private Settings(Configuration configuration, @Nullable Path folder) {
        this.configuration = configuration;
        this.folder = folder;
    }

    /** What holds without a configuration file. */
    public static Settings defaults() {
        return new Settings(new Configuration(), null);
    }

    /**
     * The arguments of a job's main: {@code --config FILE}, then {@code --KEY VALUE} pairs that win
     * over the file.
     *
     * @throws InputException as {@link #read}, and for an argument that is neither
     */
    public static Settings parse(String[] args) {
        Path file = null;
        Map<String, String> overrides = new TreeMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new InputException(
                        "could not use argument " + args[i] + ": it is no --KEY with a value",
                        "give --config FILE, and --KEY VALUE for keys of docs/options.md");
            }
            if (args[i].equals("--config")) {
                file = Path.of(args[i + 1]);
            } else {
                overrides.put(args[i].substring(2), args[i + 1]);
            }
        }
        return file == null
                ? of(overrides, "the arguments", null)
                : of(values(file, overrides), file.toString(), file.toAbsolutePath().getParent());
    }

    /**
     * @throws InputException when the file cannot be read or a value is wrong; the message holds
     *     every violation
     */
    public static Settings read(Path file) {
        return of(values(file, Map.of()), file.toString(), file.toAbsolutePath().getParent());
    }

    private static Map<String, String> values(Path file, Map<String, String> overrides) {
        Map<String, String> values = new TreeMap<>();
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root != null && !root.isMissingNode() && !root.isNull()) {
                flatten("", root, values);
            }
        } catch (JsonProcessingException e) {
            throw new InputException(
                    "could not read " + file + ": it is no YAML (" + firstLine(e) + ")",
                    "correct the line named above; docs/options.md lists every key");
        } catch (IOException e) {
            throw new InputException(
                    "could not read " + file + ": no such file, or it is not readable",
                    "give the path of a YAML file with --config");
        }
        values.putAll(overrides);
        return values;
    }

    private static Settings of(Map<String, String> values, String from, @Nullable Path folder) {
        Configuration configuration = new Configuration();
        values.forEach(configuration::setString);
        Settings settings = new Settings(configuration, folder);
        List<String> violations = settings.violations(values);
        if (!violations.isEmpty()) {
            throw new InputException(
                    "could not use " + from + ": " + String.join("; ", violations),
                    "docs/options.md lists every key with its range");
        }
        return settings;
    }

    /** The released version, or {@code development}. */
    public static String version() {
        String version = Settings.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    public <T> T get(ConfigOption<T> option) {
        return configuration.get(option);
    }

    public <T> Optional<T> getOptional(ConfigOption<T> option) {
        return configuration.getOptional(option);
    }

    public Configuration configuration() {
        return configuration;
    }

    /** A path in the file is relative to the file. */
    public Optional<Path> path(ConfigOption<String> option) {
        return configuration.getOptional(option).map(this::below);
    }

    public DetectionOptions detection() {
        return new DetectionOptions(
                new DecodeOptions(
                        get(TouchlineOptions.SITE),
                        10_000,
                        300_000,
                        new HashSet<>(get(TouchlineOptions.NETWORKS)),
                        new HashSet<>(get(TouchlineOptions.MAIL_DOMAINS)),
                        declaredSources(),
                        geography(),
                        hashKeyFile(),
                        false),
                new IdentityOptions(
                        get(TouchlineOptions.IDENTITY_HOLD).toMillis(),
                        get(TouchlineOptions.REFUSE_AFTER).toMillis() + 3_600_000,
                        get(TouchlineOptions.SESSION_IDLE).toMillis(),
                        get(TouchlineOptions.LOGON).toMillis()),
                new OrderOptions(
                        get(TouchlineOptions.REFUSE_AFTER).toMillis(),
                        get(ArchiveOptions.END_DELAY).toMillis()),
                BaselineOptions.defaults(),
                venueReader(),
                1);
    }

    /**
     * What the venue file says at the start; nothing where none is configured.
     *
     * @throws InputException the file cannot be read, or holds something that cannot be
     */
    public VenueRow venue() {
        Optional<Path> file = path(TouchlineOptions.VENUE_FILE);
        String text = file.isEmpty() ? "" : YamlFile.text(file.get());
        venueReader().check(text, get(TouchlineOptions.NETWORKS));
        return VenueRow.first(text);
    }

    public VenueFileReader venueReader() {
        return new VenueFileReader(
                path(TouchlineOptions.VENUE_FILE).map(Path::toString).orElse("the venue file"));
    }

    /**
     * Reads every file that it names.
     *
     * @throws InputException one of them cannot be used
     */
    public void checkFiles() {
        detection();
        venue();
    }

    private String hashKeyFile() {
        Optional<Path> file = path(TouchlineOptions.HASH_KEY_FILE);
        if (file.isEmpty()) {
            return "";
        }
        String path = file.get().toAbsolutePath().toString();
        try {
            new FrameDecoder(DecodeOptions.defaults().withHashKeyFile(path));
        } catch (UncheckedIOException e) {
            throw new InputException(
                    "could not use privacy.hash-key-file " + path,
                    "make one of 16 bytes or more that this user can read, as head -c 32"
                            + " /dev/urandom does");
        }
        return path;
    }

    /**
     * The sources that the venue declares.
     *
     * @throws InputException a file of {@code sources.declared} is wrong
     */
    public List<DeclaredSource> declaredSources() {
        return DeclaredSourceFile.readAll(
                get(TouchlineOptions.DECLARED_SOURCES).stream().map(this::below).toList());
    }

    /**
     * Paths of the geography databases, each of which can be used; empty where none is given.
     *
     * @throws InputException a file of {@code geo.path} is missing or is no such database
     */
    public List<String> geography() {
        return GeographyFiles.checked(
                get(TouchlineOptions.GEOGRAPHY).stream().map(this::below).toList());
    }

    private Path below(String path) {
        return folder == null ? Path.of(path) : folder.resolve(path);
    }

    private List<String> violations(Map<String, String> values) {
        List<String> wrong = new ArrayList<>();
        Map<String, ConfigOption<?>> known = new TreeMap<>();
        TouchlineOptions.all().forEach(option -> known.put(option.key(), option));
        for (Map.Entry<String, String> entry : values.entrySet()) {
            ConfigOption<?> option = known.get(entry.getKey());
            if (option == null) {
                wrong.add(
                        "unknown key "
                                + entry.getKey()
                                + ", did you mean "
                                + nearest(entry.getKey(), known.keySet())
                                + "?");
                continue;
            }
            try {
                configuration.getOptional(option);
            } catch (IllegalArgumentException e) {
                wrong.add(entry.getKey() + " cannot be " + entry.getValue());
            }
        }
        if (wrong.isEmpty()) {
            ranges(wrong);
        }
        return wrong;
    }

    private void ranges(List<String> wrong) {
        if (!get(TouchlineOptions.SITE).matches("[A-Za-z0-9.-]{1,63}")) {
            wrong.add("venue.site must be letters, digits, dots and hyphens, at most 63");
        }
        try {
            ArchiveOptions.from(configuration);
        } catch (IllegalArgumentException | ArithmeticException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        within(wrong, TouchlineOptions.IDENTITY_HOLD, 0, 600_000);
        within(wrong, TouchlineOptions.SESSION_IDLE, 60_000, 86_400_000);
        within(wrong, TouchlineOptions.LOGON, 60_000, 604_800_000);
        within(wrong, TouchlineOptions.REFUSE_AFTER, 3_600_000, Long.MAX_VALUE);
        within(wrong, TouchlineOptions.BOUND, 0, 30_000);
        within(wrong, TouchlineOptions.STEP, 10, 60_000);
        within(wrong, TouchlineOptions.IDLE, 1_000, 3_600_000);
        within(wrong, TouchlineOptions.CHECKPOINT_INTERVAL, 1_000, 3_600_000);
        within(wrong, TouchlineOptions.DISCOVERY, 1_000, 3_600_000);
        RawTopics.check(this, wrong);
        start(wrong);
        for (String network : get(TouchlineOptions.NETWORKS)) {
            if (IpPrefix.parse(network) == null) {
                wrong.add("venue.networks holds " + network + ", which is not in CIDR form");
            }
        }
    }

    private void start(List<String> wrong) {
        try {
            StartPosition.parse(get(TouchlineOptions.START));
        } catch (IllegalArgumentException e) {
            wrong.add(
                    "kafka.start must be committed, earliest, latest or an instant such as"
                            + " 2026-05-16T18:00:00Z");
        }
    }

    private void within(List<String> wrong, ConfigOption<Duration> option, long least, long most) {
        long seconds = get(option).getSeconds();
        long millis = seconds > Long.MAX_VALUE / 2_000 ? Long.MAX_VALUE : get(option).toMillis();
        if (millis < least || millis > most) {
            wrong.add(
                    option.key()
                            + " must be "
                            + least
                            + " ms"
                            + (most == Long.MAX_VALUE ? " or more" : " to " + most + " ms"));
        }
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> out) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            field ->
                                    flatten(
                                            prefix.isEmpty()
                                                    ? field.getKey()
                                                    : prefix + '.' + field.getKey(),
                                            field.getValue(),
                                            out));
        } else if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(item.asText()));
            out.put(prefix, String.join(";", items));
        } else {
            out.put(prefix, node.asText());
        }
    }

    private static String nearest(String key, Iterable<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(key.toLowerCase(Locale.ROOT), candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Levenshtein. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
