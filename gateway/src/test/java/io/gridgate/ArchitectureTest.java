package io.gridgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the gateway, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(
        packages = "io.gridgate",
        importOptions = {ImportOption.DoNotIncludeTests.class})
final class ArchitectureTest {

    private static final String[] WEB = {
        "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet.."
    };

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.gridgate.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a reader must be able to read one package after the other");

    @ArchTest
    static final ArchRule eventStandsOnNothing =
            classes()
                    .that()
                    .resideInAPackage("io.gridgate.event..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "io.gridgate.event..",
                                    "java..",
                                    "org.jspecify..",
                                    "com.fasterxml.jackson..",
                                    "io.cloudevents.."))
                    .because("an event is the same whoever carries or keeps it");

    @ArchTest
    static final ArchRule filterSeesOnlyAttributes =
            classes()
                    .that()
                    .resideInAPackage("io.gridgate.filter..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("io.gridgate.filter..", "java..", "org.jspecify.."))
                    .because("a filter is a function of attributes and nothing else");

    @ArchTest
    static final ArchRule contractSeesOnlyEvents =
            classes()
                    .that()
                    .resideInAPackage("io.gridgate.contract..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "io.gridgate.contract..",
                                    "io.gridgate.event..",
                                    "java..",
                                    "org.jspecify..",
                                    "com.networknt.schema..",
                                    "com.google.re2j..",
                                    "tools.jackson.."))
                    .because("whether an event keeps its contract depends on the two and no more");

    @ArchTest
    static final ArchRule onlyContractKnowsTheSchemaLibrary =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.gridgate.contract..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.networknt.schema..", "com.google.re2j..", "tools.jackson..")
                    .because("a process without contracts must not load it");

    @ArchTest
    static final ArchRule logKnowsNoHttpAndParsesNothing =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.log..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gridgate.http..",
                            "io.gridgate.accept..",
                            "io.gridgate.deliver..",
                            "io.gridgate.auth..",
                            "io.gridgate.app..",
                            "io.gridgate.handlers..",
                            "com.fasterxml.jackson..",
                            "io.cloudevents..",
                            "java.net.http..",
                            "com.azure..")
                    .because("the log keeps bytes; what they mean is decided before it");

    @ArchTest
    static final ArchRule theIndexKnowsNothingOfTheLog =
            classes()
                    .that()
                    .resideInAPackage("io.gridgate.log.index..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "io.gridgate.log.index..", "java..", "org.jspecify.."))
                    .because("it is derived from the log, and any store can use it");

    @ArchTest
    static final ArchRule onlyTheEmbeddedLogKnowsItsSegments =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.gridgate.log.embedded..", "io.gridgate.log.segment..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.gridgate.log.segment..")
                    .because("the store engine is a choice that can be taken again");

    @ArchTest
    static final ArchRule segmentsKnowNotWhatTheyKeep =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.log.segment..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gridgate.event..",
                            "io.gridgate.filter..",
                            "io.gridgate.log.embedded..",
                            "io.gridgate.log.index..",
                            "io.gridgate.log.lease..")
                    .because("recovery can be proven without knowing what the records mean");

    @ArchTest
    static final ArchRule onlyTheSharedLogKnowsTheDatabase =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.gridgate.log.postgres..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb..")
                    .because("a process with the embedded store must not load it");

    @ArchTest
    static final ArchRule onlyTheEdgesKnowTheWebServer =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.gridgate.http..", "io.gridgate.console..", "io.gridgate.app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(WEB)
                    .because("accept and deliver work the same for every front door");

    @ArchTest
    static final ArchRule acceptKnowsNeitherServerNorStoreEngine =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.accept..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gridgate.log.embedded..",
                            "io.gridgate.log.postgres..",
                            "io.gridgate.http..",
                            "io.gridgate.deliver..",
                            "io.gridgate.app..",
                            "io.gridgate.handlers..")
                    .because("the pipeline is the same for both stores and all doors");

    @ArchTest
    static final ArchRule authKnowsNoStore =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.auth..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gridgate.log..",
                            "io.gridgate.accept..",
                            "io.gridgate.http..",
                            "io.gridgate.deliver..",
                            "io.gridgate.app..")
                    .because("who may come in does not depend on what is kept");

    @ArchTest
    static final ArchRule deliverLooksOnlyDown =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.deliver..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gridgate.http..",
                            "io.gridgate.accept..",
                            "io.gridgate.log.embedded..",
                            "io.gridgate.log.postgres..",
                            "io.gridgate.app..")
                    .because("delivery is driven by the log alone");

    @ArchTest
    static final ArchRule httpDoesNotComposeTheProcess =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gridgate.app..",
                            "io.gridgate.log.embedded..",
                            "io.gridgate.log.postgres..")
                    .because("only app knows which parts make a process");

    @ArchTest
    static final ArchRule theProcessIsReadFromCommandToSettings =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("io.gridgate.app..")
                    .layer("main")
                    .definedBy("io.gridgate.app")
                    .layer("command")
                    .definedBy("io.gridgate.app.command..")
                    .layer("output")
                    .definedBy("io.gridgate.app.output..")
                    .layer("site")
                    .definedBy("io.gridgate.app.site..")
                    .layer("role")
                    .definedBy(
                            "io.gridgate.app.namespace..",
                            "io.gridgate.app.gateway..",
                            "io.gridgate.app.worker..")
                    .layer("doctor")
                    .definedBy("io.gridgate.app.doctor..")
                    .layer("store")
                    .definedBy("io.gridgate.app.store..")
                    .layer("process")
                    .definedBy("io.gridgate.app.process..")
                    .layer("settings")
                    .definedBy("io.gridgate.app.settings..")
                    .whereLayer("main")
                    .mayOnlyAccessLayers("command")
                    .whereLayer("output")
                    .mayOnlyAccessLayers("site", "role")
                    .whereLayer("site")
                    .mayOnlyAccessLayers("role", "process", "settings")
                    .whereLayer("role")
                    .mayOnlyAccessLayers("store", "process", "settings")
                    .whereLayer("doctor")
                    .mayOnlyAccessLayers("process", "settings")
                    .whereLayer("store")
                    .mayOnlyAccessLayers("process", "settings")
                    .whereLayer("process")
                    .mayOnlyAccessLayers("settings")
                    .whereLayer("settings")
                    .mayNotAccessAnyLayer()
                    .because("only the command line knows all, and a role nothing above it");

    @ArchTest
    static final ArchRule noRoleKnowsAnother =
            slices().matching("io.gridgate.app.(namespace|gateway|worker)..")
                    .should()
                    .notDependOnEachOther()
                    .because("each can run alone; the site wires them as a network would");

    @ArchTest
    static final ArchRule onlyCommandsKnowTheCommandLine =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.gridgate.app.command..")
                    .and()
                    .doNotHaveFullyQualifiedName("io.gridgate.app.Main")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("picocli..")
                    .because("whatever a command can start, a test can start without it");

    @ArchTest
    static final ArchRule handlersLibraryIsIndependent =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.handlers..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.gridgate.app..",
                            "io.gridgate.http..",
                            "io.gridgate.accept..",
                            "io.gridgate.log..",
                            "io.gridgate.event..",
                            "io.javalin..")
                    .because("application teams depend on it without a server or a store");
}
