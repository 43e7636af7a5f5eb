// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.RowText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Zeek's JSON lines in the dialect of the file: times as numbers or ISO-8601, {@code id.orig_h} or
 * {@code id_orig_h}, with {@code _path} and {@code _write_ts} or without.
 */
final class JsonForm implements Form {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean isoTimes;
    private final boolean underscores;
    private final Optional<String> path;
    private final boolean stamped;

    private JsonForm(JsonNode sample) {
        this.isoTimes = sample.path("ts").isTextual();
        this.underscores = sample.has("id_orig_h");
        this.path = Optional.ofNullable(sample.get("_path")).map(JsonNode::asText);
        this.stamped = sample.has("_write_ts");
    }

    static Optional<JsonForm> of(String sample) {
        return tree(sample).filter(it -> it.has("ts")).map(JsonForm::new);
    }

    Optional<String> path() {
        return path;
    }

    private static Optional<JsonNode> tree(String line) {
        try {
            return Optional.ofNullable(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // copied as it is; detect refuses it by reason
        }
    }

    @Override
    public Optional<Line> read(String line) {
        return tree(line)
                .flatMap(
                        it ->
                                Times.of(it.path("ts").asText())
                                        .map(
                                                at ->
                                                        new Line(
                                                                at.plus(
                                                                        Times.length(
                                                                                it.path("duration")
                                                                                        .asText())),
                                                                text(it, "id.orig_h"),
                                                                text(it, "id.resp_h"),
                                                                Times.whole(
                                                                        text(it, "id.resp_p")))));
    }

    private String text(JsonNode line, String name) {
        return line.path(named(name)).asText();
    }

    private String named(String name) {
        return underscores ? name.replace("id.", "id_") : name;
    }

    @Override
    public String write(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        path.ifPresent(name -> fields.put("_path", name));
        if (stamped) {
            fields.put("_write_ts", time(row.written()));
        }
        row.fields()
                .forEach(
                        (name, value) ->
                                fields.put(
                                        named(name),
                                        value instanceof Instant at ? time(at) : value));
        return RowText.json(fields);
    }

    private Object time(Instant at) {
        return isoTimes ? Times.iso(at) : at;
    }
}
