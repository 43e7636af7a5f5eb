// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.schemas.avro.Finding;

/**
 * A score on its way to becoming a finding.
 *
 * @param stratum key of the calibration room
 * @param bucket log2 of the support, 0 to 15
 * @param rawBits what the detector claims, before rarity and calibration
 * @param gateBits calibrated bits that it must have
 * @param capBits what the maturity of the entity allows, in raw bits
 * @param knownAt write time in milliseconds of what revealed it
 * @param prevalenceKey what to ask the peers; empty where they are not asked
 * @param entityHash the asker, so that it can be left out of the answer
 * @param groupSize active entities of the peer group
 * @param unsettled whether the asker is itself under suspicion
 * @param finding the finding that it becomes; p-value and bits are still open
 */
public record Candidate(
        String stratum,
        int bucket,
        double rawBits,
        double gateBits,
        double capBits,
        long knownAt,
        String prevalenceKey,
        long entityHash,
        long groupSize,
        boolean unsettled,
        Finding finding) {

    public String findingId() {
        return finding.getFindingId();
    }

    /**
     * Whether the asker met the value just now; of a rhythm it met it before, and of a journey
     * novelty says so: they only ask.
     */
    public boolean firstUse() {
        String detector = finding.getDetector();
        return !detector.equals("beaconing") && !detector.equals("travel");
    }

    /** Whether it asks how usual an arrival is, not who met a value. */
    public boolean arrives() {
        return finding.getDetector().equals("arrival");
    }

    /** The same candidate with its final raw bits and the finding that says so. */
    public Candidate completed(double bits, Finding completed) {
        return new Candidate(
                stratum,
                bucket,
                bits,
                gateBits,
                capBits,
                knownAt,
                prevalenceKey,
                entityHash,
                groupSize,
                unsettled,
                completed);
    }
}
