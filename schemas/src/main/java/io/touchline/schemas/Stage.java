// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.schemas;

/**
 * How far an intrusion has come, in order of progress. Constants are only appended: their order is
 * part of the saved state; {@link #rank} is the order of progress.
 */
public enum Stage {
    DELIVERY("delivery", 1, 1.1),
    FOOTHOLD("foothold", 2, 1.2),
    COMMAND_AND_CONTROL("command-and-control", 3, 1.3),
    DISCOVERY("discovery", 4, 1.4),
    LATERAL_MOVEMENT("lateral-movement", 5, 1.5),
    COLLECTION_EXFILTRATION("collection-exfiltration", 6, 1.6),
    MONETISATION("monetisation", 6, 1.6),
    AVAILABILITY("availability", 6, 1.6),
    OT_ACCESS("ot-access", 7, 1.7),
    OT_IMPACT("ot-impact", 8, 1.8);

    private final String key;
    private final int rank;
    private final double weight;

    Stage(String key, int rank, double weight) {
        this.key = key;
        this.rank = rank;
        this.weight = weight;
    }

    /** The form used in outputs, as {@code lateral-movement}. */
    public String key() {
        return key;
    }

    /** 1 (delivery) to 8 (ot-impact); stages that do not follow each other share a rank. */
    public int rank() {
        return rank;
    }

    /** What a bit of evidence at this stage weighs in the score, 1.1 to 1.8. */
    public double weight() {
        return weight;
    }

    public boolean isOt() {
        return this == OT_ACCESS || this == OT_IMPACT;
    }

    /** Whether this release knows the stage: a newer writer may have more. */
    public static boolean isKnown(String key) {
        for (Stage stage : values()) {
            if (stage.key.equals(key)) {
                return true;
            }
        }
        return false;
    }

    public static Stage of(String key) {
        for (Stage stage : values()) {
            if (stage.key.equals(key)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("unknown stage: " + key);
    }
}
