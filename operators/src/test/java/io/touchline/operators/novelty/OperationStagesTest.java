// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationStagesTest {
    @ParameterizedTest
    @CsvSource({
        "LOG_ON, UserLoginFailed, ENTER",
        "CALL, ListBuckets, LOOK",
        "CALL, DescribeInstances, LOOK",
        "CALL, SomethingNew, CHANGE",
        "READ, GetObject, TAKE",
        "READ, MailItemsAccessed, TAKE",
        "GRANT, AttachUserPolicy, CHANGE",
        "GRANT, Add delegated permission grant, CHANGE",
        "ADMINISTER, StopLogging, CHANGE",
        "ADMINISTER, New-InboxRule, FORWARD",
        "WRITE, UpdateInboxRules, FORWARD",
    })
    void tellsWhatAnOperationIsFor(Action action, String operation, OperationStages use) {
        assertThat(OperationStages.of(action, operation)).isEqualTo(use);
    }
}
