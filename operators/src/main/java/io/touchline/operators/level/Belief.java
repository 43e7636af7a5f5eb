// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

import io.touchline.operators.stats.LogNormalModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A normal-inverse-gamma belief in three floats: kappa and twice A - 1/2 are the same sum of
 * weights. Mutable; 12 bytes. The first value is believed give or take a hundredth of itself.
 */
final class Belief {
    static final int BYTES = 12;

    private static final double LEAST_WEIGHT = 0.01;
    private static final double LEAST_SCATTER = 1e-12;
    private static final double FIRST_SCATTER = 1e-4;

    private float mu;
    private float weight;
    private float scatter;

    boolean empty() {
        return weight == 0;
    }

    double mu() {
        return mu;
    }

    /** Root of the mean square distance from mu. */
    double spread() {
        return Math.sqrt(scatter / (0.5 + weight / 2));
    }

    /** Surprise of a value as far out as {@code y} on either side; negative below mu. */
    double bits(double y) {
        if (empty()) {
            return 0;
        }
        double bits =
                new LogNormalModel(mu, Math.max(LEAST_WEIGHT, weight), 0.5 + weight / 2, scatter)
                        .tailBits(y);
        return Math.signum(bits) * Math.max(0, Math.abs(bits) - 1);
    }

    /** What was learnt fades to {@code fade}, then {@code y} is learnt with weight {@code w}. */
    void learn(double y, double w, double fade) {
        if (empty()) {
            mu = (float) y;
            weight = 1;
            scatter = (float) (FIRST_SCATTER * y * y + LEAST_SCATTER);
            return;
        }
        fade(fade);
        LogNormalModel next =
                new LogNormalModel(mu, weight, 0.5 + weight / 2, scatter).learnLog(y, w);
        mu = (float) next.mu();
        weight = (float) next.kappa();
        scatter = (float) Math.max(LEAST_SCATTER, next.scale());
    }

    void fade(double factor) {
        weight = (float) Math.max(LEAST_WEIGHT, weight * factor);
        scatter = (float) Math.max(LEAST_SCATTER, scatter * factor);
    }

    void write(DataOutput out) throws IOException {
        out.writeFloat(mu);
        out.writeFloat(weight);
        out.writeFloat(scatter);
    }

    void read(DataInput in) throws IOException {
        mu = in.readFloat();
        weight = in.readFloat();
        scatter = in.readFloat();
    }
}
