// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a JobManager with one job says of it. Whatever it cannot say now is empty, not an error. */
public final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final Duration SAVEPOINT = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;

    FlinkRest(int port) {
        this.root = URI.create("http://127.0.0.1:" + port);
    }

    /** RUNNING, RESTARTING, FAILED, ...; empty where there is no answer or no job. */
    public String state() {
        return get("/jobs/overview").map(all -> job(all).path("state").asText()).orElse("");
    }

    /** Tasks that run now, and tasks there are; all 0 where there is no answer. */
    public Tasks tasks() {
        JsonNode tasks =
                get("/jobs/overview").map(FlinkRest::job).orElse(JSON.nullNode()).path("tasks");
        return new Tasks(
                tasks.path("running").asInt(),
                tasks.path("finished").asInt(),
                tasks.path("total").asInt());
    }

    /**
     * @param running state RUNNING, so initialized too
     * @param finished as a source that has read its file
     */
    public record Tasks(int running, int finished, int total) {
        boolean all() {
            return total > 0 && running + finished == total;
        }
    }

    /** TaskManagers that registered. */
    public Set<String> taskManagers() {
        Set<String> ids = new TreeSet<>();
        get("/taskmanagers")
                .ifPresent(
                        all ->
                                all.path("taskmanagers")
                                        .forEach(tm -> ids.add(tm.path("id").asText())));
        return ids;
    }

    /** TaskManagers that run a task of the job. */
    public Set<String> busyTaskManagers() {
        Set<String> ids = new TreeSet<>();
        get("/jobs/" + id())
                .ifPresent(
                        job ->
                                job.path("vertices")
                                        .forEach(
                                                vertex ->
                                                        addPlaces(
                                                                vertex.path("id").asText(), ids)));
        return ids;
    }

    /** Completed, failed and restored checkpoints; see Flink's REST reference. */
    public JsonNode checkpoints() {
        return get("/jobs/" + id() + "/checkpoints").orElse(JSON.nullNode());
    }

    /** How often this JobManager completed a checkpoint. */
    public long completedCheckpoints() {
        return checkpoints().path("counts").path("completed").asLong();
    }

    /** How often this JobManager restored the job, the first start from a checkpoint included. */
    public long restores() {
        return checkpoints().path("counts").path("restored").asLong();
    }

    /** The newest exception of the job, for messages. */
    public String exception() {
        JsonNode entries =
                get("/jobs/" + id() + "/exceptions")
                        .orElse(JSON.nullNode())
                        .path("exceptionHistory")
                        .path("entries");
        return entries.path(0).path("stacktrace").asText("no exception");
    }

    /**
     * Stops the job with a savepoint, never draining; returns when it is complete.
     *
     * @return where it is
     */
    public Path stopWithSavepoint(Path folder) {
        return savepoint(
                "/stop", "{\"targetDirectory\":\"" + folder.toUri() + "\",\"drain\":false}");
    }

    /**
     * Takes a savepoint; returns when it is complete.
     *
     * @return where it is
     */
    public Path savepoint(Path folder) {
        return savepoint(
                "/savepoints",
                "{\"target-directory\":\"" + folder.toUri() + "\",\"cancel-job\":false}");
    }

    /** The value of a metric of the job, as {@code numRestarts}; empty where it is not known. */
    public Optional<String> metric(String name) {
        return get("/jobs/" + id() + "/metrics?get=" + name)
                .map(all -> all.path(0).path("value").asText())
                .filter(value -> !value.isEmpty());
    }

    /** The answer to GET; empty where nobody answers or the answer is an error. */
    public Optional<JsonNode> get(String path) {
        try {
            HttpResponse<String> answer =
                    http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.of(JSON.readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is down, or going down
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String id() {
        return get("/jobs/overview").map(all -> job(all).path("jid").asText()).orElse("");
    }

    private static JsonNode job(JsonNode overview) {
        return overview.path("jobs").path(0);
    }

    private void addPlaces(String vertex, Set<String> ids) {
        get("/jobs/" + id() + "/vertices/" + vertex)
                .ifPresent(
                        detail ->
                                detail.path("subtasks")
                                        .forEach(
                                                task ->
                                                        ids.add(
                                                                task.path("taskmanager-id")
                                                                        .asText())));
    }

    private Path savepoint(String what, String body) {
        String at = "/jobs/" + id() + what;
        String trigger =
                "/jobs/" + id() + "/savepoints/" + post(at, body).path("request-id").asText();
        JsonNode[] last = {JSON.nullNode()};
        Await.until(
                "savepoint",
                SAVEPOINT,
                () -> {
                    last[0] = get(trigger).orElse(last[0]);
                    return last[0].path("status").path("id").asText().equals("COMPLETED");
                },
                () -> last[0].toString());
        String location = last[0].path("operation").path("location").asText();
        if (location.isEmpty()) {
            throw new IllegalStateException("could not take a savepoint: " + last[0]);
        }
        return Path.of(URI.create(location));
    }

    private JsonNode post(String path, String body) {
        try {
            HttpRequest request =
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("could not post " + path + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(REQUEST);
    }
}
