// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import java.util.List;

/**
 * Members of a segment whose silence began together.
 *
 * @param members by address
 * @param alive how many would have been heard of then, with them
 * @param from first minute since 1970 in which one of them was not heard of any more
 * @param to first minute in which none was
 * @param growing whether others are late that may have fallen silent with them
 */
record Silence(List<Member> members, int alive, long from, long to, boolean growing) {
    private static final double SHARE = 0.2;
    private static final int LEAST = 3;

    int size() {
        return members.size();
    }

    /** Whether it is collective: more than a fifth and three at least, or all of a smaller one. */
    boolean collective() {
        return isCollective(size(), alive, SHARE);
    }

    /** Whether {@code silent} of {@code all} is still what an episode goes on with. */
    static boolean goesOn(int silent, int all) {
        return isCollective(silent, all, SHARE / 2);
    }

    private static boolean isCollective(int silent, int all, double share) {
        return silent >= 2 && silent >= Math.min(LEAST, all) && silent > share * all;
    }
}
