// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

/**
 * A process of a Windows computer, as every record of it names it.
 *
 * @param guid Sysmon's, in braces: {@code {B3C1A5D2-...}}
 * @param user with its domain: {@code ARENA\alex}
 */
public record WindowsProcess(String host, String user, String image, String guid, int id) {}
