// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.schemas.Zone;
import org.jspecify.annotations.Nullable;

/** A device that serves, as the watch remembers it. Public fields, for it is a state. */
public final class Member {
    public String segment = "";
    public String key = "";
    public @Nullable String name;
    public String address = "";
    public Zone zone = Zone.CORPORATE;

    /** The log that told the last sign of it. */
    public String source = "";

    public Rhythm rhythm = new Rhythm();

    /** Whether it was silent for longer than its patience while its sensor was heard. */
    public boolean overdue;

    /** Whether it was so for days: then it is not missed any longer. */
    public boolean lost;

    /** What people call it. */
    String shown() {
        return name == null || name.isBlank() ? address : name;
    }
}
