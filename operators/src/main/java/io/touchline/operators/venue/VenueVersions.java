// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The versions of the venue file that are still asked for. Of two with one start the last told
 * counts; one that says what the version before it says is none. Not thread-safe.
 */
public final class VenueVersions {
    private record Version(VenueRow row, VenueFile file) {}

    private final VenueReader reader;
    private final TreeMap<Long, Version> versions = new TreeMap<>();

    public VenueVersions(VenueReader reader) {
        this.reader = reader;
    }

    public void add(VenueRow row) {
        Map.Entry<Long, Version> before = versions.floorEntry(row.validFrom());
        if (before == null || !before.getValue().row.text().equals(row.text())) {
            versions.put(row.validFrom(), new Version(row, reader.read(row.text())));
        }
    }

    /** What the file said of what was written then. */
    public VenueFile at(long writeTime) {
        Map.Entry<Long, Version> held = versions.floorEntry(writeTime);
        return held == null ? VenueFile.nothing() : held.getValue().file;
    }

    /** Forgets what was overtaken before {@code horizon}. */
    public void expire(long horizon) {
        Long last = versions.floorKey(horizon);
        if (last != null) {
            versions.headMap(last).clear();
        }
    }

    /** In order of their start. */
    public List<VenueRow> rows() {
        List<VenueRow> rows = new ArrayList<>();
        versions.values().forEach(version -> rows.add(version.row));
        return rows;
    }
}
