// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.simulator.wire.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignTest {
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
    void isInTheOrderOfWritingAndNoRecordIsWrittenBeforeItHappened() {
        assertThat(SMALL.records()).extracting(Row::written).isSorted();
        assertThat(SMALL.records()).extracting(Row::fields).doesNotHaveDuplicates();
        for (Row record : SMALL.records()) {
            if (record.fields().get("ts") instanceof Instant at) {
                assertThat(at).isBeforeOrEqualTo(record.written());
            }
        }
    }
}
