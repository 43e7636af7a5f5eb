// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.geography;

import io.touchline.operators.telemetry.IpAddress;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Country, point and autonomous system of an address, from the databases of the user.
 *
 * <p>Costs the size of the files on the heap, once per process whatever the parallelism, and 1 MB
 * of answers. A look-up takes a hundredth of decoding a record where the address was asked for
 * lately, else a fifth of it per file. Usable by many threads; never asks the network.
 */
public final class Geography {
    /** Without a database nothing is known of any address. */
    public static final Geography NONE = new Geography(List.of());

    private static final int SLOT_BITS = 14;

    // what is open in this process: the subtasks of a job share one copy
    private static final Map<List<Version>, WeakReference<Geography>> OPEN = new HashMap<>();

    private record Version(String path, long size, long modified) {}

    private record Answer(IpAddress address, Place place) {}

    private final List<GeographyFile> files;

    // written without a lock: an answer is immutable, and a lost one is only looked up again
    private final @Nullable Answer[] answers;

    private Geography(List<GeographyFile> files) {
        this.files = files;
        this.answers = new @Nullable Answer[files.isEmpty() ? 0 : 1 << SLOT_BITS];
    }

    /**
     * Opens databases, of which the first that tells a thing is believed.
     *
     * @throws IOException when one cannot be used; the message names it and says why
     */
    public static Geography open(List<String> paths) throws IOException {
        if (paths.isEmpty()) {
            return NONE;
        }
        synchronized (OPEN) {
            OPEN.values().removeIf(each -> each.get() == null);
            List<Version> versions = new ArrayList<>();
            for (String path : paths) {
                versions.add(version(path));
            }
            WeakReference<Geography> before = OPEN.get(versions);
            Geography shared = before == null ? null : before.get();
            if (shared == null) {
                shared = read(paths);
                OPEN.put(versions, new WeakReference<>(shared));
            }
            return shared;
        }
    }

    private static Version version(String path) {
        Path file = Path.of(path);
        try {
            long modified = Files.getLastModifiedTime(file).toMillis();
            return new Version(path, Files.size(file), modified);
        } catch (IOException e) {
            return new Version(path, -1, -1); // reading it says why
        }
    }

    private static Geography read(List<String> paths) throws IOException {
        List<GeographyFile> files = new ArrayList<>();
        for (String path : paths) {
            try {
                files.add(GeographyFile.open(Path.of(path)));
            } catch (IOException e) {
                throw new IOException(
                        "could not use the geography database " + path + ": " + e.getMessage(), e);
            }
        }
        return new Geography(List.copyOf(files));
    }

    /** Whether there is no database, so that nothing is known of any address. */
    public boolean blind() {
        return files.isEmpty();
    }

    /** What the databases tell of an address; absent is what none of them tells. */
    public Place of(IpAddress address) {
        if (files.isEmpty()) {
            return Place.UNKNOWN;
        }
        int slot = slot(address);
        Answer known = answers[slot];
        if (known != null && known.address.equals(address)) {
            return known.place;
        }
        Place place = Place.UNKNOWN;
        for (GeographyFile file : files) {
            if (!place.complete()) {
                place = place.or(file.of(address));
            }
        }
        answers[slot] = new Answer(address, place);
        return place;
    }

    private static int slot(IpAddress address) {
        long mixed = (address.high() * 31 + address.low()) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> (64 - SLOT_BITS));
    }
}
