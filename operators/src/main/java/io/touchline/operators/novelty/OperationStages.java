// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import io.touchline.schemas.Action;
import io.touchline.schemas.Stage;
import java.util.List;
import java.util.Locale;

/**
 * What an operation in a cloud service is for, were it not the owner's: to look around, to take, to
 * be let in again. It names the stage of a finding and weighs nothing; the names are those of the
 * services' own audit logs, the techniques those of ATT&amp;CK Enterprise.
 */
enum OperationStages {
    TAKE(Stage.COLLECTION_EXFILTRATION, "T1530"),
    /** From then on mail goes elsewhere, or is not seen. */
    FORWARD(Stage.COLLECTION_EXFILTRATION, "T1114.003"),
    LOOK(Stage.DISCOVERY, "T1526"),
    ENTER(Stage.FOOTHOLD, "T1078.004"),
    CHANGE(Stage.FOOTHOLD, "T1098");

    /** Operations of Exchange that say where messages go. */
    private static final List<String> FORWARDS = List.of("inboxrule", "transportrule", "forward");

    /** Beginnings of operations that only look, in services that do not say so. */
    private static final List<String> LOOKS =
            List.of("get", "list", "describe", "search", "lookup", "head", "enumerate", "query");

    private final Stage stage;
    private final String technique;

    OperationStages(Stage stage, String technique) {
        this.stage = stage;
        this.technique = technique;
    }

    Stage stage() {
        return stage;
    }

    String technique() {
        return technique;
    }

    static OperationStages of(Action action, String operation) {
        String name = operation.toLowerCase(Locale.ROOT);
        if (FORWARDS.stream().anyMatch(name::contains)) {
            return FORWARD;
        }
        return switch (action) {
            case READ -> TAKE;
            case LOG_ON -> ENTER;
            case CALL -> LOOKS.stream().anyMatch(name::startsWith) ? LOOK : CHANGE;
            default -> CHANGE;
        };
    }
}
