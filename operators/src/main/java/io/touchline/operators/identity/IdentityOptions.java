// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import java.io.Serializable;

/**
 * @param holdMillis a row of the table takes effect this long after it was written; raising it
 *     makes a new lease count later, lowering it makes rows wait for slow lease logs
 * @param keptMillis a row is kept this long after it ended: longer than the age at which records
 *     are refused
 * @param sessionIdleMillis an account is taken to be behind the address that it signed in from for
 *     this long after each sign-in
 * @param logonMillis an account is taken to be logged on for this long at most
 */
public record IdentityOptions(
        long holdMillis, long keptMillis, long sessionIdleMillis, long logonMillis)
        implements Serializable {
    private static final long HOUR_MILLIS = 3_600_000L;

    public static IdentityOptions defaults() {
        return new IdentityOptions(45_000, 26 * HOUR_MILLIS, HOUR_MILLIS, 10 * HOUR_MILLIS);
    }

    /** The row with the end that these options give it; as it is where they give none. */
    Binding ended(Binding row) {
        return switch (row.kind()) {
            case SIGN_IN -> row.until(Math.min(row.to(), row.from() + sessionIdleMillis));
            case ACCOUNT -> row.until(Math.min(row.to(), row.from() + logonMillis));
            case DEVICE, RELEASE, NAME, SEEN, ROUTER, VENDOR, MODEL -> row;
        };
    }
}
