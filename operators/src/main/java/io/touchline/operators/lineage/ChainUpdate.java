// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.schemas.avro.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain as it stands after a finding.
 *
 * @param chain id; that of the incident
 * @param epoch grows when what was told before changed, not when a step is added
 * @param time write time in milliseconds of the finding that caused it
 * @param settled time of its last step in correlation: its labels are there when that has passed
 * @param mergedInto the chain that took it over; then {@code steps} is empty
 * @param steps in order of (when, id), at most 64
 * @param more findings that belong to it but are not shown as steps
 * @param blind sources that tell nothing at that time, in order of their names
 */
public record ChainUpdate(
        String chain,
        String site,
        int epoch,
        long time,
        long settled,
        @Nullable String mergedInto,
        List<Finding> steps,
        int more,
        List<BlindSource> blind) {

    /** A state of an older version has no {@code blind}. */
    public ChainUpdate {
        blind = blind == null ? List.of() : blind;
    }

    /** An update while every source is heard. */
    public ChainUpdate(
            String chain,
            String site,
            int epoch,
            long time,
            long settled,
            @Nullable String mergedInto,
            List<Finding> steps,
            int more) {
        this(chain, site, epoch, time, settled, mergedInto, steps, more, List.of());
    }

    /**
     * A source that tells nothing.
     *
     * @param source as {@code zeek/cctv-span}
     * @param since milliseconds since 1970
     */
    public record BlindSource(String source, long since) {}
}
