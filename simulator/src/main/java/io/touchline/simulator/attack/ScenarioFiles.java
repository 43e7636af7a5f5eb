// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.touchline.simulator.venue.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios as YAML: the shipped ones and those of users, by one reader. Every key is checked; what
 * is not understood is refused with the key and a cure.
 */
public final class ScenarioFiles {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String SHIPPED = "/scenarios/";
    private static final Set<String> TOP =
            Set.of("name", "about", "venue", "rhythm", "noise", "attack");
    private static final Set<String> VENUE = Set.of("size");
    private static final Set<String> RHYTHM = Set.of("days", "gap-days");
    private static final Set<String> STAGE =
            Set.of("means", "entity", "as", "time", "chain", "kind", "pair", "side", "with");
    private static final Set<String> KINDS = Set.of("stage", "benign", "context");
    private static final Set<String> SIDES = Set.of("grave", "benign");

    private ScenarioFiles() {}

    /** In the order of {@code scenarios/list.txt}. */
    public static List<Scenario> shipped() {
        return text(SHIPPED + "list.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(name -> parse(text(SHIPPED + name + ".yaml"), name))
                .toList();
    }

    /** Of every venue, in the order of {@code habits.yaml}. */
    static List<Habit> habits() {
        try {
            List<Map<String, Object>> all =
                    YAML.readValue(text("/habits.yaml"), new TypeReference<>() {});
            return all.stream().map(ScenarioFiles::habit).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("habits.yaml cannot be read", e);
        }
    }

    private static Habit habit(Map<String, Object> habit) {
        Map<String, Object> act = new HashMap<>(habit);
        String on = String.valueOf(act.remove("on"));
        String name = String.valueOf(act.remove("name"));
        act.put("kind", "benign");
        return new Habit(on, stage(act).as("benign", name, ""));
    }

    /**
     * @throws ScenarioException when there is none of that name
     */
    public static Scenario named(String name) {
        return shipped().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ScenarioException(
                                        "there is no scenario '" + name + "'",
                                        "--list names them"));
    }

    /**
     * @throws ScenarioException when it cannot be read or played
     */
    public static Scenario read(Path file) {
        try {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
            return parse(Files.readString(file), name);
        } catch (NoSuchFileException e) {
            throw new ScenarioException("there is no file " + file, "name a scenario file");
        } catch (IOException e) {
            throw new ScenarioException(
                    "could not read " + file + ": " + e.getMessage(), "name a readable text file");
        }
    }

    private static String text(String resource) {
        try (InputStream in = ScenarioFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario parse(String yaml, String fileName) {
        if (yaml.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
            throw new ScenarioException(
                    "scenario " + fileName + " is empty", "give it at least 'attack: []'");
        }
        Map<String, Object> top;
        try {
            top = YAML.readValue(yaml, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new ScenarioException(
                    "could not read scenario " + fileName + ": " + cause(e),
                    "write it as YAML with the keys name, about, venue, rhythm, noise, attack");
        }
        check(top, TOP, "the scenario");
        Map<String, Object> venue = map(top.get("venue"), "venue");
        check(venue, VENUE, "venue");
        Map<String, Object> rhythm = map(top.get("rhythm"), "rhythm");
        check(rhythm, RHYTHM, "rhythm");
        Map<String, Object> noise = map(top.get("noise"), "noise");
        List<StageSpec> stages = new ArrayList<>();
        for (Object stage : list(top.get("attack"))) {
            stages.add(stage(map(stage, "a stage of attack")));
        }
        checkHalves(stages);
        return new Scenario(
                text(top, "name", fileName),
                text(top, "about", ""),
                Optional.ofNullable(venue.get("size")).map(ScenarioFiles::size),
                Optional.ofNullable(rhythm.get("days")).map(days -> whole(days, "rhythm.days", 1)),
                whole(rhythm.getOrDefault("gap-days", 0), "rhythm.gap-days", 0),
                Noise.of(noise),
                List.copyOf(stages));
    }

    /** Each pair has a grave half and a benign one, which may be a habit. */
    private static void checkHalves(List<StageSpec> stages) {
        for (StageSpec half : stages) {
            boolean whole =
                    !half.kind().equals("context")
                            || stages.stream().anyMatch(half::isOtherHalf)
                            || (half.side().equals("grave")
                                    && habits().stream()
                                            .anyMatch(it -> it.act().pair().equals(half.pair())));
            if (!whole) {
                throw new ScenarioException(
                        "the pair " + half.pair() + " has one half",
                        "give it a grave and a benign one, or call it by a habit");
            }
        }
    }

    private static Size size(Object name) {
        return Size.of(String.valueOf(name))
                .orElseThrow(
                        () ->
                                new ScenarioException(
                                        "there is no size '" + name + "' of venue",
                                        "use small, arena or stadium"));
    }

    private static String cause(JsonProcessingException e) {
        String line = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no YAML");
        return line.startsWith("Cannot deserialize") ? "it is no map of keys" : line;
    }

    private static StageSpec stage(Map<String, Object> stage) {
        check(stage, STAGE, "a stage");
        String means = text(stage, "means", "");
        Map<String, Object> with = map(stage.get("with"), "with");
        Means.of(means).parameters().check(with, means);
        String kind = text(stage, "kind", "stage");
        if (!kind.equals("context") && (stage.containsKey("pair") || stage.containsKey("side"))) {
            throw new ScenarioException(
                    "the stage " + means + " has a pair or a side but is no context",
                    "give it 'kind: context', or leave them out");
        }
        if (!KINDS.contains(kind)) {
            throw new ScenarioException(
                    "there is no kind '" + kind + "'", "use one of stage, benign, context");
        }
        if (kind.equals("context")
                && (text(stage, "pair", "").isBlank()
                        || !SIDES.contains(text(stage, "side", "")))) {
            throw new ScenarioException(
                    "the context " + means + " is no half of a pair",
                    "give it a pair and a side, grave or benign");
        }
        if (!stage.containsKey("entity") || !stage.containsKey("time")) {
            throw new ScenarioException(
                    "the stage " + means + " has no entity or no time", "give it both");
        }
        return new StageSpec(
                means,
                text(stage, "entity", ""),
                text(stage, "as", ""),
                new Moment(text(stage, "time", "")),
                text(stage, "chain", "c1"),
                kind,
                text(stage, "pair", ""),
                text(stage, "side", ""),
                with);
    }

    static void check(Map<String, Object> map, Set<String> known, String where) {
        for (String key : map.keySet()) {
            if (!known.contains(key)) {
                throw new ScenarioException(
                        "unknown key '" + key + "' in " + where,
                        "use " + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    static Map<String, Object> map(@Nullable Object value, String where) {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?>)) {
            throw new ScenarioException(where + " is no map", "write it as 'key: value' lines");
        }
        return YAML.convertValue(value, new TypeReference<>() {});
    }

    private static List<?> list(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new ScenarioException("attack is no list", "begin each stage with '- means: ...'");
    }

    private static String text(Map<String, Object> map, String key, String otherwise) {
        Object value = map.get(key);
        return value == null ? otherwise : String.valueOf(value);
    }

    private static int whole(Object value, String key, int least) {
        String text = String.valueOf(value);
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < least) {
            throw new ScenarioException(
                    "could not read '" + value + "' of " + key,
                    "write a whole number from " + least + " to 999");
        }
        return Integer.parseInt(text);
    }
}
