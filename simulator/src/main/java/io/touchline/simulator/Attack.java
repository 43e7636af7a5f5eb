// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

/** What is planted into an otherwise ordinary match day. */
public enum Attack {
    /** Nothing: the same match day, byte for byte, without the planted rows. */
    NONE("none"),
    /** A mail to a ticketing clerk, a tunnel, an engineering server, a turnstile controller. */
    PHISH_TO_TURNSTILE("phish-to-turnstile");

    private final String key;

    Attack(String key) {
        this.key = key;
    }

    /** The form used in the ledger, as {@code phish-to-turnstile}. */
    public String key() {
        return key;
    }
}
