package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that people meet has a word, and the word is written nowhere but in the reference data. */
class WordsTest {
    private static final Path PROJECT = Path.of("..");
    private static final CodeNames NAMES = CodeNames.load();

    /** The list that names the codes a column may hold. */
    private static final Map<String, String> LIST_OF_COLUMN = Map.ofEntries(
            Map.entry("core.dim_indicator.value_kind", "value_kind"),
            Map.entry("core.dim_indicator.direction", "direction"),
            Map.entry("core.dim_indicator.stage_rule", "stage_rule"),
            Map.entry("core.dim_organization.status", "organization_status"),
            Map.entry("core.dim_territory.level", "level"),
            Map.entry("core.fact_indicator_value.level", "level"),
            Map.entry("core.fact_indicator_value.status", "value_status"),
            Map.entry("core.fact_minor_employment.sex", "sex"),
            Map.entry("core.fact_stage_comparison.level", "level"),
            Map.entry("core.fact_stage_comparison.verdict", "verdict"),
            Map.entry("core.fact_submission.status", "submission_status"),
            Map.entry("audit.load_run.status", "run_status"),
            Map.entry("audit.quality_check.severity", "check_severity"),
            Map.entry("audit.rejected_row.severity", "rejection_severity"),
            Map.entry("audit.source_file.status", "file_status"));

    /** Columns whose codes no mart shows. */
    private static final Set<String> UNSEEN = Set.of("audit.rejected_row.stage");

    private static final Pattern CODE = Pattern.compile("'(\\w+)'");

    /** A text that stands alone: in quotes, or between the tags of a page. */
    private static final Pattern LITERAL = Pattern.compile("'([^'\\n]+)'|\"([^\"\\n]+)\"|`([^`\\n]+)`|>([^<>\\n]+)<");

    @Test
    void everyCodeAColumnMayHoldHasAName() throws SQLException {
        List<String> constraints = Warehouse.rows(Warehouse.migrated(), """
                select n.nspname || '.' || c.relname || '.' || a.attname, pg_get_constraintdef(k.oid)
                from pg_constraint k
                join pg_class c on c.oid = k.conrelid and not c.relispartition
                join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('core', 'audit')
                join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
                where k.contype = 'c' and pg_get_constraintdef(k.oid) like '%ANY (ARRAY[%'
                order by 1""");

        assertThat(constraints).hasSizeGreaterThan(10).allSatisfy(row -> {
            String[] parts = row.split("\\|", 2);
            if (!UNSEEN.contains(parts[0])) {
                assertThat(LIST_OF_COLUMN).as("name the list of codes of").containsKey(parts[0]);
                assertThat(NAMES.of(LIST_OF_COLUMN.get(parts[0])).keySet())
                        .as("code_name.csv, list %s, for %s", LIST_OF_COLUMN.get(parts[0]), parts[0])
                        .containsAll(codes(parts[1]));
            }
        });
    }

    @Test
    void everyCodeOfTheCatalogueHasAName() {
        assertNamed("value_kind", Arrays.stream(Indicator.ValueKind.values()).map(Indicator.ValueKind::code));
        assertNamed("direction", Arrays.stream(Indicator.Direction.values()).map(Indicator.Direction::code));
        assertNamed("stage_rule", Arrays.stream(Indicator.StageRule.values()).map(Indicator.StageRule::code));
    }

    /** A breakdown has a table of members, and some of them a colour besides; what a mart's column tells is called once more as its heading. */
    @Test
    void aBreakdownAndItsMembersAreCalledTheSameWhereverTheyStand() {
        MartColumns columns = MartColumns.load();
        for (Breakdown breakdown : BreakdownCatalogue.load().breakdowns()) {
            Map<String, CodeNames.CodeName> named = NAMES.lists().getOrDefault(breakdown.code(), Map.of());
            breakdown.members().stream()
                    .filter(member -> named.containsKey(member.code()))
                    .forEach(member -> assertThat(named.get(member.code()))
                            .as("%s of code_name.csv and %s.csv", member.code(), breakdown.code())
                            .extracting(CodeNames.CodeName::name, CodeNames.CodeName::nameEn)
                            .containsExactly(member.nameRu(), member.nameEn()));
        }
        for (String breakdown :
                List.of("education_stage", "learner_category", "sex", "partner_kind", "profession_group")) {
            assertThat(columns.named(breakdown + "_name").labelRu())
                    .isEqualTo(BreakdownCatalogue.load()
                            .find(breakdown)
                            .orElseThrow()
                            .nameRu());
        }
    }

    @Test
    void everyVerdictAndReasonOfTheComparisonHasAName() throws IOException {
        Set<String> named = new HashSet<>(NAMES.of("verdict").keySet());
        named.addAll(NAMES.of("reason").keySet());
        List<String> judged = Pattern.compile("(?:THEN|ELSE) '([a-z_]+)'")
                .matcher(Files.readString(theFile("fact_stage_comparison.sql")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(judged).hasSizeGreaterThan(12);
        assertThat(named).containsAll(judged);
    }

    @Test
    void everyListAMartAsksForIsThere() throws IOException {
        for (Path mart : files("glob:**/db/migration/mart/*.sql")) {
            Pattern.compile("code_list = '(\\w+)'")
                    .matcher(Files.readString(mart))
                    .results()
                    .forEach(found ->
                            assertThat(NAMES.lists()).as(mart.toString()).containsKey(found.group(1)));
        }
    }

    @Test
    void noNameIsWrittenASecondTime() throws IOException {
        Set<String> names = names(ReferenceTables.all());
        names.addAll(names(List.of(ReferenceTables.named("code_name"))));

        assertThat(names).contains("лучше", "не прислано", "Анкеты удовлетворённости", "неверный ИНН", "чел.", "школа");
        List<String> copies = new ArrayList<>();
        // What a sample form says is what senders write, and a migration that was applied is never edited.
        for (Path file : files("glob:**/src/main/{java,resources}/**.{java,sql,js,html}")) {
            if (!file.toString().contains("/sample/")
                    && !file.getFileName().toString().matches("V\\d+__.*")) {
                copies.addAll(literals(file, names));
            }
        }
        // Superset's files repeat names where its form wants them, and the lint compares those: its SQL needs none.
        for (Path file : files("glob:**/dashboards/superset/**.yaml")) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.contains("xpression: "))
                    .flatMap(line -> names.stream().filter(name -> line.contains("'" + name + "'")))
                    .forEach(name -> copies.add(file + ": " + name));
        }
        assertThat(copies)
                .as("read them from a mart's …_name or from CodeNames")
                .isEmpty();
    }

    /** A contract names what senders write: values of its fields may be called as the warehouse calls them. */
    @Test
    void noContractNamesItsFeedOrItsRulesForPeople() throws IOException {
        Set<String> names = names(List.of(ReferenceTables.named("feed"), ReferenceTables.named("reject_rule")));
        List<String> copies = new ArrayList<>();
        for (Path file : files("glob:**/src/main/resources/contracts/*.odcs.yaml")) {
            copies.addAll(literals(file, names));
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("(?m)^ {4}businessName:");
        }
        assertThat(copies).isEmpty();
    }

    @Test
    void theReportHasNoColourOfACode() throws IOException {
        Set<String> colours = new HashSet<>();
        for (String list : List.of("verdict", "submission_status")) {
            NAMES.of(list).values().forEach(name -> colours.addAll(List.of(name.colour(), name.tint())));
        }
        for (Path file : files("glob:**/src/main/resources/**/report/*.{js,css}")) {
            assertThat(Pattern.compile("#[0-9a-fA-F]{6}")
                            .matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group().toUpperCase(Locale.ROOT)))
                    .as(file.toString())
                    .doesNotContainAnyElementsOf(colours);
        }
    }

    private static void assertNamed(String list, Stream<String> codes) {
        assertThat(NAMES.of(list).keySet()).as("code_name.csv, list %s", list).containsAll(codes.toList());
    }

    private static Set<String> codes(String sql) {
        Set<String> codes = new TreeSet<>();
        CODE.matcher(sql).results().forEach(found -> codes.add(found.group(1)));
        return codes;
    }

    private static Set<String> names(List<ReferenceTable> tables) {
        Set<String> names = new HashSet<>();
        for (ReferenceTable table : tables) {
            int name = table.header().indexOf("name_ru");
            if (name >= 0) {
                table.rows().forEach(row -> names.add(row.get(name)));
            }
        }
        return names;
    }

    private static List<String> literals(Path file, Set<String> names) throws IOException {
        return LITERAL.matcher(Files.readString(file))
                .results()
                .map(WordsTest::text)
                .filter(names::contains)
                .map(name -> file + ": " + name)
                .toList();
    }

    private static String text(MatchResult literal) {
        for (int group = 1; group <= literal.groupCount(); group++) {
            if (literal.group(group) != null) {
                return literal.group(group).strip();
            }
        }
        throw new IllegalStateException("A literal of no kind");
    }

    private static Path theFile(String name) throws IOException {
        List<Path> found = files("glob:**/src/main/resources/**/" + name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    /** The project's own files of a pattern; what was built or loaded beside them is none of them. */
    private static List<Path> files(String glob) throws IOException {
        var wanted = PROJECT.getFileSystem().getPathMatcher(glob);
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isProduct = Set.of("target", "var", ".git")
                        .contains(folder.getFileName().toString());
                return isProduct ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (wanted.matches(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(found).as(glob).isNotEmpty();
        return found;
    }
}
