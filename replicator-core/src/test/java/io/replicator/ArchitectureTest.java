package io.replicator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** Keeps the package order that ARCHITECTURE.md prints: a package imports only from those above it. */
@AnalyzeClasses(packages = "io.replicator", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    /** Lowest first; packages in one line are siblings that never see each other. */
    private static final List<List<String>> PACKAGE_ORDER = List.of(
            List.of("error"),
            List.of("tls"),
            List.of("change"),
            List.of("progress"),
            List.of("schema"),
            List.of("typemapping"),
            List.of("dialect"),
            List.of("checkpoint"),
            List.of("apply", "capture", "snapshot", "verify"),
            List.of("transform"),
            List.of("cutover"),
            List.of("pipeline"));

    @ArchTest
    static final ArchRule packagesImportOnlyFromThoseAboveThem = packageOrder();

    @ArchTest
    static final ArchRule noPackageIsOutsideTheOrder = classes()
            .that()
            .resideInAPackage("io.replicator..")
            .and()
            .resideOutsideOfPackage("io.replicator.testkit..")
            .should()
            .resideInAnyPackage(allPackages())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.replicator.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyDebeziumCaptureKnowsDebezium = noClasses()
            .that()
            .resideInAPackage("io.replicator..")
            .and()
            .resideOutsideOfPackage("io.replicator.capture.debezium..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.debezium..", "org.apache.kafka..", "com.github.shyiko..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule vocabularyKnowsNoJdbcAndNoLogging = noClasses()
            .that()
            .resideInAPackage("io.replicator.change..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.slf4j..")
            .allowEmptyShould(true);

    private static ArchRule packageOrder() {
        List<ArchRule> rules = new ArrayList<>();
        for (int level = 0; level < PACKAGE_ORDER.size(); level++) {
            for (String name : PACKAGE_ORDER.get(level)) {
                rules.addAll(importsNothingFrom(name, siblingsAndBelow(level, name)));
            }
        }
        return CompositeArchRule.of(rules);
    }

    private static List<ArchRule> importsNothingFrom(String name, List<String> forbidden) {
        if (forbidden.isEmpty()) {
            return List.of();
        }
        return List.of(noClasses()
                .that()
                .resideInAPackage(pattern(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(ArchitectureTest::pattern).toArray(String[]::new))
                .allowEmptyShould(true));
    }

    /** The other packages of the same level and all that come later in the order. */
    private static List<String> siblingsAndBelow(int level, String name) {
        return PACKAGE_ORDER.stream()
                .skip(level)
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .toList();
    }

    private static String[] allPackages() {
        return PACKAGE_ORDER.stream()
                .flatMap(List::stream)
                .map(ArchitectureTest::pattern)
                .toArray(String[]::new);
    }

    private static String pattern(String name) {
        return "io.replicator." + name + "..";
    }
}
