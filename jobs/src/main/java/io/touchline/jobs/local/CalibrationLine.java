// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.touchline.operators.calibration.CalibrationTotal;
import io.touchline.schemas.EntityKeys;
import org.apache.flink.util.function.SerializableFunction;

/** A running total of calibration as one line of JSON. */
final class CalibrationLine implements SerializableFunction<CalibrationTotal, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String apply(CalibrationTotal total) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("stratum", EntityKeys.readable(total.stratum()))
                .put("scores", total.scores())
                .put("above_5", total.above5())
                .put("above_8", total.above8())
                .put("above_9", total.above9())
                .put("above_11", total.above11())
                .toString();
    }
}
