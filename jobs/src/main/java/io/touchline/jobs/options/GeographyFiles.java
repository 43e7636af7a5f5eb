// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import io.touchline.jobs.files.InputException;
import io.touchline.operators.geography.Geography;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases of {@code geo.path}, and what is blind without them. */
public final class GeographyFiles {
    /** What nobody can see without a database, and the cure. */
    public static final String BLIND =
            "no geography database: country and network (ASN) of the other end are known only where"
                    + " a log tells them; set geo.path";

    private static final Logger LOG = LoggerFactory.getLogger(GeographyFiles.class);

    private GeographyFiles() {}

    /** Warns, once at a start, of what is blind. */
    public static void warnIfNone(Settings settings) {
        if (settings.get(TouchlineOptions.GEOGRAPHY).isEmpty()) {
            LOG.warn(BLIND);
        }
    }

    static List<String> checked(List<Path> files) {
        List<String> paths = files.stream().map(file -> file.toAbsolutePath().toString()).toList();
        try {
            Geography.open(paths);
        } catch (IOException e) {
            throw new InputException(
                    String.valueOf(e.getMessage()),
                    "give geo.path files in MaxMind's format (.mmdb) with country.iso_code,"
                            + " country_code, autonomous_system_number or asn");
        }
        return paths;
    }
}
