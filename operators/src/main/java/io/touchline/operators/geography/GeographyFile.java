// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.geography;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import io.touchline.operators.telemetry.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One database, whole on the heap: a file that is overwritten in place cannot disturb it. */
final class GeographyFile {
    private static final Logger LOG = LoggerFactory.getLogger(GeographyFile.class);

    /** Networks looked into at the start: a database of something else tells nothing in any. */
    private static final int PROBED = 1_000;

    private final Path file;
    private final Reader reader;
    private final boolean v4Only;
    private final AtomicBoolean damaged = new AtomicBoolean();

    private GeographyFile(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
        this.v4Only = reader.getMetadata().ipVersion() == 4;
    }

    /**
     * @throws IOException when it is no such database, or tells neither country nor ASN; the
     *     message is the fact
     */
    static GeographyFile open(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("no such file, or it is not readable");
        }
        Reader reader;
        boolean tells;
        try {
            reader = new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache());
            tells = tellsPlaces(reader);
        } catch (IOException | InvalidNetworkException | RuntimeException e) {
            // the reader meets what is no database with whatever its bytes lead to
            throw new IOException("it is no MaxMind database, or a damaged one", e);
        }
        if (!tells) {
            throw new IOException("it tells neither countries nor autonomous systems");
        }
        return new GeographyFile(file, reader);
    }

    private static boolean tellsPlaces(Reader reader) throws IOException, InvalidNetworkException {
        Networks<GeographyRow> networks = reader.networks(GeographyRow.class);
        for (int i = 0; i < PROBED && networks.hasNext(); i++) {
            DatabaseRecord<GeographyRow> network = networks.next();
            if (network.data() != null && !network.data().place().unknown()) {
                return true;
            }
        }
        return false;
    }

    /** What it tells of the address; where it is damaged it tells nothing and that is logged. */
    Place of(IpAddress address) {
        if (v4Only && !address.v4()) {
            return Place.UNKNOWN;
        }
        try {
            GeographyRow row =
                    reader.get(InetAddress.getByAddress(bytes(address)), GeographyRow.class);
            return row == null ? Place.UNKNOWN : row.place();
        } catch (IOException | RuntimeException e) {
            if (!damaged.getAndSet(true)) {
                LOG.warn(
                        "could not read the geography database {} at {}: it is damaged there;"
                                + " country and ASN are absent for such addresses",
                        file,
                        address);
            }
            return Place.UNKNOWN;
        }
    }

    private static byte[] bytes(IpAddress address) {
        return address.v4()
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
    }
}
