// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One JobManager in application mode with one job, its TaskManagers, and what can befall them. */
public final class FlinkCluster implements AutoCloseable {
    /** What Flink's own scripts open on Java 17. */
    static final List<String> OPENS =
            List.of(
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.time=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/java.net=ALL-UNNAMED",
                    "--add-opens=java.base/java.text=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                    "--add-opens=java.base/sun.net.util=ALL-UNNAMED");

    private static final Duration START = Duration.ofSeconds(120);

    /**
     * A producer that never gets through fails its task after two minutes ({@code
     * delivery.timeout.ms}), and Flink starts it anew from the last checkpoint: that is recovery
     * too.
     */
    private static final Duration CHECKPOINT = Duration.ofSeconds(240);

    private static final long EXIT_SECONDS = 60;

    private final ClusterPlan plan;
    private final int rpcPort = Ports.free();
    private final int restPort = Ports.free();
    private final FlinkRest rest = new FlinkRest(restPort);
    private final Map<String, JavaProcess> taskManagers = new LinkedHashMap<>();
    private JavaProcess jobManager;
    private int parallelism;
    private int started;

    private FlinkCluster(ClusterPlan plan, int parallelism) {
        this.plan = plan;
        this.parallelism = parallelism;
        this.jobManager =
                JobManagerProcess.start(plan, rpcPort, restPort, parallelism, Optional.empty());
        for (int i = 0; i < plan.taskManagers(); i++) {
            addTaskManager();
        }
    }

    /** Starts the processes and returns at once; see {@link #awaitRunning}. */
    public static FlinkCluster start(ClusterPlan plan, int parallelism) {
        return new FlinkCluster(plan, parallelism);
    }

    public FlinkRest rest() {
        return rest;
    }

    public String name() {
        return plan.name();
    }

    /** Until every task runs, seconds. */
    public double awaitRunning() {
        return await("runs", () -> rest.tasks().all());
    }

    /** Until every task runs again after one more restore than {@code restores}, seconds. */
    public double awaitRecovery(long restores) {
        return await("recovers", () -> rest.restores() > restores && rest.tasks().all());
    }

    /** Until one more checkpoint is complete, seconds. */
    public double awaitCheckpoint() {
        long before = rest.completedCheckpoints();
        return await(
                "completes a checkpoint", CHECKPOINT, () -> rest.completedCheckpoints() > before);
    }

    /** The first TaskManager that has a task of the job. */
    public JavaProcess busyTaskManager() {
        String id = rest.busyTaskManagers().stream().findFirst().orElseThrow();
        JavaProcess process = taskManagers.get(id);
        if (process == null) {
            throw new IllegalStateException("the job runs on " + id + ", which is not of the rig");
        }
        return process;
    }

    /** SIGKILL to a TaskManager that has tasks, and a new one to stand by in its place. */
    public void killBusyTaskManager() {
        JavaProcess victim = busyTaskManager();
        victim.kill();
        taskManagers.remove(victim.name());
        addTaskManager();
    }

    /** Until all TaskManagers, that which stands by too, are registered. */
    public void awaitTaskManagers() {
        await("has its TaskManagers", () -> rest.taskManagers().containsAll(taskManagers.keySet()));
    }

    /**
     * SIGKILL to the JobManager, which in application mode is the end of the job, and a new one
     * from the checkpoint that is found on disk; the TaskManagers stay.
     */
    public void killJobManagerAndRestart() {
        jobManager.kill();
        Path checkpoint =
                Checkpoints.latest(plan.checkpoints())
                        .orElseThrow(() -> new IllegalStateException("there is no checkpoint"));
        startJobManager(Optional.of(checkpoint));
    }

    /** Stops with a savepoint, without draining, and goes on from it at another parallelism. */
    public void rescale(int parallelism, Path savepoints) {
        Path savepoint = rest.stopWithSavepoint(savepoints);
        jobManager.awaitExit(EXIT_SECONDS); // the application has ended
        this.parallelism = parallelism;
        startJobManager(Optional.of(savepoint));
    }

    /** Peak resident megabytes per process. */
    public Map<String, Long> peakMegabytes() {
        Map<String, Long> peaks = new LinkedHashMap<>();
        processes().forEach(process -> peaks.put(process.name(), process.peakMegabytes()));
        return peaks;
    }

    private double await(String what, BooleanSupplier condition) {
        return await(what, START, condition);
    }

    /** In application mode the JobManager ends with the job: then nothing is left to wait for. */
    private double await(String what, Duration atMost, BooleanSupplier condition) {
        return Await.until(
                plan.name() + ' ' + what,
                atMost,
                () -> {
                    if (!jobManager.alive()) {
                        throw new IllegalStateException(plan.name() + " ended: " + describe());
                    }
                    return condition.getAsBoolean();
                },
                this::describe);
    }

    private void startJobManager(Optional<Path> restore) {
        jobManager = JobManagerProcess.start(plan, rpcPort, restPort, parallelism, restore);
    }

    private void addTaskManager() {
        String id = plan.name() + "-taskmanager-" + ++started;
        taskManagers.put(id, TaskManagerProcess.start(plan, id, rpcPort));
    }

    private String describe() {
        return "(state "
                + rest.state()
                + ", "
                + rest.tasks()
                + ", TaskManagers "
                + rest.taskManagers()
                + ", JobManager "
                + (jobManager.alive() ? "alive" : "gone")
                + ", last exception: "
                + rest.exception()
                + ") see "
                + plan.folder();
    }

    private List<JavaProcess> processes() {
        List<JavaProcess> all = new ArrayList<>(taskManagers.values());
        all.add(jobManager);
        return all;
    }

    @Override
    public void close() {
        processes().forEach(JavaProcess::close);
    }
}
