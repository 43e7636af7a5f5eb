// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.visit;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;

import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.DetectorContract;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.List;

/** The contract of a detector that the baseline calls, kept in the real operator. */
public abstract class BaselineContract extends DetectorContract {
    /** How long a baseline is kept after its last row, and the value rows after theirs. */
    private static final int KEPT_DAYS = 46;

    /** Of values, and of the rhythms of those that are contacted. */
    private static final long MOST_VALUES = 512;

    private static final long MOST_RHYTHMS = 64;

    private final String detector;
    private final int days;

    /**
     * @param detector what its strata begin with
     * @param days that the ordinary life lasts, from {@code T0}
     */
    protected BaselineContract(String detector, int days) {
        this.detector = detector;
        this.days = days;
    }

    @Override
    protected Subject start() throws Exception {
        return new TestingBaseline(Backend.HEAP, detector);
    }

    /** A new name every half second. */
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
        return MOST_VALUES + MOST_RHYTHMS;
    }

    @Override
    protected long end() {
        return T0 + (days + KEPT_DAYS) * DAY + MINUTE;
    }

    /** One of 2^24 addresses inside. */
    protected static String address(int number) {
        return "10." + number / 65_536 + '.' + number / 256 % 256 + '.' + number % 256;
    }

    protected static String device(int number) {
        return EntityKeys.device(SITE, address(number));
    }
}
