// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import io.touchline.simulator.wire.Row;
import java.util.Optional;

/** How a recorded file is written. */
interface Form {
    /** Empty for a head, and for what has no time. */
    Optional<Line> read(String line);

    /** The same row as this file would have it. */
    String write(Row row);
}
