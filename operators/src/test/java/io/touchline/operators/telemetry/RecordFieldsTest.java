// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordFieldsTest {
    @Test
    void innerObjectMayBeWrittenAsText() {
        RecordFields fields =
                RecordFields.ofJson(
                        Map.of(
                                "tree", Map.of("Name", "a"),
                                "text", "{\"NAME\":\"b\"}",
                                "broken", "{\"name\":",
                                "scalar", "name"));
        assertThat(fields.within("tree").text("name")).isEqualTo("a");
        assertThat(fields.within("text").text("name")).isEqualTo("b");
        for (String none : List.of("broken", "scalar", "absent")) {
            assertThat(fields.within(none).values()).isEmpty();
        }
    }

    @Test
    void arrayHoldsObjectsAndNothingElse() {
        RecordFields fields =
                RecordFields.ofJson(
                        Map.of(
                                "tree", List.of(Map.of("Name", "a"), "x", List.of()),
                                "text", "[{\"Name\":\"b\"},1]",
                                "object", Map.of("name", "c")));
        assertThat(fields.objects("tree")).extracting(each -> each.text("name")).containsOnly("a");
        assertThat(fields.objects("text")).extracting(each -> each.text("name")).containsOnly("b");
        assertThat(fields.objects("object")).isEmpty();
    }

    @Test
    void oneMoreFieldTakesNobodysPlace() {
        RecordFields fields = RecordFields.ofJson(Map.of("host", "a"));
        assertThat(fields.with("host", "b").text("host")).isEqualTo("a");
        assertThat(fields.with("shipper", "b").text("shipper")).isEqualTo("b");
        assertThat(fields.has("shipper")).isFalse();
    }
}
