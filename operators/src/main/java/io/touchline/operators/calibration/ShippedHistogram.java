// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.operators.stats.BitsHistogram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The shipped histogram: last parent of a stratum that has seen nothing, so that the first day has
 * p-values. Total weight 40 samples; the resource carries its version in its name.
 */
final class ShippedHistogram {
    private static final String RESOURCE = "/calibration/default-v1.txt";

    private ShippedHistogram() {}

    static BitsHistogram load() {
        try (InputStream in = ShippedHistogram.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path");
            }
            BitsHistogram histogram = new BitsHistogram();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(
                            line -> {
                                int space = line.indexOf(' ');
                                histogram.add(
                                        Integer.parseInt(line, 0, space, 10),
                                        Long.parseLong(line.substring(space + 1).strip()));
                            });
            return histogram;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
