// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every released schema by its id, from {@code avro/catalog.properties} ({@code id=name/version}).
 * An id is given once and never reused. Immutable, thread-safe.
 */
public final class SchemaCatalog {
    private static final Map<Integer, Schema> BY_ID = load();

    private SchemaCatalog() {}

    /** All released schemas, by id. */
    public static Map<Integer, Schema> all() {
        return Map.copyOf(BY_ID);
    }

    /**
     * @throws IllegalArgumentException when no released schema has this id
     */
    public static Schema schemaOf(int id) {
        Schema schema = BY_ID.get(id);
        if (schema == null) {
            throw new IllegalArgumentException(
                    "could not read an Avro frame: unknown schema id " + id);
        }
        return schema;
    }

    /**
     * @throws IllegalStateException when the schema was never released
     */
    public static int idOf(Schema schema) {
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (Map.Entry<Integer, Schema> entry : BY_ID.entrySet()) {
            if (SchemaNormalization.parsingFingerprint64(entry.getValue()) == fingerprint) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException(
                "schema "
                        + schema.getFullName()
                        + " is not in avro/catalog.properties: add its id");
    }

    private static Map<Integer, Schema> load() {
        Properties names = new Properties();
        try (InputStream in = open("catalog.properties")) {
            names.load(in);
            Map<Integer, Schema> byId = new TreeMap<>();
            for (String id : names.stringPropertyNames()) {
                try (InputStream schema = open(names.getProperty(id) + ".avsc")) {
                    byId.put(Integer.valueOf(id), new Schema.Parser().parse(schema));
                }
            }
            return byId;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = SchemaCatalog.class.getResourceAsStream("/avro/" + name);
        if (in == null) {
            throw new IllegalStateException("avro/" + name + " is missing from the class path");
        }
        return in;
    }
}
