// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, and the habits that replay depends on. */
@AnalyzeClasses(
        packages = "io.touchline",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoGenerated.class})
class ArchitectureTest {
    private static final String OPERATORS = "io.touchline.operators..";
    private static final String[] DETECTORS = {
        "arrival",
        "beaconing",
        "consistency",
        "control",
        "edges",
        "level",
        "novelty",
        "rate",
        "scanning",
        "travel"
    };

    /** Generated Avro types are not ours to judge. */
    static final class NoGenerated implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/schemas/avro/");
        }
    }

    @ArchTest
    static final ArchRule schemasKnowNobody =
            noClasses()
                    .that()
                    .resideInAPackage("io.touchline.schemas..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            OPERATORS,
                            "io.touchline.jobs..",
                            "io.touchline.simulator..",
                            "org.apache.flink..");

    @ArchTest
    static final ArchRule operatorsDoNotKnowJobs =
            noClasses()
                    .that()
                    .resideInAPackage(OPERATORS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.touchline.jobs..", "io.touchline.simulator..");

    @ArchTest
    static final ArchRule simulatorKnowsSchemasAlone =
            noClasses()
                    .that()
                    .resideInAPackage("io.touchline.simulator..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(OPERATORS, "io.touchline.jobs..", "org.apache.flink..");

    @ArchTest
    static final ArchRule statsKnowNoFlink =
            noClasses()
                    .that()
                    .resideInAPackage("io.touchline.operators.stats..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink..", "io.touchline.schemas..");

    @ArchTest
    static final ArchRule detectorsDoNotKnowEachOther =
            slices().matching(
                            "io.touchline.operators.(arrival|beaconing|consistency|control|edges|level|novelty|rate|scanning|travel)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule detectorsArePure =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            Stream.of(DETECTORS)
                                    .map(d -> "io.touchline.operators." + d + "..")
                                    .toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule noWallClockNorChanceInTheEngine =
            noClasses()
                    .that()
                    .resideInAnyPackage(OPERATORS, "io.touchline.schemas..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Clock.class, Random.class);

    /**
     * The wall clock decides the watermark of fully idle sources and nothing else: {@code LogEnds}
     * is the exception by name. {@code RareWarning} spaces out log lines; {@code Feed}, which no
     * job runs, keeps the pace of what it sends.
     */
    @ArchTest
    static final ArchRule oneWallClockBesideKafka =
            noClasses()
                    .that()
                    .resideInAPackage("io.touchline.jobs.kafka..")
                    .and()
                    .doNotHaveSimpleName("LogEnds")
                    .and()
                    .doNotHaveSimpleName("RareWarning")
                    .and()
                    .doNotHaveSimpleName("Feed")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Clock.class, Random.class);

    /** Who judges the engine by its outputs must not share its code, nor know what was planted. */
    @ArchTest
    static final ArchRule theCheckerKnowsFilesAlone =
            noClasses()
                    .that()
                    .resideInAPackage("io.touchline.jobs.evaluate..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            OPERATORS,
                            "io.touchline.simulator..",
                            "io.touchline.schemas.avro..",
                            "org.apache.flink..");

    @ArchTest
    static final ArchRule serializersCarryAVersion =
            classes()
                    .that()
                    .resideInAPackage(OPERATORS)
                    .and()
                    .areAssignableTo(TypeSerializer.class)
                    .should()
                    .beAssignableTo(io.touchline.operators.state.RecordSerializer.class);

    @ArchTest
    static final ArchRule recordsThatFlinkWritesArePublic =
            classes()
                    .that()
                    .resideInAPackage(OPERATORS)
                    .and()
                    .areRecords()
                    .should(
                            new ArchCondition<JavaClass>("be public where they are visible") {
                                @Override
                                public void check(JavaClass it, ConditionEvents events) {
                                    boolean inner =
                                            !it.getModifiers().contains(JavaModifier.PUBLIC);
                                    boolean crosses =
                                            it.getSimpleName().endsWith("Delta")
                                                    || it.getSimpleName().endsWith("Table")
                                                    || it.getSimpleName().endsWith("Update")
                                                    || it.getSimpleName().endsWith("Step");
                                    if (inner && crosses) {
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        it, it.getName() + " is not public"));
                                    }
                                }
                            });

    @ArchTest
    static final ArchRule namesSayWhatTheyAre =
            noClasses()
                    .should()
                    .haveSimpleNameStartingWith("Default")
                    .orShould()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .resideInAnyPackage(
                            "..common..", "..util..", "..core..", "..manager..", "..helper..");

    @Test
    void everyTestClassIsRunByTheBuild() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            List<Path> misnamed =
                    files.filter(f -> f.toString().contains("/src/test/java/"))
                            .filter(f -> f.toString().endsWith(".java"))
                            .filter(ArchitectureTest::holdsTests)
                            .filter(f -> !f.toString().matches(".*(Test|ITCase)\\.java"))
                            .toList();
            assertThat(misnamed).isEmpty();
        }
    }

    @Test
    void seesTheClassesItJudges() {
        JavaClasses seen = new ClassFileImporter().importPackages("io.touchline.operators");
        assertThat(seen.size()).isGreaterThan(100);
    }

    private static boolean holdsTests(Path file) {
        try {
            String text = Files.readString(file);
            return (text.contains("@Test\n") || text.contains("@Property"))
                    && !text.contains("abstract class");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
