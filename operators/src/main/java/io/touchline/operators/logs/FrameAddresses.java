// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.MacAddresses;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of a sensor tell of who holds an address: its MAC, or that of the router on the
 * way. Which of both it is shows only when many rows are seen together, in {@code identity}.
 */
final class FrameAddresses {
    /** An hour speaks for itself and the next, so that who is seen in each is never a stranger. */
    private static final int HOURS = 2;

    private static final String NOBODY = "00:00:00:00:00:00";

    private FrameAddresses() {}

    /**
     * Frames with {@code address} bore {@code mac}.
     *
     * @param own whether the address is one of the venue; else the MAC is a router's
     */
    static void bind(Draft draft, IpAddress address, boolean own, @Nullable String mac) {
        String one = mac == null ? null : MacAddresses.canonical(mac);
        if (one == null || one.equals(NOBODY) || address.nobody() || address.multicast()) {
            return;
        }
        int first = Character.digit(one.charAt(1), 16);
        // of a group; or made up by whoever bears it, a visitor's phone or a virtual machine, so
        // that it tells nothing that lasts
        if ((first & 1) != 0 || (first & 2) != 0) {
            return;
        }
        Binding.Kind kind = own ? Binding.Kind.SEEN : Binding.Kind.ROUTER;
        long hour = Math.floorDiv(draft.when(), kind.slotMillis()) * kind.slotMillis();
        draft.bindWeak(
                kind, own ? address.toString() : one, one, hour, hour + HOURS * kind.slotMillis());
    }
}
