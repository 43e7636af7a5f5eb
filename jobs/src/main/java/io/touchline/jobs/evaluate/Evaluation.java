// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.nio.file.Path;
import java.util.List;

/** One way to tell how well it did, by a name that the command line knows. */
public interface Evaluation {
    String name();

    /** What it measures, one line. */
    String says();

    /**
     * @param data what {@code --data} named, perhaps nothing
     * @throws io.touchline.jobs.files.InputException where that cannot be used
     */
    Outcome of(List<Path> data);
}
