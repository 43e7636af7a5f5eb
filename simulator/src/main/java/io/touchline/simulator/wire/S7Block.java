// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.util.Locale;

/**
 * A block of a Siemens controller, as S7 communication addresses it in an upload or download.
 *
 * @param type two hexadecimal digits and their name; the block's file name holds the digits
 * @param active in the file system that runs, rather than in the passive one
 */
public record S7Block(Type type, int number, boolean active) {
    /** By the names that ICSNPP gives them. */
    public enum Type {
        ORGANIZATION_BLOCK("08", "Organization Block"),
        DATA_BLOCK("0A", "Data Block"),
        SYSTEM_DATA_BLOCK("0B", "System Data Block"),
        FUNCTION("0C", "Function"),
        FUNCTION_BLOCK("0E", "Function Block");

        private final String digits;
        private final String title;

        Type(String digits, String title) {
            this.digits = digits;
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Such as {@code _0800001P}. */
    String fileName() {
        return "_" + type.digits + digits() + (active ? "A" : "P");
    }

    String digits() {
        return String.format(Locale.ROOT, "%05d", number);
    }

    String fileSystem() {
        return active ? "Active" : "Passive";
    }
}
