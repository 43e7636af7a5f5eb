// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 1: content id, rows emitted. */
final class ArchiveSplitSerializer implements SimpleVersionedSerializer<ArchiveSplit> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ArchiveSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(32);
        out.writeUTF(split.contentId());
        out.writeLong(split.emitted());
        return out.getCopyOfBuffer();
    }

    @Override
    public ArchiveSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("could not read an archive split: version " + version);
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        return new ArchiveSplit(in.readUTF(), in.readLong());
    }
}
