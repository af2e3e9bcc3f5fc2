package dev.signalbox.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Holds the direction in which packages may know each other: every arrow runs down the list of layers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectionTest {
    private static final String ROOT = "dev.signalbox.server.";
    private static final List<String> DOORS = List.of("edge", "mcp", "agents", "admin", "console");
    private static final List<String> WORK = List.of("orchestration", "evaluation", "experiments");
    private static final List<String> STAGES = List.of(
            "identity", "catalogue", "limits", "guard", "cache", "idempotency", "routing", "dispatch", "ledger");
    private static final List<String> SERVICES = List.of(
            "upstream",
            "fetch",
            "health",
            "ceilings",
            "peers",
            "prices",
            "vendors",
            "routers",
            "text",
            "registry",
            "store",
            "telemetry",
            "events",
            "config");
    private static final List<String> FACTS = List.of("exchange");
    private static final List<String> GROUND = List.of("settings", "http");

    private static final List<List<String>> LAYERS =
            List.of(List.of("boot"), DOORS, WORK, List.of("pipeline", "probes"), STAGES, SERVICES, FACTS, GROUND);

    private JavaClasses classes;

    @BeforeAll
    void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.signalbox.server");
    }

    @TestFactory
    Stream<DynamicTest> everyArrowRunsDown() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int lower = 1; lower < LAYERS.size(); lower++) {
            List<String> above =
                    LAYERS.subList(0, lower).stream().flatMap(List::stream).toList();
            ArchRule rule = noClasses()
                    .that()
                    .resideInAnyPackage(packages(LAYERS.get(lower)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(above))
                    .because("what lies lower is used by what lies higher, never the other way round: so a stage can be"
                            + " understood and tested without the road, and a service without any stage")
                    .allowEmptyShould(true);
            tests.add(DynamicTest.dynamicTest(String.join(", ", LAYERS.get(lower)), () -> rule.check(classes)));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> doorsAndStagesDoNotKnowTheirSiblings() {
        return Stream.concat(
                siblings(DOORS, "a door that imports another door would let one endpoint walk another road"),
                siblings(
                        STAGES,
                        "stages meet in the types of exchange only: that is what makes the road one readable method"));
    }

    private Stream<DynamicTest> siblings(List<String> names, String reason) {
        return names.stream().map(name -> {
            List<String> others =
                    names.stream().filter(other -> !other.equals(name)).toList();
            ArchRule rule = noClasses()
                    .that()
                    .resideInAnyPackage(packages(List.of(name)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(others))
                    .because(reason)
                    .allowEmptyShould(true);
            return DynamicTest.dynamicTest(name, () -> rule.check(classes));
        });
    }

    @Test
    void onlyHttpSeesVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .because("the HTTP engine is a decision that must stay changeable in one package")
                .check(classes);
    }

    @Test
    void nobodySeesJackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                .because("JSON has one reader and one writer, in wire.json, with its limits against hostile texts")
                .check(classes);
    }

    @Test
    void adaptersOfTheStoreAreSeenByBootOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "boot..", ROOT + "store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "store.sqlite..", ROOT + "store.postgres..", ROOT + "store.redis..")
                .because("everybody else works with the ports, so that an engine can be exchanged")
                .check(classes);
    }

    @Test
    void theGroundKnowsNothingOfUs() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(GROUND))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.signalbox.wire..", ROOT + "exchange..")
                .because("settings and sockets are below every fact of an exchange; dialects never reach them")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "settings..")
                .because("the HTTP engine is told numbers, not configuration")
                .check(classes);
    }

    @Test
    void everyPackageHasItsPlace() {
        List<String> known = LAYERS.stream().flatMap(List::stream).toList();
        classes()
                .that()
                .resideInAPackage("dev.signalbox.server..")
                .should()
                .resideInAnyPackage(packages(known))
                .because("a new package must be put on a layer before it is used")
                .check(classes);
    }

    private static String[] packages(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(ROOT + name, ROOT + name + ".."))
                .toArray(String[]::new);
    }

    @Test
    void noStaticStateChanges() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
                .that()
                .areStatic()
                .should()
                .beFinal()
                .because("state that belongs to nobody cannot be injected, tested or closed")
                .check(classes);
        Arrays.stream(new String[] {"java.util.logging.."})
                .forEach(forbidden -> noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(forbidden)
                        .because("logging goes through slf4j")
                        .check(classes));
    }
}
