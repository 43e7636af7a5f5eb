// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import org.jspecify.annotations.Nullable;

/**
 * One row of the temporal table of who held an address, or who was logged on there.
 *
 * <p>Rows are a set: the same row twice changes nothing, and what is valid is derived when read.
 *
 * @param kind what the row binds
 * @param site venue
 * @param address canonical address; for an account also a MAC
 * @param holder MAC of the device ({@code DEVICE}, {@code RELEASE}), account id ({@code ACCOUNT})
 *     or host name ({@code NAME})
 * @param name host name of the device, where the log gives it
 * @param from first millisecond (of {@code when}) that it holds
 * @param to first millisecond that it no longer holds
 * @param writeTime when the sensor wrote it; it takes effect at this + {@code identity.hold}
 */
public record Binding(
        Kind kind,
        String site,
        String address,
        String holder,
        @Nullable String name,
        long from,
        long to,
        long writeTime) {

    /** What a row binds. Constants are only appended. */
    public enum Kind {
        /** address to device */
        DEVICE,
        /** the device gave the address back at {@code from} */
        RELEASE,
        /** address, or MAC, to account: a link, never a merge */
        ACCOUNT,
        /** address to the name of the machine that bears it */
        NAME
    }
}
