// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.files.InputException;
import java.nio.file.Path;
import java.util.List;

/** {@code matchday}: outputs of {@code detect} against the ledgers of what was planted. */
public final class MatchDayEvaluation implements Evaluation {
    @Override
    public String name() {
        return "matchday";
    }

    @Override
    public String says() {
        return "recall, delay and false incidents of simulated match days";
    }

    @Override
    public Outcome of(List<Path> data) {
        if (data.isEmpty()) {
            throw new InputException(
                    "could not evaluate matchday: no data",
                    "give a folder that holds incidents.jsonl and ledger.jsonl with --data");
        }
        MatchDayCheck check = MatchDayCheck.of(data);
        return new Outcome(check.table(), check.json());
    }
}
