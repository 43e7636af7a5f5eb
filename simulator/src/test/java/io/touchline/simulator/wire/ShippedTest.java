// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.simulator.random.Draws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedTest {
    private static final Instant AT = Instant.parse("2026-05-16T18:00:00.000001Z");

    @Test
    void aRowOfZeekSaysWhichLogItIsOfAndWhenItWasWrittenAndKeepsItsTypes() {
        Draws draws = Draws.of(1, "test");
        List<Row> rows = new ArrayList<>();
        Flow flow = Flow.udp(draws, AT, "10.0.0.1", "10.0.0.2", 53, "dns");
        new ZeekRows(rows::add).dns(flow, 7, "a.example", "192.0.2.1");

        assertThat(Shipped.json(rows.get(0)))
                .startsWith("{\"_path\":\"dns\",\"_write_ts\":\"" + flow.end() + "\",\"ts\":")
                .contains("\"ts\":1778954400.000001,")
                .contains("\"id.resp_p\":53,")
                .contains("\"answers\":[\"192.0.2.1\"],\"TTLs\":[300.000000]")
                .contains("\"RD\":true");
    }

    @Test
    void whatIsExportedLateSaysOnceWhenItArrived() {
        List<Row> rows = new ArrayList<>();
        Instant arrived = Instant.parse("2026-05-16T19:07:01.250Z");
        CloudAct act = new CloudAct(AT, arrived, "clerk@venue.example", "192.0.2.1", "agent");
        new MicrosoftRows(rows::add).mailItemsAccessed(Draws.of(1, "t"), act, "OWA", "Bind", 3);

        assertThat(Shipped.json(rows.get(0)))
                .startsWith("{\"_write_ts\":\"" + arrived + "\"")
                .containsOnlyOnce("_write_ts")
                .doesNotContain("_path");
    }
}
