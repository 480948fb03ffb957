package io.gridgate.handlers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the library for handlers may know. */
@AnalyzeClasses(
        packages = "io.gridgate.handlers",
        importOptions = {ImportOption.DoNotIncludeTests.class})
final class HandlersArchitectureTest {

    @ArchTest
    static final ArchRule clientKnowsNoWorker =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.handlers.client..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.gridgate.handlers")
                    .because("the gateway publishes with the client and handles nothing");

    @ArchTest
    static final ArchRule workerKnowsNoHttp =
            noClasses()
                    .that()
                    .resideInAPackage("io.gridgate.handlers")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.azure..", "java.net.http..", "reactor..")
                    .because("a worker works on any receiver, and tests give it one in memory");

    @ArchTest
    static final ArchRule onlyTelemetryKnowsWhatIsOptional =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.gridgate.handlers.telemetry..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.micrometer..", "io.opentelemetry..")
                    .because("a worker must run where neither is on the class path");

    @ArchTest
    static final ArchRule onlyTypedDataKnowsDatabind =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.gridgate.handlers.jackson..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml.jackson.databind..")
                    .because("a handler may read its data with what it likes");

    @ArchTest
    static final ArchRule noServerAndNoStore =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "io.netty..")
                    .because("what an application depends on to write a handler must stay small");
}
