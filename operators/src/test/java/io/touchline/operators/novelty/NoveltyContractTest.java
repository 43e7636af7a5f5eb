// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import static io.touchline.testkit.TelemetryFixtures.visit;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;

class NoveltyContractTest extends BaselineContract {
    private static final int DAYS = 20;

    NoveltyContractTest() {
        super("novelty", DAYS);
    }

    /** Five destinations, one every ten minutes, for twenty days. */
    @Override
    protected List<Interaction> ordinaryLife() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * 144; i++) {
            rows.add(visit("site-" + i % 5 + ".example").at(T0 + i * 10 * MINUTE).build());
        }
        return rows;
    }

    @Override
    protected List<Interaction> deviation() {
        return List.of(visit("tunnel.example").at(T0 + DAYS * DAY + MINUTE).build());
    }
}
