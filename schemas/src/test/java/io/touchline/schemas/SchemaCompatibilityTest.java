// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** Every version of a schema reads what every other version wrote. */
class SchemaCompatibilityTest {
    private static final Path AVRO = Path.of("src/main/resources/avro");

    @Test
    void everyVersionReadsEveryOther() throws IOException {
        Map<String, List<Schema>> versions = versions();
        assertThat(versions).hasSizeGreaterThanOrEqualTo(14);
        versions.forEach(SchemaCompatibilityTest::requireFullTransitive);
    }

    @Test
    void aFieldWithoutDefaultIsFoundOut() {
        Schema old = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        Schema bad =
                SchemaBuilder.record("R")
                        .fields()
                        .requiredString("a")
                        .requiredString("b")
                        .endRecord();
        assertThatThrownBy(() -> requireFullTransitive("r", List.of(old, bad)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void everyFileIsInTheCatalogueUnderAnIdOfItsOwn() throws IOException {
        List<Schema> files = versions().values().stream().flatMap(List::stream).toList();
        assertThat(SchemaCatalog.all().values()).containsExactlyInAnyOrderElementsOf(files);
        for (Schema schema : files) {
            assertThat(SchemaCatalog.schemaOf(SchemaCatalog.idOf(schema))).isEqualTo(schema);
        }
    }

    private static void requireFullTransitive(String name, List<Schema> versions) {
        for (Schema reader : versions) {
            for (Schema writer : versions) {
                assertThat(
                                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                        .getType())
                        .as(name)
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    private static Map<String, List<Schema>> versions() throws IOException {
        Map<String, List<Schema>> versions = new TreeMap<>();
        try (Stream<Path> files = Files.walk(AVRO)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList()) {
                versions.merge(
                        file.getParent().getFileName().toString(),
                        List.of(parse(file)),
                        (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
            }
        }
        return versions;
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
