// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.nio.file.Path;
import java.util.List;

/**
 * One application cluster.
 *
 * @param name of it and the beginning of its processes' names
 * @param folder where its processes work and log
 * @param mainClass of the job
 * @param arguments of the main method
 * @param checkpoints the folder that the job keeps its checkpoints in
 * @param taskManagers that run at a time, with two slots each; one more than the job needs stands
 *     by, so that a recovery does not wait for a JVM to start
 */
public record ClusterPlan(
        String name,
        Path folder,
        String mainClass,
        List<String> arguments,
        Path checkpoints,
        int taskManagers) {}
