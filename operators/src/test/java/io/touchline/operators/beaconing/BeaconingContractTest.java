// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import static io.touchline.testkit.TelemetryFixtures.visit;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.schemas.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

class BeaconingContractTest extends BaselineContract {
    private static final int DAYS = 20;

    BeaconingContractTest() {
        super("beaconing", DAYS);
    }

    /** Forty sites, a visit every ten minutes or so, as chance has it, for twenty days. */
    @Override
    protected List<Interaction> ordinaryLife() {
        SplittableRandom random = new SplittableRandom(20);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * 144; i++) {
            long at = T0 + random.nextLong(DAYS * DAY);
            rows.add(visit("site-" + random.nextInt(40) + ".example").at(at).build());
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        return rows;
    }

    /** Two minutes, give or take a fifth, for two hours. */
    @Override
    protected List<Interaction> deviation() {
        SplittableRandom random = new SplittableRandom(21);
        List<Interaction> rows = new ArrayList<>();
        long at = T0 + DAYS * DAY;
        for (int i = 0; i < 60; i++) {
            at += 96 * SECOND + random.nextLong(48 * SECOND);
            rows.add(visit("relay.example").at(at).build());
        }
        return rows;
    }
}
