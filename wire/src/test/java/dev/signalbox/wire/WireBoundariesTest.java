package dev.signalbox.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages of this module must not know of each other and of the world. */
@AnalyzeClasses(packages = "dev.signalbox.wire", importOptions = ImportOption.DoNotIncludeTests.class)
class WireBoundariesTest {

    @ArchTest
    static final ArchRule seesNothingButItself = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.signalbox.wire..", "java..", "org.jspecify.annotations", "tools.jackson.core..")
            .because(
                    "translation is a pure function over bytes that anything may embed; every library here would come along");

    @ArchTest
    static final ArchRule onlyJsonSeesJackson = noClasses()
            .that()
            .resideOutsideOfPackage("dev.signalbox.wire.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..")
            .because(
                    "the JSON library can then be replaced in one package, and its types never become part of our API");

    @ArchTest
    static final ArchRule dialectsDoNotKnowEachOther = slices().matching("dev.signalbox.wire.dialect.(*)..")
            .should()
            .notDependOnEachOther()
            .because(
                    "dialects meet only in the canonical model: with n of them that is n translators and not n times n");

    @ArchTest
    static final ArchRule theModelKnowsNoDialect = noClasses()
            .that()
            .resideInAPackage("dev.signalbox.wire.model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.signalbox.wire.dialect..", "dev.signalbox.wire.sse")
            .because("the model says what a request means; a word of one dialect in it would bind all others");

    @ArchTest
    static final ArchRule theSeamKnowsNoFamily = noClasses()
            .that()
            .resideInAPackage("dev.signalbox.wire.dialect")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.signalbox.wire.dialect.*..")
            .because("a new dialect must be addable without touching what all of them share");

    @ArchTest
    static final ArchRule framesKnowNoJson = noClasses()
            .that()
            .resideInAPackage("dev.signalbox.wire.sse")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.signalbox.wire.json", "dev.signalbox.wire.model", "dev.signalbox.wire.dialect..")
            .because("events are cut from bytes alone, whatever they carry");

    @ArchTest
    static final ArchRule jsonKnowsNoMeaning = noClasses()
            .that()
            .resideInAPackage("dev.signalbox.wire.json")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.signalbox.wire.sse", "dev.signalbox.wire.model", "dev.signalbox.wire.dialect..")
            .because("JSON values are the same whatever they mean");

    @ArchTest
    static final ArchRule touchesNoWorld = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .because("the same bytes must give the same bytes, on every machine and at every time");
}
