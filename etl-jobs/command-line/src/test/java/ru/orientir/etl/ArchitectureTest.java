package ru.orientir.etl;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Each package says in {@code package-info.java} what it holds and which other packages of ours it may import; here it is held to its word.
 * A package is named without {@code ru.orientir}, {@code etl} and {@code dashboards}.
 */
@AnalyzeClasses(
        packages = "ru.orientir",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    private static final Path CHECKOUT = Path.of("../..");
    private static final Pattern SENTENCE =
            Pattern.compile("/\\*\\* \\S.+\\. May import: (none|\\{@code [a-z.]+}(?:, \\{@code [a-z.]+})*)\\. \\*/");
    private static final Pattern NAME = Pattern.compile("\\{@code ([a-z.]+)}");

    @ArchTest
    static void packagesImportWhatTheySay(JavaClasses classes) throws IOException {
        assertThat(lines(said())).containsExactlyInAnyOrderElementsOf(lines(done(classes)));
    }

    @ArchTest
    static final ArchRule roomsFormNoCycle = SlicesRuleDefinition.slices()
            .matching("ru.orientir.etl.(*)..")
            .should()
            .beFreeOfCycles();

    /** The sentences of all package-info.java, by package. */
    private static Map<String, Set<String>> said() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> poms = Files.find(CHECKOUT, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
            for (Path pom : poms.toList()) {
                Path sources = pom.resolveSibling("src/main/java");
                for (Path file : packageInfos(sources)) {
                    imports.put(
                            shortName(sources.relativize(file.getParent())
                                    .toString()
                                    .replace('/', '.')),
                            said(file));
                }
            }
        }
        return imports;
    }

    private static List<Path> packageInfos(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith("package-info.java")).toList();
        }
    }

    private static Set<String> said(Path file) throws IOException {
        String text =
                Files.readString(file).replaceAll("\n \\*(?!/)( <p>)?", " ").replaceAll("\\s+", " ");
        Matcher sentence = SENTENCE.matcher(text);
        assertThat(sentence.find())
                .as(
                        "%s says what the package holds, then «May import: {@code …}, {@code …}.» or «May import: none.»",
                        file)
                .isTrue();
        Set<String> names = new TreeSet<>();
        NAME.matcher(sentence.group(1)).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    /** What the classes of each package depend on. */
    private static Map<String, Set<String>> done(JavaClasses classes) {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> others = imports.computeIfAbsent(shortName(type.getPackageName()), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency ->
                            dependency.getTargetClass().getBaseComponentType().getPackageName())
                    .filter(name -> name.startsWith("ru.orientir.") && !name.equals(type.getPackageName()))
                    .forEach(name -> others.add(shortName(name)));
        }
        return imports;
    }

    private static String shortName(String packageName) {
        return packageName.replaceFirst("^ru\\.orientir\\.((etl|dashboards)\\.)?", "");
    }

    private static List<String> lines(Map<String, Set<String>> imports) {
        return imports.entrySet().stream()
                .map(entry -> entry.getKey() + " imports " + entry.getValue())
                .toList();
    }

    /** Leaves out what other modules lend to tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
