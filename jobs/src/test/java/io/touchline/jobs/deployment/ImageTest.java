// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.DetectionJob;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.entrypoint.parser.CommandLineParser;
import org.apache.flink.runtime.entrypoint.parser.ParserResultFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into /opt/flink/usrlib, and how a job is started there. */
class ImageTest {
    /** Of Flink, but not in {@code lib} of a distribution. */
    private static final Set<String> NOT_IN_LIB =
            Set.of(
                    "flink-avro",
                    "flink-connector-base",
                    "flink-connector-kafka",
                    "flink-state-processor-api");

    @TempDir Path folder;

    @Test
    void everyClassOfAJobIsFoundInTheImage() throws Exception {
        URLClassLoader distribution =
                new URLClassLoader(urls(distribution()), ClassLoader.getPlatformClassLoader());
        try (URLClassLoader image = new URLClassLoader(urls(usrlib()), distribution)) {
            int seen = 0;
            for (String name : ourClasses()) {
                Class<?> type = Class.forName(name, false, image);
                assertThat(type.getDeclaredMethods()).isNotNull();
                assertThat(type.getDeclaredFields()).isNotNull();
                seen++;
            }
            assertThat(seen).isGreaterThan(200);
            // and they initialise: a job's graph needs these
            Class.forName(DetectionJob.class.getName(), true, image);
            Class.forName("io.touchline.jobs.kafka.KafkaEnds", true, image);
            Class.forName("org.apache.flink.connector.kafka.sink.KafkaSink", true, image);
            Class.forName("io.touchline.schemas.avro.Finding", true, image);
        } finally {
            distribution.close();
        }
    }

    @Test
    void nothingThatTheDistributionHasIsShippedAgain() throws IOException {
        Set<String> theirs = new TreeSet<>();
        for (Path jar : distribution()) {
            theirs.addAll(classes(jar));
        }
        assertThat(theirs.size()).isGreaterThan(10_000);
        for (Path jar : usrlib()) {
            Set<String> twice = new TreeSet<>(classes(jar));
            twice.retainAll(theirs);
            assertThat(twice).as(jar.toString()).isEmpty();
            String name = artifact(jar);
            assertThat(name.startsWith("flink-") && !NOT_IN_LIB.contains(name)).as(name).isFalse();
            assertThat(name).doesNotContain("log4j").doesNotContain("slf4j");
        }
    }

    @Test
    void everyNameOfTheDistributionIsStillADependency() throws IOException {
        Set<String> present = new TreeSet<>();
        runtime().forEach(jar -> present.add(artifact(jar)));
        assertThat(present).containsAll(excluded());
    }

    /** Maven reads the pom of every module, of those too that are not built. */
    @Test
    void thePomOfEveryModuleIsLetIntoTheBuild() throws IOException {
        List<String> letIn = Files.readAllLines(Documents.ROOT.resolve(".dockerignore"));
        Matcher module =
                Pattern.compile("<module>([^<]+)<")
                        .matcher(Files.readString(Documents.ROOT.resolve("pom.xml")));
        Set<String> seen = new TreeSet<>();
        while (module.find()) {
            String name = module.group(1);
            seen.add(name);
            assertThat(letIn).as(name).containsAnyOf("!" + name, "!" + name + "/pom.xml");
        }
        assertThat(seen).contains("jobs", "benchmarks");
    }

    @Test
    void theArgumentsOfAJobReachIt() throws Exception {
        String[] args = started(folder.resolve("empty"));

        assertThat(jobArguments(args)).containsExactly("--config", "/etc/touchline.yaml");
        assertThat(args).doesNotContain("--fromSavepoint");
    }

    @Test
    void withoutTheDashesFlinkWouldTakeThemForItsOwn() throws Exception {
        String[] args =
                Stream.of(started(folder.resolve("empty")))
                        .filter(arg -> !arg.equals("--"))
                        .toArray(String[]::new);

        assertThat(jobArguments(args)).isEmpty();
    }

    @Test
    void aJobGoesOnFromTheNewestCompleteSnapshot() throws Exception {
        snapshot("checkpoints/a/chk-9", 1_000);
        Path newest = snapshot("savepoints/savepoint-1", 2_000);
        Files.createDirectories(folder.resolve("state/checkpoints/b/chk-1")); // never completed

        String[] args = started(folder.resolve("state"));

        assertThat(args).containsSequence("--fromSavepoint", "file://" + newest);
        assertThat(jobArguments(args)).containsExactly("--config", "/etc/touchline.yaml");
    }

    private Path snapshot(String name, long millis) throws IOException {
        Path snapshot = Files.createDirectories(folder.resolve("state").resolve(name));
        Path metadata = Files.createFile(snapshot.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
        return snapshot;
    }

    /** What touchline-job hands to Flink's script, by a script in its place that prints it. */
    private String[] started(Path state) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("flink/bin"));
        Path script = bin.resolve("standalone-job.sh");
        Files.writeString(script, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(state);
        ProcessBuilder process =
                new ProcessBuilder(
                        Documents.ROOT.resolve("deploy/image/touchline-job").toString(),
                        DetectionJob.class.getName(),
                        "--config",
                        "/etc/touchline.yaml");
        process.environment().put("FLINK_HOME", folder.resolve("flink").toString());
        process.environment().put("TOUCHLINE_STATE", state.toString());
        process.redirectErrorStream(true);
        Process running = process.start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(out).isZero();
        return out.lines()
                .filter(line -> !line.startsWith("touchline-job:"))
                .toArray(String[]::new);
    }

    /** As Flink's own parser takes the command line apart. */
    private static String[] jobArguments(String[] script) throws Exception {
        Constructor<?> factory =
                Class.forName(
                                "org.apache.flink.container.entrypoint"
                                        + ".StandaloneApplicationClusterConfigurationParserFactory")
                        .getDeclaredConstructor();
        factory.setAccessible(true);
        List<String> args = new ArrayList<>(List.of("--configDir", "/conf"));
        args.addAll(List.of(script).subList(1, script.length)); // start-foreground is the script's
        Object parsed =
                new CommandLineParser<>((ParserResultFactory<?>) factory.newInstance())
                        .parse(args.toArray(String[]::new));
        var method = parsed.getClass().getMethod("getArgs");
        method.setAccessible(true);
        return (String[]) method.invoke(parsed);
    }

    private static List<String> ourClasses() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path place : usrlib()) {
            classes(place).stream()
                    .filter(name -> name.startsWith("io/touchline/"))
                    .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                    .forEach(names::add);
        }
        return names;
    }

    private static Set<String> classes(Path place) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(place)) {
            Documents.files(place).forEach(it -> names.add(place.relativize(it).toString()));
        } else {
            try (JarFile jar = new JarFile(place.toFile())) {
                for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                    names.add(all.nextElement().getName());
                }
            }
        }
        names.removeIf(
                name ->
                        !name.endsWith(".class")
                                || name.startsWith("META-INF/")
                                || name.endsWith("module-info.class"));
        return names;
    }

    private static List<Path> usrlib() throws IOException {
        Set<String> excluded = excluded();
        return runtime().stream().filter(jar -> !excluded.contains(artifact(jar))).toList();
    }

    private static List<Path> distribution() throws IOException {
        Set<String> excluded = excluded();
        return runtime().stream().filter(jar -> excluded.contains(artifact(jar))).toList();
    }

    /** The runtime class path as Maven resolved it, and the classes of this module. */
    private static List<Path> runtime() throws IOException {
        List<Path> places = new ArrayList<>(List.of(Path.of("target/classes").toAbsolutePath()));
        for (String place :
                Files.readString(Path.of("target/runtime-classpath.txt"))
                        .strip()
                        .split(File.pathSeparator)) {
            places.add(Path.of(place));
        }
        return places;
    }

    private static Set<String> excluded() throws IOException {
        Matcher names =
                Pattern.compile("<flink.distribution>([^<]+)<")
                        .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(names.find()).isTrue();
        return new TreeSet<>(List.of(names.group(1).split(",")));
    }

    /** {@code kafka-clients} of kafka-clients-4.3.1.jar, by the folder that Maven keeps it in. */
    private static String artifact(Path jar) {
        Path version = jar.getParent();
        return Files.isDirectory(jar)
                ? jar.toString()
                : String.valueOf(version.getParent().getFileName());
    }

    private static URL[] urls(List<Path> places) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path place : places) {
            urls.add(place.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
