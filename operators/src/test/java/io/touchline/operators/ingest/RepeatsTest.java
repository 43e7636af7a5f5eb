// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.identity.Binding.Kind;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    @Test
    void anHourOfConnectionsIsOneRow() {
        assertThat(repeats.tells(seen("10.0.0.1", T0 + MINUTE))).isFalse();
        for (int i = 1; i < 1_000; i++) {
            assertThat(repeats.tells(seen("10.0.0.1", T0 + MINUTE + i))).isTrue();
        }
        assertThat(repeats.tells(seen("10.0.0.2", T0 + MINUTE))).isFalse();
        assertThat(repeats.tells(seen("10.0.0.1", T0 + HOUR))).isFalse();
    }

    /** Else which one the table keeps would depend on the order of arrival. */
    @Test
    void whatWasWrittenEarlierPassesThoughItComesLater() {
        assertThat(repeats.tells(seen("10.0.0.1", T0 + MINUTE))).isFalse();
        assertThat(repeats.tells(seen("10.0.0.1", T0 + MINUTE - 1))).isFalse();
        assertThat(repeats.tells(seen("10.0.0.1", T0 + MINUTE))).isTrue();
    }

    @Test
    void leasesAndLogonsAlwaysPass() {
        Binding lease = new Binding(Kind.DEVICE, "venue", "10.0.0.1", "m", null, T0, T0 + 1, T0);
        assertThat(repeats.tells(lease)).isFalse();
        assertThat(repeats.tells(lease)).isFalse();
    }

    @Test
    void aFloodIsForgottenAndNotHeld() {
        for (int i = 0; i < 100_000; i++) {
            repeats.tells(seen("address-" + i, T0));
        }
        assertThat(repeats.remembered()).isEqualTo(Repeats.REMEMBERED);
        assertThat(repeats.tells(seen("address-0", T0))).isFalse();
        assertThat(repeats.tells(seen("address-99999", T0))).isTrue();
    }

    private static Binding seen(String address, long written) {
        long hour = written / HOUR * HOUR;
        return new Binding(
                Kind.SEEN, "venue", address, "mac", null, hour, hour + 2 * HOUR, written);
    }
}
