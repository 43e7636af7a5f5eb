// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is compared of a finding or an incident: its fields as the files of the command line have
 * them (absent ones left out, times in ISO-8601 with milliseconds), without the coordinates, which
 * differ between a topic and a file.
 */
final class PlainForm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COORDINATES = "coordinates";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private PlainForm() {}

    static JsonNode of(SpecificRecord value) {
        return of(node(value).toString());
    }

    static JsonNode of(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            strip(node);
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("could not read a line of JSON: " + line, e);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(COORDINATES);
        }
        node.forEach(PlainForm::strip);
    }

    private static JsonNode node(Object value) {
        if (value instanceof SpecificRecord record) {
            ObjectNode object = JSON.createObjectNode();
            for (Schema.Field field : record.getSchema().getFields()) {
                Object held = record.get(field.pos());
                if (held != null) {
                    object.set(field.name(), node(held));
                }
            }
            return object;
        }
        if (value instanceof Collection<?> many) {
            ArrayNode array = JSON.createArrayNode();
            many.forEach(one -> array.add(node(one)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.createObjectNode();
            map.forEach((key, held) -> object.set(String.valueOf(key), node(held)));
            return object;
        }
        return value instanceof Instant time
                ? JSON.getNodeFactory().textNode(TIME.format(time))
                : value instanceof CharSequence text
                        ? JSON.getNodeFactory().textNode(text.toString())
                        : JSON.valueToTree(value);
    }
}
