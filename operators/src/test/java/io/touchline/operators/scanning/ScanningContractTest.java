// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.scanning;

import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import java.util.ArrayList;
import java.util.List;

class ScanningContractTest extends BaselineContract {
    private static final int DAYS = 10;

    ScanningContractTest() {
        super("scanning", DAYS);
    }

    private static Interaction knock(int host, Outcome outcome, long at) {
        return flow().to(device(host)).port(445).ending(outcome).at(at).build();
    }

    /** Ten servers every hour, of which one does not answer. */
    @Override
    protected List<Interaction> ordinaryLife() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * 240; i++) {
            Outcome outcome = i % 10 == 3 ? Outcome.FAILURE : Outcome.SUCCESS;
            rows.add(knock(i % 10, outcome, T0 + i * 6 * MINUTE));
        }
        return rows;
    }

    /** Twelve hosts that do not answer, in a minute. */
    @Override
    protected List<Interaction> deviation() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(knock(1_000 + i, Outcome.FAILURE, T0 + DAYS * DAY + i * 5 * SECOND));
        }
        return rows;
    }

    @Override
    protected List<Interaction> hostile(int values) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            rows.add(knock(i, Outcome.FAILURE, T0 + i * 500L));
        }
        return rows;
    }

    @Override
    protected long mostEntries() {
        return 0;
    }
}
