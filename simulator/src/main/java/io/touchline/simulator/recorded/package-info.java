// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How is something planted into telemetry that somebody recorded? Its files are copied as they are;
 * planted rows join them in the form of each file, with its addresses, within its span. Zeek logs
 * alone are understood, tab-separated or JSON, gzipped or not; all else is copied.
 */
@NullMarked
package io.touchline.simulator.recorded;

import org.jspecify.annotations.NullMarked;
