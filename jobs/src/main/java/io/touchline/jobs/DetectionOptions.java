// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import io.touchline.operators.baseline.BaselineOptions;
import io.touchline.operators.identity.IdentityOptions;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.order.OrderOptions;
import io.touchline.operators.venue.VenueReader;
import java.io.Serializable;

/**
 * Options of the rooms of {@link DetectionJob}.
 *
 * @param venue makes a version of the text of a venue file
 * @param progressPartitions partitions of the findings topic: each gets its progress records
 */
public record DetectionOptions(
        DecodeOptions decode,
        IdentityOptions identity,
        OrderOptions order,
        BaselineOptions baseline,
        VenueReader venue,
        int progressPartitions)
        implements Serializable {
    public static DetectionOptions defaults() {
        return new DetectionOptions(
                DecodeOptions.defaults(),
                IdentityOptions.defaults(),
                OrderOptions.defaults(),
                BaselineOptions.defaults(),
                VenueReader.none(),
                1);
    }
}
