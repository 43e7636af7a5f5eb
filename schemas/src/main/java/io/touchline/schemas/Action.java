// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

/** What the acting end did. Constants are only appended: their order is part of the saved state. */
public enum Action {
    CONNECT,
    RESOLVE,
    REQUEST,
    LOG_ON,
    TRANSFER,
    READ,
    WRITE,
    SPAWN,
    COMMAND,
    PROGRAM,
    DISCOVER,
    SEND,
    RECEIVE,
    ADMINISTER,
    GRANT,
    CALL,
    ALERT
}
