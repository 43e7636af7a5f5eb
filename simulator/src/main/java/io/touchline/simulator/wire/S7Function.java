// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.util.Locale;

/** Functions of S7 communication, by the names that ICSNPP gives them. */
public enum S7Function {
    READ_VARIABLE(0x04, "Read Variable"),
    WRITE_VARIABLE(0x05, "Write Variable"),
    REQUEST_DOWNLOAD(0x1a, "Request Download"),
    DOWNLOAD_BLOCK(0x1b, "Download Block"),
    DOWNLOAD_ENDED(0x1c, "Download Ended"),
    START_UPLOAD(0x1d, "Start Upload"),
    UPLOAD(0x1e, "Upload"),
    END_UPLOAD(0x1f, "End Upload"),
    /** Start: the service that a request names is {@code P_PROGRAM}. */
    PLC_START(0x28, "PLC Control", "P_PROGRAM", "PLC Start / Stop"),
    /** Makes a downloaded block take part: the service is {@code _INSE}. */
    PLC_INSERT_BLOCK(0x28, "PLC Control", "_INSE", "Activates a PLC module"),
    PLC_STOP(0x29, "PLC Stop"),
    LIST_BLOCKS(0x03, "Block Functions", "0x01", "List Blocks"),
    READ_SZL(0x04, "CPU Functions", "0x01", "Read SZL"),
    SETUP_COMMUNICATION(0xf0, "Setup Communication");

    private static final int REQUEST = 0x40;
    private static final int RESPONSE = 0x80;

    private final int code;
    private final String title;
    private final String subcode;
    private final String subtitle;

    S7Function(int code, String title) {
        this(code, title, "", "");
    }

    S7Function(int code, String title, String subcode, String subtitle) {
        this.code = code;
        this.title = title;
        this.subcode = subcode;
        this.subtitle = subtitle;
    }

    /** Goes in a PDU of user data rather than as a job. */
    public boolean userData() {
        return subcode.startsWith("0x");
    }

    /** Such as {@code 0x05}; of user data with the direction in its upper half. */
    String code(boolean request) {
        int whole = userData() ? code | (request ? REQUEST : RESPONSE) : code;
        return String.format(Locale.ROOT, "0x%02x", whole);
    }

    String title(boolean request) {
        return userData() ? (request ? "Request: " : "Response: ") + title : title;
    }

    /** Empty when the function has none. */
    String subcode() {
        return subcode;
    }

    String subtitle() {
        return subtitle;
    }
}
