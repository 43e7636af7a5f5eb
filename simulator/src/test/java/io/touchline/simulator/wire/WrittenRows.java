// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Rows that were added, and their text read back. */
final class WrittenRows implements Rows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Row> rows = new ArrayList<>();

    @Override
    public void add(Row row) {
        rows.add(row);
    }

    /** The only row. */
    Row row() {
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    /** The text of the only row. */
    String text() {
        return RowText.of(row());
    }

    /** The only row in its JSON form, parsed. */
    JsonNode json() {
        return json(RowText.json(row().fields()));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Names of the fields of {@code object}, in order, without the shipper's stamp. */
    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove("_write_ts");
        return names;
    }

    static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }
}
