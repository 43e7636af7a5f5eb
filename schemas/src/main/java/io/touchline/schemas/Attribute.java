// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

/**
 * A text that an interaction carries and that novelty may watch. Constants are only appended: their
 * order is part of the saved state.
 */
public enum Attribute {
    PROTO,
    SERVICE,
    RESPONDER_PORT,
    HISTORY,
    DESTINATION,
    QUERY_TYPE,
    RESOLVER,
    METHOD,
    PATH_SHAPE,
    STATUS_CLASS,
    CONTENT_TYPE,
    USER_AGENT,
    USER_AGENT_FAMILY,
    TLS_VERSION,
    ISSUER,
    JA3,
    JA4,
    ALPN,
    VALIDATION,
    FUNCTION,
    MASTER_FUNCTION,
    ADDRESS_RANGE,
    UNIT,
    SENDER_DOMAIN,
    CLIENT_NETWORK,
    REPLY_TO_DIFFERS,
    OPERATION,
    WORKLOAD,
    APPLICATION,
    REQUEST_TYPE,
    CIPHER,
    HOST_NAME,
    TOOL_FAMILY,
    PARAMETERS
}
