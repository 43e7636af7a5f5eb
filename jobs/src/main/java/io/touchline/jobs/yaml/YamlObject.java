// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.yaml;

import io.touchline.jobs.yaml.YamlFile.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names of one level of a {@link YamlFile}. What is asked for is known; what nobody asked for
 * is a violation, told with the nearest known name. A wrong value is a violation and reads as
 * absent, so that all of them are told at once.
 */
public final class YamlObject {
    private final Map<String, Node> nodes;
    private final int line;
    private final String path;
    private final List<String> wrong;
    private final Set<String> asked = new TreeSet<>();
    private final List<YamlObject> children = new ArrayList<>();

    private YamlObject(Map<String, Node> nodes, int line, String path, List<String> wrong) {
        this.nodes = nodes;
        this.line = line;
        this.path = path;
        this.wrong = wrong;
    }

    @SuppressWarnings("unchecked")
    static YamlObject of(Node node, String path, List<String> wrong) {
        if (node.value() instanceof Map<?, ?> map) {
            return new YamlObject((Map<String, Node>) map, node.line(), path, wrong);
        }
        wrong.add("line " + node.line() + ": " + path + " needs names with values below it");
        return new YamlObject(Map.of(), node.line(), path, wrong);
    }

    /** Line on which it begins. */
    public int line() {
        return line;
    }

    /** Line of the value of {@code name}, or of this where it has none. */
    public int line(String name) {
        Node node = nodes.get(name);
        return node == null ? line : node.line();
    }

    public Set<String> names() {
        asked.addAll(nodes.keySet());
        return new LinkedHashSet<>(nodes.keySet());
    }

    public boolean has(String name) {
        asked.add(name);
        return nodes.containsKey(name);
    }

    /** Whether {@code name} has one text and nothing below it. */
    public boolean isText(String name) {
        asked.add(name);
        Node node = nodes.get(name);
        return node != null && node.value() instanceof String;
    }

    /** The text under {@code name}; empty, and a violation, where there is none. */
    public String text(String name) {
        String text = text(name, "");
        if (!nodes.containsKey(name)) {
            violate(line, "needs " + full(name));
        }
        return text;
    }

    /** The text under {@code name}, else {@code otherwise}. */
    public String text(String name, String otherwise) {
        asked.add(name);
        Node node = nodes.get(name);
        if (node == null) {
            return otherwise;
        }
        if (node.value() instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        violate(node.line(), full(name) + " must be one text");
        return otherwise;
    }

    /** The text under {@code name} made something of, else {@code otherwise}. */
    public <T> T read(String name, String shape, T otherwise, Function<String, @Nullable T> read) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        T value = read.apply(text);
        if (value == null) {
            violate(line(name), full(name) + " must be " + shape + ", not " + text);
        }
        return value == null ? otherwise : value;
    }

    /** One of a closed set, written in lower case with hyphens. */
    public <E extends Enum<E>> E oneOf(String name, E otherwise) {
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        return read(name, "one of " + words(all), otherwise, text -> constant(all, text));
    }

    /** One text or a list of them. */
    public List<String> texts(String name) {
        asked.add(name);
        Node node = nodes.get(name);
        List<String> texts = new ArrayList<>();
        List<?> items =
                node == null ? List.of() : node.value() instanceof List<?> l ? l : List.of(node);
        for (Object item : items) {
            if (item instanceof Node each && each.value() instanceof String text) {
                texts.add(text.strip());
            } else {
                violate(line(name), full(name) + " must be a list of texts");
            }
        }
        return texts;
    }

    /** Names and texts below {@code name}, in their order. */
    public Map<String, String> textMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        YamlObject object = below(name);
        object.names().forEach(key -> map.put(key, object.text(key)));
        return map;
    }

    /** What is below {@code name}, or null. */
    public @Nullable YamlObject object(String name) {
        asked.add(name);
        Node node = nodes.get(name);
        return node == null ? null : add(of(node, full(name), wrong));
    }

    /** What is below {@code name}; nothing, where it is absent. */
    public YamlObject below(String name) {
        YamlObject object = object(name);
        return object == null ? new YamlObject(Map.of(), line, full(name), wrong) : object;
    }

    /** The objects of the list under {@code name}. */
    public List<YamlObject> objects(String name) {
        asked.add(name);
        Node node = nodes.get(name);
        List<YamlObject> objects = new ArrayList<>();
        if (node != null && node.value() instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Node each) {
                    objects.add(add(of(each, full(name), wrong)));
                }
            }
        } else if (node != null) {
            violate(node.line(), full(name) + " must be a list");
        }
        return objects;
    }

    /** Adds a violation. */
    public void violate(int at, String what) {
        wrong.add("line " + at + ": " + what);
    }

    /** Whatever nobody asked for is a violation. */
    void done() {
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                violate(
                        entry.getValue().line(),
                        "unknown name "
                                + full(entry.getKey())
                                + ", known are "
                                + String.join(", ", asked));
            }
        }
        children.forEach(YamlObject::done);
    }

    /** The constant that {@code text} is the name of, in any case, with hyphens; or null. */
    public static <E extends Enum<E>> @Nullable E constant(E[] all, String text) {
        for (E each : all) {
            if (word(each).equals(text.strip().toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        return null;
    }

    public static <E extends Enum<E>> String words(E[] all) {
        List<String> words = new ArrayList<>();
        for (E each : all) {
            words.add(word(each));
        }
        return String.join(", ", words);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private YamlObject add(YamlObject object) {
        children.add(object);
        return object;
    }

    private String full(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }
}
