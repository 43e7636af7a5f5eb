// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditOperationsTest {
    @ParameterizedTest
    @CsvSource({
        "UserLoggedIn, LOG_ON",
        "UserLoginFailed, LOG_ON",
        "Set-Mailbox, ADMINISTER",
        "UpdateInboxRules, ADMINISTER",
        "Add-MailboxPermission, GRANT",
        "Consent to application., GRANT",
        "Add delegated permission grant., GRANT",
        "Add member to role., ADMINISTER",
        "MailItemsAccessed, READ",
        "FilePreviewed, READ",
        "FileUploaded, WRITE",
        "Send, WRITE",
        "AddedToSecureLink, CALL",
        "FileDeleted, CALL"
    })
    void operationSaysWhatIsDone(String operation, Action action) {
        assertThat(AuditOperations.action(operation)).isEqualTo(action);
    }
}
