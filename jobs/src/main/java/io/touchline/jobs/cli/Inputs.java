// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;

/** Checks that commands share. */
final class Inputs {
    private static final int MOST = 64;

    private Inputs() {}

    static void requireParallelism(int parallelism) {
        if (parallelism < 1 || parallelism > MOST) {
            throw new InputException(
                    "could not use --parallelism " + parallelism + ": it must be 1 to " + MOST,
                    "leave it out for 1");
        }
    }
}
