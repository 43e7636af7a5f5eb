// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The process rig: does what was promised hold when a process dies, hangs or is cut off?
 *
 * <p>A broker and two application clusters as real JVMs on free ports of loopback, started with the
 * class path of the test, which holds everything (the image has Flink and the jobs apart). Logs,
 * configuration, checkpoints and the broker's data of a run stay in its folder. Nothing here
 * asserts how long a thing takes: waits are bounded generously, and what was measured is written
 * down.
 */
@NullMarked
package io.touchline.testkit.rig;

import org.jspecify.annotations.NullMarked;
