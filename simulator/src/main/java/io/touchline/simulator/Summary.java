// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was written.
 *
 * @param records telemetry records per file, by path relative to the output folder, sorted
 * @param ledger the ground truth: one header line, then one line per planted stage
 * @param planted who took part in the planted chain; null when nothing was planted
 */
public record Summary(
        long seed,
        Attack attack,
        Map<String, Long> records,
        Path ledger,
        Path calendar,
        @Nullable Planted planted) {

    /** The entities of the planted chain, in its order. */
    public record Planted(
            String mailbox,
            String senderDomain,
            String laptop,
            String laptopMac,
            String laptopAddress,
            String tunnel,
            String server,
            String serverAddress,
            String controller) {}

    /** All telemetry records. */
    public long total() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }
}
