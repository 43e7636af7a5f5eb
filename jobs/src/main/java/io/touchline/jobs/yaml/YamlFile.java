// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.yaml;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML file as a tree that knows its lines; a key that stands there twice is refused. */
public final class YamlFile {
    private static final YAMLFactory YAML =
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final int MAX_DEPTH = 16;

    private final String file;
    private final YamlObject root;
    private final List<String> wrong = new ArrayList<>();

    /** A value and the line on which it begins; a map, a list or a text. */
    record Node(Object value, int line) {}

    private YamlFile(String file, Node node) {
        this.file = file;
        this.root = YamlObject.of(node, "", wrong);
    }

    /**
     * @throws InputException the file cannot be read, or is no YAML with names at its top
     */
    public static YamlFile read(Path file) {
        return parse(text(file), file.toString());
    }

    /**
     * @throws InputException the file cannot be read
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InputException(
                    "could not read " + file + ": no such file, or it is not readable",
                    "give the path of a YAML file");
        }
    }

    /**
     * As {@link #read}, from the text of a file of this name.
     *
     * @throws InputException the text is no YAML with names at its top
     */
    public static YamlFile parse(String text, String file) {
        try (JsonParser parser = YAML.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InputException(
                        "could not read " + file + ": line 1 is no name with a value",
                        "begin it with a name and a colon");
            }
            return new YamlFile(file, node(parser, 0));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InputException(
                    "could not read " + file + ": line " + line + ": " + e.getOriginalMessage(),
                    "correct that line");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory does not fail
        }
    }

    public YamlObject root() {
        return root;
    }

    /** Adds a violation that the reader of the tree found itself. */
    public void wrong(int line, String what) {
        wrong.add("line " + line + ": " + what);
    }

    /**
     * Ends the reading.
     *
     * @param cure where the right names stand
     * @throws InputException with every violation, if there is one
     */
    public void check(String cure) {
        root.done();
        if (!wrong.isEmpty()) {
            throw new InputException(
                    "could not use " + file + ": " + String.join("; ", wrong), cure);
        }
    }

    private static Node node(JsonParser parser, int depth) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > MAX_DEPTH) {
            throw new JsonParseException(parser, "more than " + MAX_DEPTH + " levels");
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Node> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, node(parser, depth + 1));
            }
            return new Node(map, line);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Node> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(node(parser, depth + 1));
            }
            return new Node(list, line);
        }
        String text = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
        return new Node(text, line);
    }
}
