// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.identity.Binding;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.CloudAction;
import java.util.Set;

/**
 * From which outside address an own person signed in to a rented service. Of an address of the
 * venue a service sees the way out that all share; what is inside has better witnesses.
 */
final class Egress {
    static final String BINDS =
            "the outside address to the account that signed in from it with success, for"
                    + " identity.session-idle";

    /** Operations by which a session begins or is renewed, in lower case. */
    private static final Set<String> SIGN_INS =
            Set.of(
                    SignInRecords.OPERATION,
                    "userloggedin",
                    "user.session.start",
                    "user.authentication.sso",
                    "login_success");

    private Egress() {}

    static void bind(Draft draft, CloudAction action, Outcome outcome, RecordContext context) {
        String client = action.getClientIp();
        IpAddress address = client == null ? null : IpAddress.parse(client);
        boolean signsIn = SIGN_INS.contains(Texts.lower(action.getOperation()));
        boolean person = action.getActor().indexOf('@') > 0;
        if (address != null && signsIn && person && outcome == Outcome.SUCCESS) {
            boolean outside = !context.venue().owns(address) && !address.unrouted();
            if (outside && !address.nobody() && !address.multicast()) {
                draft.bindWeak(
                        Binding.Kind.SIGN_IN,
                        address.toString(),
                        action.getActor(),
                        draft.when(),
                        Binding.OPEN);
            }
        }
    }
}
