// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

/**
 * What novelty watches. Constants are only appended: their order is part of the saved state.
 *
 * <p>{@code alpha} is the concentration of the model: draws after which a new value is surprising.
 * {@code open} says whether new values are part of life (destinations) or not (masters).
 */
public enum NoveltyAttribute {
    DESTINATION("destination", "destination", 1, true),
    EXTERNAL_ADDRESS("external-address", "outside address", 1, true),
    INNER_SERVICE("inner-service", "inner service", 1, true),
    RESPONDER_PORT("port", "outside port", 1, true),
    USER_AGENT("user-agent", "program", 1, true),
    TOOL_FAMILY("tool-family", "tool family", 1, true),
    INBOUND_NETWORK("inbound-network", "outside client network", 1, true),
    MASTER("master", "master", 0.5, false),
    MASTER_FUNCTION("master-function", "function of a master", 0.5, false),
    SENDER_DOMAIN("sender-domain", "sender domain", 1, true),
    SENDER_NETWORK("sender-network", "sending network", 1, true),
    OPERATION("operation", "operation", 1, true),
    CLIENT_NETWORK("client-network", "client network", 1, true),
    SERVICE("service", "service", 1, true),
    MESSAGE_FORM("message-form", "form of message", 0.5, false),
    EXTERNAL_ASN("external-asn", "outside autonomous system", 1, true),
    EXTERNAL_COUNTRY("external-country", "outside country", 1, true),
    INBOUND_ASN("inbound-asn", "autonomous system of an outside client", 1, true),
    SENDER_ASN("sender-asn", "autonomous system of a sender", 1, true),
    CLIENT_ASN("client-asn", "autonomous system of a client", 1, true),
    CLIENT_COUNTRY("client-country", "country of a client", 1, true),
    ARGUMENT_SHAPE("argument-shape", "form of a command line", 1, true),
    PROCESS_START("process-start", "start of a program by another", 1, true),
    PROGRAM("program", "program in a place", 1, true),
    OUTBOUND_PROGRAM("outbound-program", "program that reaches outside", 1, true),
    FILE_KIND("file-kind", "kind of file that a program writes", 1, true),
    CALL_BACK("call-back", "call back", 1, true),
    FUNCTION_BLOCK("function-block", "function on an address", 0.5, false),
    WRITTEN_VALUE("written-value", "value of a write", 1, true);

    private final String key;
    private final String noun;
    private final double alpha;
    private final boolean open;

    NoveltyAttribute(String key, String noun, double alpha, boolean open) {
        this.key = key;
        this.noun = noun;
        this.alpha = alpha;
        this.open = open;
    }

    /** The form used in strata and evidence. */
    public String key() {
        return key;
    }

    /** What an analyst calls it. */
    public String noun() {
        return noun;
    }

    public double alpha() {
        return alpha;
    }

    public boolean open() {
        return open;
    }
}
