// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

/**
 * How likely is the next value a new one? Pitman-Yor with one table per distinct value (after Sanna
 * Passino and Heard 2019).
 */
public final class NewValueModel {
    private NewValueModel() {}

    /**
     * Surprise that a draw gives a value never seen: {@code -log2 (alpha + d K)/(n + alpha)}.
     *
     * @param draws n, how often the attribute was drawn
     * @param distinct K, values held
     * @param once H1, values seen on one day only; d follows H1/K, shrunk towards 1/2 of few values
     * @param alpha concentration, positive
     * @param open false where values are a closed set by nature (a controller's masters): d = 0
     */
    public static double newBits(
            double draws, double distinct, double once, double alpha, boolean open) {
        double d = open ? (once + 0.5) / (distinct + 2) : 0;
        double p = (alpha + Math.min(0.95, d) * distinct) / (draws + alpha);
        return Bits.ofTail(Math.min(1, p));
    }

    /**
     * Surprise that this value, of all new ones, is one that {@code others} of {@code peers} met:
     * {@code -log2 (others + 1/2)/(peers + 1)}, not below 0.
     */
    public static double rarityBits(long others, long peers) {
        return Bits.ofTail(Math.min(1, (others + 0.5) / (peers + 1.0)));
    }
}
