// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

/** All populations of a venue at once. */
public final class Everybody {
    private Everybody() {}

    /** Puts all of them on the clock; what is returned tells of the look-alikes afterwards. */
    public static LookAlikes begin(World world) {
        new Servers(world).begin();
        new Plant(world).begin();
        new Cameras(world).begin();
        new Tills(world).begin();
        new Staff(world).begin();
        new Mailboxes(world).begin();
        new Saas(world).begin();
        new Workloads(world).begin();
        new Returning(world).begin();
        new Visitors(world).begin();
        LookAlikes lookAlikes = new LookAlikes(world);
        lookAlikes.begin();
        return lookAlikes;
    }
}
