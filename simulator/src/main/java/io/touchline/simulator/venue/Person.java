// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.venue;

/**
 * Somebody at a PC of their own.
 *
 * @param user of the account, such as {@code anna.berg}
 * @param department in kebab-case
 */
public record Person(Machine pc, String user, String department) {
    public String mail() {
        return user + "@" + VenuePlan.DOMAIN;
    }

    /** Crews on the move have no mailbox of their own. */
    public boolean hasMailbox() {
        return !department.equals("ops") && !department.equals("media");
    }
}
