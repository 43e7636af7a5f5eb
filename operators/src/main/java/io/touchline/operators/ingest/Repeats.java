// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.identity.Binding;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps weak rows that tell nothing new off the wire: traffic makes one per connection, and each is
 * sent to every subtask. A row passes when it is the first written, so far, of its address and
 * holder in its slot; that is the one that the table keeps, whatever came in between. What this
 * forgets is only repeated. Never part of a snapshot; not thread-safe.
 */
final class Repeats {
    /** About 200 bytes each. */
    static final int REMEMBERED = 20_000;

    private record Key(Binding.Kind kind, String address, String holder, long slot) {}

    private record First(long writeTime, long from) {
        boolean before(Binding row) {
            return writeTime < row.writeTime()
                    || (writeTime == row.writeTime() && from <= row.from());
        }
    }

    private final Map<Key, First> firsts =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, First> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /** Whether the row was told before, or tells less than what was. */
    boolean tells(Binding row) {
        if (!row.kind().weak()) {
            return false;
        }
        Key key = new Key(row.kind(), row.address(), row.holder(), row.slot());
        First first = firsts.get(key);
        if (first != null && first.before(row)) {
            return true;
        }
        firsts.put(key, new First(row.writeTime(), row.from()));
        return false;
    }

    /** How many rows are remembered. */
    int remembered() {
        return firsts.size();
    }
}
