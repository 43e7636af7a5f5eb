// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import io.touchline.schemas.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One draw of one attribute.
 *
 * @param value what was drawn; null where the attribute could have shown and did not
 * @param stage what a new value speaks of
 * @param technique ATT&amp;CK id that such a value is evidence of
 * @param gateBits calibrated bits that a finding needs
 * @param wider whether it is the value drawn before it, seen from further away: a network, whose it
 *     is, in which country
 */
public record Watched(
        NoveltyAttribute attribute,
        @Nullable String value,
        Stage stage,
        String technique,
        double gateBits,
        boolean wider) {
    /** Bits by which a wider value must surprise more than a narrower one to be told beside it. */
    static final double TOLD_BESIDE = 3;

    /**
     * The same draw as it counts where it is new with {@code bits}, and the narrower values that
     * are new with it told of {@code narrower} bits at most: one meeting with one stranger is not
     * told three times. What is not told is learnt and counted all the same.
     */
    public Watched beside(double narrower, double bits) {
        return wider && bits < narrower + TOLD_BESIDE
                ? new Watched(attribute, value, stage, technique, Double.POSITIVE_INFINITY, wider)
                : this;
    }

    /** Whether a finding can come of it. */
    public boolean told() {
        return gateBits < Double.POSITIVE_INFINITY;
    }
}
