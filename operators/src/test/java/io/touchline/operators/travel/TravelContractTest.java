// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.travel;

import static io.touchline.testkit.TelemetryFixtures.signIn;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;

class TravelContractTest extends BaselineContract {
    private static final int DAYS = 30;

    TravelContractTest() {
        super("travel", DAYS);
    }

    private static Interaction berlin(long at) {
        return signIn("198.51.100.0/24", "DE")
                .in(52.52, 13.405)
                .with(Attribute.ASN, "AS64500")
                .at(at)
                .build();
    }

    /** In the office every other hour of the day, from home, 250 km away, in the evening. */
    @Override
    protected List<Interaction> ordinaryLife() {
        List<Interaction> rows = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int hour = 8; hour < 18; hour += 2) {
                rows.add(berlin(T0 + day * DAY + hour * HOUR));
            }
            rows.add(
                    signIn("203.0.113.0/24", "DE")
                            .in(53.55, 9.99)
                            .with(Attribute.ASN, "AS64501")
                            .at(T0 + day * DAY + 19 * HOUR)
                            .build());
        }
        return rows;
    }

    @Override
    protected List<Interaction> deviation() {
        long at = T0 + DAYS * DAY + 10 * HOUR;
        return List.of(
                berlin(at),
                signIn("192.0.2.0/24", "NG")
                        .in(6.5244, 3.3792)
                        .with(Attribute.ASN, "AS64502")
                        .at(at + 38 * MINUTE)
                        .build());
    }

    /** From everywhere, every second. */
    @Override
    protected List<Interaction> hostile(int values) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            rows.add(
                    signIn(address(i) + "/32", "DE")
                            .in(i % 178 - 89, i / 178 % 358 - 179)
                            .at(T0 + i * 1_000L)
                            .build());
        }
        return rows;
    }

    @Override
    protected long mostEntries() {
        return 512;
    }
}
