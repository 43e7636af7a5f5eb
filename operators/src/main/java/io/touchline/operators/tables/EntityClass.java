// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.tables;

import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Zone;

/**
 * The coarse class of an entity: its peer group, and half of every calibration stratum. Constants
 * are only appended: their order is part of the saved state.
 */
public enum EntityClass {
    DEVICE("device"),
    CONTROLLER("controller"),
    VISITOR("visitor"),
    COHORT("cohort"),
    MAILBOX("mailbox"),
    ACCOUNT("account");

    private final String key;

    EntityClass(String key) {
        this.key = key;
    }

    /** The form used in keys and outputs. */
    public String key() {
        return key;
    }

    /**
     * What one interaction shows of its entity. A device that answers an OT protocol is a
     * controller; the baseline remembers the most telling class that it has seen.
     */
    public static EntityClass of(Interaction it) {
        String kind = EntityKeys.kind(it.entity());
        return switch (kind) {
            case EntityKeys.MAILBOX -> MAILBOX;
            case EntityKeys.ACCOUNT -> ACCOUNT;
            case EntityKeys.COHORT -> COHORT;
            default ->
                    it.zoneEntity() == Zone.OT_CONTROL
                            ? CONTROLLER
                            : it.zoneEntity() == Zone.VISITOR ? VISITOR : DEVICE;
        };
    }
}
