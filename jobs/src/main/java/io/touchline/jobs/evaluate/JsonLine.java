// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.touchline.jobs.files.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One JSON object of a file, or a part of one, that knows where it stands: whatever it lacks is
 * refused with file, line and field. Fields nobody asks for are ignored.
 */
record JsonLine(Path file, int number, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every line that is not blank, one at a time. */
    static void readAll(Path file, Consumer<JsonLine> reader) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (!text.isBlank()) {
                    reader.accept(parse(file, number, text));
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    "could not read " + file + ": " + e, "give folders that can be read");
        }
    }

    private static JsonLine parse(Path file, int number, String text) {
        JsonLine line;
        try {
            line = new JsonLine(file, number, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw refusal(file, number, "it is not JSON");
        }
        if (!line.json.isObject()) {
            throw refusal(file, number, "it is not a JSON object");
        }
        return line;
    }

    private static InputException refusal(Path file, int number, String fact) {
        return new InputException(
                "could not read " + file + ":" + number + ": " + fact,
                "write it anew with simulate or detect; docs/evaluate.md has the format");
    }

    /** Where it stands, without what it says: to be kept. */
    JsonLine place() {
        return new JsonLine(file, number, MissingNode.getInstance());
    }

    /** To be thrown: why this line cannot be used. */
    InputException refused(String fact) {
        return refusal(file, number, fact);
    }

    String text(String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refused(field + " is not a text");
        }
        return value.textValue();
    }

    /** Empty where the field is absent or null. */
    String textOrEmpty(String field) {
        return json.path(field).asText("").strip();
    }

    Instant instant(String field) {
        try {
            return Instant.parse(text(field));
        } catch (DateTimeException e) {
            throw refused(field + " is not a time in UTC, as 2026-05-15T14:02:00Z");
        }
    }

    long integer(String field) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw refused(field + " is not a whole number");
        }
        return value.longValue();
    }

    double decimal(String field) {
        JsonNode value = json.path(field);
        if (!value.isNumber()) {
            throw refused(field + " is not a number");
        }
        return value.doubleValue();
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    boolean flag(String field, boolean otherwise) {
        return json.path(field).asBoolean(otherwise);
    }

    /** The objects of an array; none where it is absent. */
    List<JsonLine> objects(String field) {
        List<JsonLine> parts = new ArrayList<>();
        for (JsonNode part : array(field)) {
            if (!part.isObject()) {
                throw refused(field + " holds something else than objects");
            }
            parts.add(new JsonLine(file, number, part));
        }
        return parts;
    }

    /** The texts of an array; none where it is absent. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : array(field)) {
            if (!part.isTextual() || part.textValue().isBlank()) {
                throw refused(field + " holds something else than texts");
            }
            texts.add(part.textValue());
        }
        return texts;
    }

    private JsonNode array(String field) {
        JsonNode array = json.path(field);
        if (!array.isArray() && has(field)) {
            throw refused(field + " is not a list");
        }
        return array;
    }
}
