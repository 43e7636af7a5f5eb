// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Campaign SMALL = Campaign.of(7, 3, 2);

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(Campaign.of(7, 3, 2).records().equals(SMALL.records())).isTrue();
        assertThat(Campaign.of(7, 3, 2).planted()).isEqualTo(SMALL.planted());
        assertThat(Campaign.of(8, 3, 2).records().equals(SMALL.records())).isFalse();
    }

    @Test
    void comesCloseToTheNumberAskedForWithManyChainsSpreadOverTheRun() {
        Campaign campaign = Campaign.of(7, 30_000);
        assertThat(campaign.records().size()).isBetween(27_000, 33_000);
        assertThat(campaign.planted()).hasSize(12);
        for (int i = 1; i < 12; i++) {
            assertThat(campaign.planted().get(i).from())
                    .isAfter(campaign.planted().get(i - 1).until().plus(Duration.ofHours(1)));
        }
    }

    @Test
    void noWingSharesAnAddressWithAnother() {
        Set<String> seen = new HashSet<>();
        for (Campaign.Planted chain : Campaign.of(7, 12, 2).planted()) {
            assertThat(seen.add(chain.laptopAddress())).isTrue();
            assertThat(seen.add(chain.serverAddress())).isTrue();
            assertThat(seen.add(chain.controller())).isTrue();
            assertThat(seen.add(chain.mailbox())).isTrue();
        }
    }

    @Test
    void saysInEachRecordWhenItWasWrittenAndNeverBeforeItHappened() throws IOException {
        assertThat(SMALL.records()).extracting(ShippedRecord::written).isSorted();
        assertThat(SMALL.records()).extracting(ShippedRecord::json).doesNotHaveDuplicates();
        for (ShippedRecord record : SMALL.records()) {
            JsonNode row = JSON.readTree(record.json());
            assertThat(Instant.parse(row.get("_write_ts").asText())).isEqualTo(record.written());
            if (row.has("ts")) {
                assertThat(row.get("ts").asDouble())
                        .isLessThanOrEqualTo(record.written().toEpochMilli() / 1e3 + 0.001);
                assertThat(record.log()).isEqualTo("zeek/" + row.get("_path").asText() + ".log");
            }
        }
    }

    @Test
    void aTsvRowKeepsItsTypesInJson() throws IOException {
        ShippedRecord dns =
                SMALL.records().stream()
                        .filter(record -> record.log().equals("zeek/dns.log"))
                        .findFirst()
                        .orElseThrow();
        JsonNode row = JSON.readTree(dns.json());
        List<String> cells = List.of(String.valueOf(dns.tsv()).split("\t", -1));
        assertThat(row.get("ts").isNumber()).isTrue();
        assertThat(row.get("id.resp_p").asInt()).isEqualTo(53);
        assertThat(row.get("RD").isBoolean()).isTrue();
        assertThat(row.get("answers").get(0).asText()).isEqualTo(cells.get(21));
    }
}
