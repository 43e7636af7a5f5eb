// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a tree of {@code Map<String, Object>}, {@code List<Object>} and {@code String}. A number
 * keeps its text, a boolean is {@code true} or {@code false}, a null is left out. Bounded: depth
 * 64, text 1 MB, number 64 characters, document 16 MB.
 */
public final class JsonTree {
    public static final int MAX_DOCUMENT = 16 * 1024 * 1024;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(64)
                                    .maxStringLength(1024 * 1024)
                                    .maxNumberLength(64)
                                    .maxNameLength(1_000)
                                    .maxDocumentLength(MAX_DOCUMENT)
                                    .maxTokenCount(2_000_000)
                                    .build())
                    .build();

    private JsonTree() {}

    /** Every value of {@code text}: one, or several one after the other. */
    public static List<Object> roots(String text) throws Refusal {
        List<Object> roots = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                Object root = value(parser);
                if (root != null) {
                    roots.add(root);
                }
            }
            return roots;
        } catch (StreamConstraintsException e) {
            throw new Refusal(DeadLetterReason.TOO_LARGE, firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Refusal(DeadLetterReason.MALFORMED, "no JSON: " + firstLine(e.getMessage()));
        }
    }

    /** The value when {@code text} is exactly one, else null. */
    public static @Nullable Object single(String text) {
        try {
            List<Object> roots = roots(text);
            return roots.size() == 1 ? roots.get(0) : null;
        } catch (Refusal e) {
            return null; // the caller has another reading of this text
        }
    }

    @SuppressWarnings("unchecked")
    public static @Nullable Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : null;
    }

    @SuppressWarnings("unchecked")
    public static @Nullable List<Object> array(@Nullable Object value) {
        return value instanceof List ? (List<Object>) value : null;
    }

    /** The first object of an array of them; null where there is none. */
    public static @Nullable Map<String, Object> firstObject(@Nullable Object value) {
        List<Object> array = array(value);
        return array == null || array.isEmpty() ? null : object(array.get(0));
    }

    /** The objects of an array; what is none is left out. */
    public static List<Map<String, Object>> objects(@Nullable Object value) {
        List<Map<String, Object>> objects = new ArrayList<>();
        List<Object> array = array(value);
        for (Object element : array == null ? List.of() : array) {
            Map<String, Object> object = object(element);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    // Depth is bounded by the parser's own limit, so the recursion is too.
    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                Object member = value(parser);
                if (member != null) {
                    object.put(name, member);
                }
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Object element = value(parser);
                if (element != null) {
                    array.add(element);
                }
            }
            return array;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "";
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
