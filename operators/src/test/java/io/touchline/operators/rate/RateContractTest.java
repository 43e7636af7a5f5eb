// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import java.util.ArrayList;
import java.util.List;

class RateContractTest extends BaselineContract {
    private static final int DAYS = 10;

    RateContractTest() {
        super("rate", DAYS);
    }

    /** Twenty connections an hour for ten days. */
    @Override
    protected List<Interaction> ordinaryLife() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * 480; i++) {
            rows.add(flow().to(SERVER).port(445).at(T0 + i * 3 * MINUTE).build());
        }
        return rows;
    }

    /** Ten times as many in one hour. */
    @Override
    protected List<Interaction> deviation() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(
                    flow().to(SERVER)
                            .port(445)
                            .at(T0 + DAYS * DAY + MINUTE + i * 10 * SECOND)
                            .build());
        }
        return rows;
    }

    /** Failures to as many peers, each said to have ended in another hour of the last day. */
    @Override
    protected List<Interaction> hostile(int values) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            long written = T0 + i * SECOND;
            rows.add(
                    flow().to(device(i))
                            .ending(Outcome.FAILURE)
                            .at(written - i % 24 * HOUR)
                            .writtenAt(written)
                            .build());
        }
        return rows;
    }

    @Override
    protected long mostEntries() {
        return 0;
    }
}
