package dev.signalbox.learn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages of this module must not know of each other and of the world. */
@AnalyzeClasses(packages = "dev.signalbox.learn", importOptions = ImportOption.DoNotIncludeTests.class)
class LearnBoundariesTest {

    @ArchTest
    static final ArchRule knowsNeitherNetworkNorStoreNorTheProcess = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.signalbox.wire..",
                    "dev.signalbox.server..",
                    "java.net..",
                    "java.sql..",
                    "io.vertx..",
                    "dev.langchain4j..")
            .because("prediction is trained, measured and embedded elsewhere as well, where none of these is there");

    @ArchTest
    static final ArchRule onlyEmbedSeesTheNativeLibrary = noClasses()
            .that()
            .resideOutsideOfPackage("dev.signalbox.learn.embed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "java.lang.foreign..")
            .because("what has no learned router must never load native code, and one package can promise that");

    @ArchTest
    static final ArchRule textIsTheGround = noClasses()
            .that()
            .resideInAPackage("dev.signalbox.learn.text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.signalbox.learn.embed..", "dev.signalbox.learn.model..")
            .because("counting letters and pieces is a pure function of a string");

    @ArchTest
    static final ArchRule noStaticStateChanges = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("state that belongs to nobody cannot be injected, tested or closed");
}
