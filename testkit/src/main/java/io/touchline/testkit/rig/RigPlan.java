// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a rig is made of.
 *
 * @param folder of everything it writes; made where it is absent
 * @param settings below {@code kafka:} of the configuration file that differ from the rig's, key to
 *     value
 * @param parallelism of detection; correlation's is 1
 * @param standby TaskManagers per cluster beyond the first, with two slots each
 * @param proxied whether the jobs reach the broker through the fault proxy
 */
public record RigPlan(
        Path folder, Map<String, String> settings, int parallelism, int standby, boolean proxied) {
    /** Detection at parallelism 2, one TaskManager of each cluster standing by, no proxy. */
    public static RigPlan in(Path folder) {
        return new RigPlan(folder.toAbsolutePath(), Map.of(), 2, 1, false);
    }

    public RigPlan withProxy() {
        return new RigPlan(folder, settings, parallelism, standby, true);
    }

    public RigPlan withParallelism(int detection) {
        return new RigPlan(folder, settings, detection, standby, proxied);
    }

    public RigPlan withSettings(Map<String, String> kafka) {
        return new RigPlan(folder, kafka, parallelism, standby, proxied);
    }
}
