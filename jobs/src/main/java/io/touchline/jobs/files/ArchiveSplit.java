// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The whole archive from some row on: the merge is deterministic, so the number of rows emitted
 * says it all.
 *
 * @param contentId of the archive, so that another one is refused
 * @param emitted rows emitted
 */
public record ArchiveSplit(String contentId, long emitted) implements SourceSplit {
    private static final String ID = "archive";

    @Override
    public String splitId() {
        return ID;
    }
}
