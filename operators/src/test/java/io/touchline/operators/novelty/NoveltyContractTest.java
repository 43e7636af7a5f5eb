// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import static io.touchline.testkit.TelemetryFixtures.visit;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.TestingBaseline;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.DetectorContract;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.List;

class NoveltyContractTest extends DetectorContract {
    private static final int DAYS = 20;

    @Override
    protected Subject start() throws Exception {
        return new TestingBaseline(Backend.HEAP, "novelty");
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

    @Override
    protected List<Interaction> hostile(int values) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            rows.add(visit("x" + i + ".example").at(T0 + i * 500L).build());
        }
        return rows;
    }

    @Override
    protected long mostEntries() {
        return 512 + 64;
    }

    @Override
    protected long end() {
        return T0 + (DAYS + 46) * DAY;
    }
}
