// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import io.touchline.schemas.Channel;
import java.io.Serializable;

/**
 * @param lateMillis a record that ended longer than this before it was written is refused as late
 * @param endDelayMillis the largest channel delay: how far the last watermark of a bounded input
 *     reaches beyond its last write time
 */
public record OrderOptions(long lateMillis, long endDelayMillis) implements Serializable {
    public static OrderOptions defaults() {
        return new OrderOptions(25 * 3_600_000L, 90 * 60_000L);
    }

    /** How long after its end a window over `when` stays open for its channel, milliseconds. */
    public static long channelDelayMillis(Channel channel) {
        return switch (channel) {
            case OT -> 5_000L;
            case NETWORK -> 10_000L;
            case ENDPOINT, EMAIL -> 60_000L;
            case CLOUD -> 25 * 60_000L;
            case SAAS -> 90 * 60_000L;
        };
    }

    /** Whether repeats are looked for within a day instead of two minutes. */
    static boolean repeatsForADay(Channel channel) {
        return switch (channel) {
            case OT, NETWORK, ENDPOINT -> false;
            case EMAIL, CLOUD, SAAS -> true;
        };
    }
}
