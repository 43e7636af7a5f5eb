// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.Finding;

/** What is told of sources: to people and incidents, and to the baselines. */
interface CoverageSink {
    void tell(Finding finding);

    void table(SharedTable blind);
}
