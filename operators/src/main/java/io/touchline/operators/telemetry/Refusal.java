// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

/** Why a record becomes a dead letter. Carries no stack trace: it is an outcome, not a bug. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final DeadLetterReason reason;

    public Refusal(DeadLetterReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public static Refusal missing(String field) {
        return new Refusal(DeadLetterReason.MISSING_FIELD, field + " is absent");
    }

    public DeadLetterReason reason() {
        return reason;
    }

    public String detail() {
        String detail = getMessage();
        return detail == null ? "" : detail;
    }
}
