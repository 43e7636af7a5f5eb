// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.edges;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;

import io.touchline.operators.baseline.BaselineContract;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

class EdgesContractTest extends BaselineContract {
    private static final int DAYS = 23;
    private static final String BACKUP = EntityKeys.device(SITE, "10.0.2.20");
    private static final String PATCHES = EntityKeys.device(SITE, "10.0.2.21");
    private static final String POLLER = EntityKeys.device(SITE, "10.0.2.22");

    EdgesContractTest() {
        super("edges", DAYS);
    }

    private static String machine(int number) {
        return EntityKeys.device(SITE, "10.1." + number / 256 + '.' + number % 256);
    }

    /**
     * A workstation that asks its server now and then; a poller of every two minutes; a backup that
     * copies ten machines in ten minutes every night; patches for forty machines once a week.
     */
    @Override
    protected List<Interaction> ordinaryLife() {
        SplittableRandom random = new SplittableRandom(30);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * 100; i++) {
            rows.add(flow().to(SERVER).at(T0 + random.nextLong(DAYS * DAY)).build());
        }
        for (int i = 0; i < DAYS * 720; i++) {
            rows.add(flow().from(POLLER).to(machine(i % 5)).at(T0 + i * 2L * MINUTE).build());
        }
        for (int day = 0; day < DAYS; day++) {
            for (int i = 0; i < 400; i++) {
                long at = T0 + day * DAY + 2 * HOUR + random.nextLong(10 * MINUTE);
                rows.add(flow().from(BACKUP).to(machine(i % 10)).at(at).build());
            }
            for (int i = 0; day % 7 == 3 && i < 800; i++) {
                long at = T0 + day * DAY + 3 * HOUR + random.nextLong(20 * MINUTE);
                rows.add(flow().from(PATCHES).to(machine(i % 40)).at(at).build());
            }
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        return rows;
    }

    /** The workstation contacts its server 412 times in a minute. */
    @Override
    protected List<Interaction> deviation() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 412; i++) {
            rows.add(flow().to(SERVER).at(T0 + DAYS * DAY + i * 145L).build());
        }
        return rows;
    }

    @Override
    protected List<Interaction> hostile(int values) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            rows.add(flow().to(device(i)).at(T0 + i * 500L).build());
        }
        return rows;
    }

    /** 512 values and 256 edges. */
    @Override
    protected long mostEntries() {
        return 512 + 256;
    }
}
