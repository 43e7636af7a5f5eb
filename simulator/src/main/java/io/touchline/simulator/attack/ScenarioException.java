// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

/** A scenario that cannot be played: one line of cause, one of cure. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cure;

    public ScenarioException(String cause, String cure) {
        super(cause);
        this.cure = cure;
    }

    /** What to do about it. */
    public String cure() {
        return cure;
    }
}
