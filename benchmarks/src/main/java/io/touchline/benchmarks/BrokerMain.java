// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.testkit.KraftBroker;
import java.io.IOException;

/** A broker in a process of its own, so that what it costs is not taken for Flink's. */
final class BrokerMain {
    static final String BOOTSTRAP = "bootstrap ";

    private BrokerMain() {}

    /** Prints where it answers; removes its data and ends when standard input ends. */
    public static void main(String[] args) throws IOException {
        try (KraftBroker broker = KraftBroker.start()) {
            System.out.println(BOOTSTRAP + broker.bootstrap());
            while (System.in.read() >= 0) {}
        }
        System.exit(0);
    }
}
