// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

/** All logs of one producer and sensor, as {@code zeek/cctv-span}. A state. */
public final class Sensor {
    public String name = "";
    public Rhythm rhythm = new Rhythm();
}
