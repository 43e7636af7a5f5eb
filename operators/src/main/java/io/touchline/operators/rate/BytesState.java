// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import io.touchline.operators.stats.LogNormalModel;
import org.jspecify.annotations.Nullable;

/**
 * What one entity remembers of the bytes that it sends out of the venue per hour: 32 bytes, the
 * means of the phases of events, and the peer that got the most in the open window. Mutable, owned
 * by one {@code EntityBaseline}.
 */
public final class BytesState {
    static final LogNormalModel PRIOR = LogNormalModel.prior(200_000);

    public float mu = (float) PRIOR.mu();
    public float kappa = (float) PRIOR.kappa();
    public float shape = (float) PRIOR.shape();
    public float scale = (float) PRIOR.scale();

    /** Mean bytes of an hour in each phase; its hours are not used. */
    public final SeasonState season = new SeasonState();

    /** Bytes of the open window, and of the one after it that may already have begun. */
    public float sum;

    public float next;

    public float topBytes;
    public @Nullable String topPeer;

    public float nextTopBytes;
    public @Nullable String nextTopPeer;

    /** Counts bytes of the open window, or of the one after it. */
    public void add(double bytes, String peer, boolean open) {
        if (open) {
            sum += (float) bytes;
            if (bytes >= topBytes) {
                topBytes = (float) bytes;
                topPeer = peer;
            }
        } else {
            next += (float) bytes;
            if (bytes >= nextTopBytes) {
                nextTopBytes = (float) bytes;
                nextTopPeer = peer;
            }
        }
    }

    /** The usual bytes of an hour that has any. */
    public double typical() {
        return model().typical();
    }

    void openNext() {
        sum = next;
        topBytes = nextTopBytes;
        topPeer = nextTopPeer;
        next = 0;
        nextTopBytes = 0;
        nextTopPeer = null;
    }

    LogNormalModel model() {
        return new LogNormalModel(mu, kappa, shape, scale);
    }

    void set(LogNormalModel model) {
        mu = (float) model.mu();
        kappa = (float) model.kappa();
        shape = (float) model.shape();
        scale = (float) model.scale();
    }
}
