// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.control;

import static io.touchline.testkit.TelemetryFixtures.HISTORIAN;
import static io.touchline.testkit.TelemetryFixtures.otRead;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.operators.baseline.TestingBaseline;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

class ControlContractTest extends BaselineContract {
    private static final int DAYS = 20;
    private static final long FIRST_MATCH = T0 + 6 * DAY + 18 * HOUR;

    ControlContractTest() {
        super("control", DAYS);
    }

    /** Once a week, for two hours, the match is on. */
    @Override
    protected Subject start() throws Exception {
        TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "control");
        for (long from = FIRST_MATCH; from <= T0 + (DAYS + 1) * DAY; from += 7 * DAY) {
            baseline.table(SharedTable.phase("LIVE", from, from + 2 * HOUR));
        }
        return baseline;
    }

    private static Interaction write(int address, long at) {
        return otRead().to(HISTORIAN)
                .doing(Action.WRITE)
                .with(Attribute.FUNCTION, "write-single-coil")
                .with(Attribute.ADDRESS_RANGE, Integer.toString(address))
                .with(Measure.VALUE, 1)
                .at(at)
                .build();
    }

    /** Polled every five minutes; the gates are opened at nine every morning. */
    @Override
    protected List<Interaction> ordinaryLife() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * 288; i++) {
            rows.add(
                    otRead().to(HISTORIAN)
                            .with(Attribute.ADDRESS_RANGE, "0-7")
                            .at(T0 + i * 5L * MINUTE)
                            .build());
        }
        for (int day = 0; day < DAYS; day++) {
            rows.add(write(16, T0 + day * DAY + 9 * HOUR + 1));
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        return rows;
    }

    /** The gates, opened while the match is on. */
    @Override
    protected List<Interaction> deviation() {
        return List.of(write(16, T0 + DAYS * DAY + 19 * HOUR));
    }

    /** Every address of a controller, while the match is on. */
    @Override
    protected List<Interaction> hostile(int values) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            rows.add(write(16 * i, FIRST_MATCH + i * 70L));
        }
        return rows;
    }

    /** The deviation is of an evening. */
    @Override
    protected long end() {
        return super.end() + DAY;
    }
}
