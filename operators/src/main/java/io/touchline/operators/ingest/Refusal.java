// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

/** Why a record becomes a dead letter. Carries no stack trace: it is an outcome, not a bug. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final DeadLetterReason reason;

    Refusal(DeadLetterReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static Refusal missing(String field) {
        return new Refusal(DeadLetterReason.MISSING_FIELD, field + " is absent");
    }

    DeadLetterReason reason() {
        return reason;
    }

    String detail() {
        String detail = getMessage();
        return detail == null ? "" : detail;
    }
}
