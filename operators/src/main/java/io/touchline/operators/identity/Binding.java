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
 * @param address canonical address; for an account also a MAC, for {@code ROUTER} always one
 * @param holder MAC of the device ({@code DEVICE}, {@code RELEASE}, {@code SEEN}, {@code ROUTER}),
 *     account id ({@code ACCOUNT}, {@code SIGN_IN}), host name ({@code NAME}) or what a controller
 *     calls its maker and itself ({@code VENDOR}, {@code MODEL})
 * @param name host name of the device, where the log gives it
 * @param from first millisecond (of {@code when}) that it holds
 * @param to first millisecond that it no longer holds; {@link #OPEN} where the log tells no end
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
    /** The end of what ends by an option: {@link IdentityOptions} puts one in its place. */
    public static final long OPEN = Long.MAX_VALUE;

    /** What a row binds. Constants are only appended. */
    public enum Kind {
        /** address to device */
        DEVICE,
        /** the device gave the address back at {@code from} */
        RELEASE,
        /** address, or MAC, to account: a link, never a merge */
        ACCOUNT,
        /** address to the name of the machine that bears it */
        NAME,
        /** address, mostly one outside, to the account that signed in from it: a link */
        SIGN_IN(10 * 60_000L, 1_024),
        /** address to the MAC that frames from it bore: weak, it only fills gaps */
        SEEN(3_600_000L, 4_096),
        /** frames of this MAC bear addresses of the outside: it routes, and stands for nobody */
        ROUTER(3_600_000L, 256),
        /** address to the maker of the controller there: part of a name, no more */
        VENDOR(86_400_000L, 1_024),
        /** address to what the maker calls it: likewise */
        MODEL(86_400_000L, 1_024);

        private final long slotMillis;
        private final int slotRows;

        Kind() {
            this(0, 0);
        }

        Kind(long slotMillis, int slotRows) {
            this.slotMillis = slotMillis;
            this.slotRows = slotRows;
        }

        /**
         * Whether traffic makes such rows at will, not a server that hands out or lets in. Of those
         * one per address and holder is kept in a slot, and so many of all together.
         */
        public boolean weak() {
            return slotMillis > 0;
        }

        /** How long a slot of a weak kind is. */
        public long slotMillis() {
            return slotMillis;
        }

        /** How many rows a slot of a weak kind holds. */
        int slotRows() {
            return slotRows;
        }
    }

    /** Which slot of its kind a weak row falls in, by when it begins. */
    public long slot() {
        return Math.floorDiv(from, kind.slotMillis);
    }

    /** The same row with another end. */
    Binding until(long newTo) {
        return new Binding(kind, site, address, holder, name, from, newTo, writeTime);
    }
}
