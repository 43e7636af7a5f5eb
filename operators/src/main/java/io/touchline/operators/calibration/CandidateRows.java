// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.operators.order.PendingRows;
import java.util.Comparator;
import java.util.function.Function;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Candidates that wait for the watermark, sorted by (known at, finding id). */
public final class CandidateRows {
    private CandidateRows() {}

    /** Pending candidates of a room that is keyed by {@code key}. */
    public static PendingRows<Candidate> keyedBy(
            Function<Candidate, String> key, ExecutionConfig config) {
        return new PendingRows<>(
                TypeInformation.of(Candidate.class).createSerializer(config.getSerializerConfig()),
                new PendingRows.Shape<>() {
                    @Override
                    public String key(Candidate row) {
                        return key.apply(row);
                    }

                    @Override
                    public long time(Candidate row) {
                        return row.knownAt();
                    }

                    @Override
                    public Comparator<Candidate> tieBreak() {
                        return Comparator.comparing(Candidate::findingId);
                    }
                });
    }
}
