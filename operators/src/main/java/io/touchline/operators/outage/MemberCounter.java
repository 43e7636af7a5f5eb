// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the signs of life among the rows of one subtask: of each device and minute the first. Never
 * part of a snapshot: it is flushed before every barrier, and a sign told twice changes nothing.
 * Remembers one minute per device, 65,536 devices at most. Not thread-safe.
 */
public final class MemberCounter {
    private static final int MOST = 65_536;
    private static final long MINUTE_MILLIS = 60_000;

    /** What is told so long after it ended says nothing of now. */
    private static final long STALE_MILLIS = 5 * MINUTE_MILLIS;

    private final Map<String, Long> told = new HashMap<>();
    private final List<SignOfLife> signs = new ArrayList<>();

    /** Rows of one entity come in the order of their write time. */
    public void count(Interaction row) {
        if (row.acts() || row.zoneEntity() == Zone.VISITOR || !answered(row)) {
            return;
        }
        long minute = Math.floorDiv(row.writeTime(), MINUTE_MILLIS);
        Long before = told.get(row.entity());
        if (before != null && before == minute) {
            return;
        }
        SignOfLife sign = sign(row, minute);
        if (sign != null) {
            if (told.size() >= MOST) {
                told.clear();
            }
            told.put(row.entity(), minute);
            signs.add(sign);
        }
    }

    /** Whether something came back: a dead device is acted upon too. */
    private static boolean answered(Interaction row) {
        boolean stale = row.writeTime() - row.until() > STALE_MILLIS;
        return !stale
                && switch (row.outcome()) {
                    case SUCCESS -> true;
                    case UNKNOWN -> row.measure(Measure.BYTES_OUT, 1) > 0;
                    case FAILURE, DENIED -> false;
                };
    }

    private static @Nullable SignOfLife sign(Interaction row, long minute) {
        if (!EntityKeys.isKind(row.entity(), EntityKeys.DEVICE)) {
            return null;
        }
        String told = row.attribute(Attribute.ENTITY_ADDRESS);
        IpAddress address = IpAddress.parse(told == null ? EntityKeys.id(row.entity()) : told);
        return address == null
                ? null
                : new SignOfLife(
                        address.network(),
                        row.entity(),
                        row.entityName(),
                        address.toString(),
                        row.zoneEntity(),
                        row.source(),
                        minute);
    }

    /** Hands out every sign since the last call. */
    public void flush(Consumer<SignOfLife> out) {
        signs.forEach(out);
        signs.clear();
    }
}
