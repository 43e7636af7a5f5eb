// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs {@code detect} in this process, as the command line does. */
@FunctionalInterface
public interface Detect {
    /**
     * @param options keys of docs/options.md
     */
    void run(List<Path> inputs, Path output, Map<String, String> options)
            throws IOException, InterruptedException;
}
