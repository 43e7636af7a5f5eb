// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.util.Map;
import java.util.TreeMap;

/**
 * The write times of one file by hour, for the rule that one absurd year must not move the
 * watermark: a record more than 24 h beyond the end of the hour that holds the 99.9th percentile
 * (nearest rank) has a bad time. With the nearest rank that takes 1,000 known times; in a smaller
 * file the largest time is its own percentile and every time stands. Costs about 100 bytes per
 * distinct hour.
 */
final class FileTimes {
    private static final long HOUR = 3_600_000;
    private static final int GRACE_HOURS = 24;

    private final TreeMap<Long, Hour> hours = new TreeMap<>();
    private Hour latest = new Hour(Long.MIN_VALUE);
    private long known;
    private long first;

    void add(long time) {
        long index = Math.floorDiv(time, HOUR);
        if (latest.index != index) {
            latest = hours.computeIfAbsent(index, Hour::new);
        }
        latest.count++;
        latest.last = Math.max(latest.last, time);
        first = known == 0 ? time : first;
        known++;
    }

    /** The first time in the order of lines; 0 when there is none. */
    long first() {
        return first;
    }

    /** Times above this are bad; 0 when there is none. */
    long bound() {
        if (known == 0) {
            return 0;
        }
        long hour = percentileHour();
        return hour > Long.MAX_VALUE / HOUR - GRACE_HOURS - 1
                ? Long.MAX_VALUE
                : (hour + GRACE_HOURS + 1) * HOUR - 1;
    }

    /** The largest time not above the bound; 0 when there is none. */
    long last() {
        return known == 0 ? 0 : hours.floorEntry(percentileHour() + GRACE_HOURS).getValue().last;
    }

    /** Whether some time is above the bound. */
    boolean anyBad() {
        return known > 0 && hours.lastKey() > percentileHour() + GRACE_HOURS;
    }

    private long percentileHour() {
        long rank = known - known / 1_000;
        long below = 0;
        for (Map.Entry<Long, Hour> hour : hours.entrySet()) {
            below += hour.getValue().count;
            if (below >= rank) {
                return hour.getKey();
            }
        }
        throw new IllegalStateException("the rank is at most the number of times");
    }

    private static final class Hour {
        private final long index;
        private long count;
        private long last = Long.MIN_VALUE;

        Hour(long index) {
            this.index = index;
        }
    }
}
