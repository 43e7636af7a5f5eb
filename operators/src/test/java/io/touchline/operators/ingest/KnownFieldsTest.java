// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.RecordFields;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownFieldsTest {
    private static final String CONN =
            "{\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":50000,"
                    + "\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":443,\"proto\":\"tcp\","
                    + "\"conn_state\":\"SF\",\"history\":\"Sh\"%s}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"_write_ts\":1700000001.5",
                ",\"_system_name\":\"core\"",
                ",\"@timestamp\":\"x\"",
                ",\"label\":\"Benign\"",
                ",\"vlan\":7",
                ",\"orig_l2_addr\":\"00:11:22:33:44:55\""
            })
    void whatProducersAndShippersWriteIsKnown(String more) {
        var event = TestingDecodeOutput.live(CONN.formatted(more)).onlyEvent();
        assertThat(event.unknownFields()).isFalse();
    }

    @Test
    void aFieldThatNobodyDocumentsIsCountedAndTheRecordIsUsed() {
        var event = TestingDecodeOutput.live(CONN.formatted(",\"quantum\":1")).onlyEvent();
        assertThat(event.unknownFields()).isTrue();
        assertThat(event.interactions()).isNotEmpty();
        // again, from what is remembered of its form
        assertThat(TestingDecodeOutput.live(CONN.formatted(",\"quantum\":2")).onlyEvent())
                .extracting("unknownFields")
                .isEqualTo(true);
    }

    @Test
    void aFloodOfMadeUpNamesIsNotRemembered() {
        KnownFields known = new KnownFields();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40_000; i++) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("name" + random.nextInt(), "1");
            RecordFields record = RecordFields.ofJson(fields);
            assertThat(known.misses("zeek.conn", record, RecordShape.of(record))).isTrue();
        }
        assertThat(known.remembered()).isLessThanOrEqualTo(20_000);
    }

    @Test
    void everyLogThatMakesInteractionsHasItsColumnsKnown() {
        KnownFields known = new KnownFields();
        for (Log log : Logs.all()) {
            for (var columns : log.columns()) {
                Map<String, Object> fields = new HashMap<>();
                columns.forEach(column -> fields.put(column, "1"));
                RecordFields record = RecordFields.ofJson(fields);
                assertThat(known.misses(log.name(), record, RecordShape.of(record)))
                        .as(log.name() + " " + columns)
                        .isFalse();
            }
        }
    }
}
