// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Files of the deployment as trees, aliases and merge keys resolved, and as types that know all.
 */
final class Documents {
    static final Path ROOT = Path.of("..");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .setAnnotationIntrospector(new NoUnknown())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Documents() {}

    /** Every document of a YAML or JSON file; a duplicate key is refused. */
    static List<JsonNode> read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            List<JsonNode> documents = new ArrayList<>();
            for (Object document :
                    new Yaml(new SafeConstructor(options)).loadAll(Files.readString(file))) {
                documents.add(JSON.valueToTree(document));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode only(Path file) {
        List<JsonNode> documents = read(file);
        if (documents.size() != 1) {
            throw new AssertionError(file + " holds " + documents.size() + " documents");
        }
        return documents.get(0);
    }

    /** As a type; a field that it does not have is refused, wherever it is. */
    static <T> T typed(JsonNode tree, Class<T> type) {
        try {
            return STRICT.treeToValue(tree, type);
        } catch (IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Field by field, lists replaced: how kustomize patches a resource whose type it knows not. */
    static JsonNode patched(JsonNode base, JsonNode patch) {
        if (!base.isObject() || !patch.isObject()) {
            return patch;
        }
        ObjectNode merged = ((ObjectNode) base).deepCopy();
        patch.properties()
                .forEach(
                        field -> {
                            JsonNode before = base.get(field.getKey());
                            merged.set(
                                    field.getKey(),
                                    before == null
                                            ? field.getValue()
                                            : patched(before, field.getValue()));
                        });
        return merged;
    }

    /** Models swallow what they do not know into a map, or ignore it: here neither. */
    private static final class NoUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated it) {
            return Boolean.FALSE;
        }

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(
                MapperConfig<?> config, Annotated it) {
            return JsonIgnoreProperties.Value.empty();
        }
    }
}
