// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import io.touchline.operators.tables.EntityClass;
import io.touchline.schemas.Stage;

/**
 * What is counted per hour. Constants are only appended: their order is part of the saved state.
 */
public enum RateMetric {
    /** interactions in which the entity acts */
    ACTIVITY("activity"),
    /** interactions in which it is acted upon */
    REQUESTS("requests"),
    /** interactions that failed or were denied */
    FAILURES("failures");

    private final String key;

    RateMetric(String key) {
        this.key = key;
    }

    /** The form used in strata and evidence. */
    public String key() {
        return key;
    }

    /** What an excess of it speaks of. */
    public Stage stage(EntityClass entity) {
        boolean identity = entity == EntityClass.ACCOUNT || entity == EntityClass.MAILBOX;
        return switch (this) {
            case ACTIVITY -> identity ? Stage.COLLECTION_EXFILTRATION : Stage.DISCOVERY;
            case REQUESTS -> entity == EntityClass.MAILBOX ? Stage.DELIVERY : Stage.AVAILABILITY;
            case FAILURES -> identity ? Stage.FOOTHOLD : Stage.DISCOVERY;
        };
    }

    public String technique(EntityClass entity) {
        boolean identity = entity == EntityClass.ACCOUNT || entity == EntityClass.MAILBOX;
        return switch (this) {
            case ACTIVITY -> identity ? "T1114" : "T1046";
            case REQUESTS -> entity == EntityClass.MAILBOX ? "T1566" : "T1498";
            case FAILURES -> identity ? "T1110" : "T1046";
        };
    }
}
