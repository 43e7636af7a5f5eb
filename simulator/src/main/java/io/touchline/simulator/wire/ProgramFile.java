// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

/**
 * The resource of a Windows program file and its hash.
 *
 * @param originalFileName what the file was called when it was built, whatever it is called now
 */
public record ProgramFile(String company, String product, String originalFileName, String sha256) {}
