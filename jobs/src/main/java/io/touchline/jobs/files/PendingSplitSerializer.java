// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The version and bytes of {@link ArchiveSplitSerializer}; no bytes when nothing is pending. */
final class PendingSplitSerializer implements SimpleVersionedSerializer<PendingSplit> {
    private final ArchiveSplitSerializer splits = new ArchiveSplitSerializer();

    @Override
    public int getVersion() {
        return splits.getVersion();
    }

    @Override
    public byte[] serialize(PendingSplit pending) throws IOException {
        ArchiveSplit split = pending.split();
        return split == null ? new byte[0] : splits.serialize(split);
    }

    @Override
    public PendingSplit deserialize(int version, byte[] bytes) throws IOException {
        return new PendingSplit(bytes.length == 0 ? null : splits.deserialize(version, bytes));
    }
}
