// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.calibration.Candidate;

/**
 * Where scores go: candidates to the peers or straight to calibration, quiet ones to histograms.
 */
interface ScoreSink {
    /** Asks the peers first; whoever answers completes the score and counts it. */
    void ask(Candidate candidate);

    /** Complete: counted already, to be calibrated. */
    void calibrate(Candidate candidate);

    /** A completed score that becomes no candidate, or that {@link #calibrate} was given too. */
    void count(String stratum, int bucket, double bits, long time);
}
