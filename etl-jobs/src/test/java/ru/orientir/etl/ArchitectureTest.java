package ru.orientir.etl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;

/** The stages of the journey in their order: each may know the earlier ones and the platform, none a later one. */
@AnalyzeClasses(packages = "ru.orientir.etl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final List<String> STAGES = List.of(
            "platform",
            "contract",
            "extract",
            "land",
            "conform",
            "dimension",
            "fact",
            "indicator",
            "publish",
            "job",
            "cli");

    @ArchTest
    static void noStageKnowsALaterOne(com.tngtech.archunit.core.domain.JavaClasses classes) {
        List<String> broken = new ArrayList<>();
        for (int stage = 0; stage < STAGES.size() - 1; stage++) {
            String[] later = STAGES.subList(stage + 1, STAGES.size()).stream()
                    .map(ArchitectureTest::packageOf)
                    .toArray(String[]::new);
            EvaluationResult result = noClasses()
                    .that()
                    .resideInAPackage(packageOf(STAGES.get(stage)))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(later))
                    .evaluate(classes);
            broken.addAll(result.getFailureReport().getDetails());
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }

    @ArchTest
    static final ArchRule stagesFormNoCycle = SlicesRuleDefinition.slices()
            .matching("ru.orientir.etl.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheSample = noClasses()
            .that()
            .resideOutsideOfPackages(packageOf("sample"), packageOf("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(packageOf("sample"));

    @ArchTest
    static final ArchRule theSampleKnowsNoStage = noClasses()
            .that()
            .resideInAPackage(packageOf("sample"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    STAGES.stream().map(ArchitectureTest::packageOf).toArray(String[]::new)));

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheReport = noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ru.orientir.dashboards..");

    private static String packageOf(String stage) {
        return "ru.orientir.etl." + stage + "..";
    }
}
