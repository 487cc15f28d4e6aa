package ru.orientir.dashboards.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import ru.orientir.warehouse.ReferenceTables;
import ru.orientir.warehouse.WarehouseMigration;

/**
 * The marts of the migrated warehouse, each replaced by a table of the same columns and filled with a small invented
 * region, so that any value can be shown, even one the load would refuse.
 *
 * <p>Two territories, six organizations, every indicator, and texts that a careless page would execute.
 */
final class MartFixture {

    static final String SCRIPT =
            "Школа </script><script>window.broken=true</script><img src=x onerror=window.broken=true>";
    static final String FORMULA = "=1+1";
    static final String QUOTES = "МБОУ «Лицей \"№ 6\"» & 'партнёры' \u2028 \\";

    private static final List<String[]> INDICATORS = List.of(
            indicator("0.1", "Контингент школ", "persons", "чел.", "count", "neither"),
            indicator("1.3", "Охват детей ранней профориентацией", "share", "доля", "ratio", "higher"),
            indicator(
                    "1.3.children",
                    "Дети, участвовавшие в мероприятиях ранней профориентации",
                    "persons",
                    "чел.",
                    "count",
                    "higher"),
            indicator("1.3.participations", "Участия в мероприятиях", "participations", "участий", "count", "higher"),
            indicator("1.3w", "Доля победителей и призёров среди участников", "share", "доля", "ratio", "higher"),
            indicator("1.3w.persons", "Победители и призёры", "persons", "чел.", "count", "higher"),
            indicator("1.4", "Временная занятость подростков 14–17 лет", "share", "доля", "ratio", "higher"),
            indicator(
                    "1.4.persons",
                    "Подростки, временно трудоустроенные в свободное от учёбы время",
                    "persons",
                    "чел.",
                    "count",
                    "higher"),
            indicator("1.5", "Удовлетворённость профориентацией", "share", "доля", "ratio", "higher"),
            indicator("1.5.child", "Удовлетворённость детей", "share", "доля", "ratio", "higher"),
            indicator("1.5.parent", "Удовлетворённость родителей", "share", "доля", "ratio", "higher"),
            indicator("1.5.mean", "Средняя оценка", "score", "баллов", "mean", "higher"),
            indicator("1.5.response", "Доля ответивших из приглашённых", "share", "доля", "ratio", "higher"),
            indicator(
                    "2.1",
                    "Договоры о сотрудничестве, действующие на 31 декабря",
                    "agreements",
                    "договоров",
                    "count",
                    "higher"),
            indicator("2.1.new", "Заключённые за год договоры", "agreements", "договоров", "count", "higher"),
            indicator("3.2", "Трудоустроенные выпускники колледжей", "share", "доля", "ratio", "higher"),
            indicator(
                    "3.2.sole_trader",
                    "Выпускники: индивидуальные предприниматели",
                    "share",
                    "доля",
                    "ratio",
                    "neither"),
            indicator("3.2.self_employed", "Выпускники: самозанятые", "share", "доля", "ratio", "neither"),
            indicator("3.2.army", "Выпускники: служба в армии", "share", "доля", "ratio", "neither"),
            indicator("3.2.further_study", "Выпускники: продолжили обучение", "share", "доля", "ratio", "neither"),
            indicator(
                    "3.2.child_care_leave",
                    "Выпускники: отпуск по уходу за ребёнком",
                    "share",
                    "доля",
                    "ratio",
                    "neither"),
            indicator("3.2.at_risk", "Выпускники под риском нетрудоустройства", "share", "доля", "ratio", "lower"),
            indicator(
                    "5.1",
                    "Рабочие места в вакансиях на одного выпускника",
                    "places_per_graduate",
                    "мест на выпускника",
                    "ratio",
                    "neither"));

    private static final List<String[]> TERRITORIES =
            List.of(new String[] {"07724000", "город Невинномысск"}, new String[] {"07701000", "город Ставрополь"});

    private static final List<String[]> ORGANIZATIONS = List.of(
            new String[] {"07724000-S-001", SCRIPT, "school", "07724000"},
            new String[] {"07724000-S-002", FORMULA, "school", "07724000"},
            new String[] {"07724000-S-003", QUOTES, "school", "07724000"},
            new String[] {
                "07724000-S-004",
                "Муниципальное бюджетное общеобразовательное учреждение средняя общеобразовательная школа № 12 города Невинномысска",
                "school",
                "07724000"
            },
            new String[] {"07724000-C-001", "ГБПОУ НХК", "college", "07724000"},
            new String[] {"07701000-S-001", "МБОУ СОШ № 1", "school", "07701000"});

    private static final List<String[]> BREAKDOWNS = List.of(
            new String[] {"all", "Все ступени", "all", "Все обучающиеся"},
            new String[] {"grades_1_7", "1–7 классы", "all", "Все обучающиеся"},
            new String[] {"grades_8_9", "8–9 классы", "all", "Все обучающиеся"},
            new String[] {"grades_10_11", "10–11 классы", "all", "Все обучающиеся"},
            new String[] {"all", "Все ступени", "limited_health", "С ОВЗ"},
            new String[] {"all", "Все ступени", "orphan", "Сироты"});

    private static final Map<String, String> FEED_NAMES =
            ReferenceTables.named("feed").byCode("name_ru");
    private static final Map<String, String> RULE_NAMES =
            ReferenceTables.named("reject_rule").byCode("name_ru");

    private MartFixture() {}

    private static String[] indicator(String... parts) {
        return parts;
    }

    private static final List<String> MARTS = List.of(
            "data_freshness",
            "baseline",
            "programme_stage",
            "indicator",
            "indicator_by_municipality_year",
            "stage_comparison",
            "submission",
            "labour_balance",
            "rejected_row");

    /** Migrates an empty database and fills its marts. */
    static void create(DataSource database) throws SQLException {
        new WarehouseMigration(database).migrate();
        try (Connection connection = database.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                for (String mart : MARTS) {
                    statement.execute("create table mart.filled as select * from mart." + mart + " with no data");
                    statement.execute("drop view mart." + mart);
                    statement.execute("alter table mart.filled rename to " + mart);
                    statement.execute("grant select on mart." + mart + " to orientir_analyst");
                }
            }
            fill(connection);
        }
    }

    private static void fill(Connection connection) throws SQLException {
        insert(
                connection,
                "mart.programme_stage(programme_code, stage_code, stage_name, first_year, last_year)",
                "p",
                "I",
                "I этап, 2020–2022",
                2020,
                2022);
        insert(
                connection,
                "mart.programme_stage(programme_code, stage_code, stage_name, first_year, last_year)",
                "p",
                "II",
                "II этап, 2023–2025",
                2023,
                2025);
        indicators(connection);
        years(connection);
        comparisons(connection);
        submissions(connection);
        labour(connection);
        rejects(connection);
        for (String list : List.of("direction", "year_rule", "stage_rule")) {
            name(connection, "indicator", list, list, list + "_name");
        }
        name(connection, "indicator_by_municipality_year", "value_status", "status", "status_name");
        name(connection, "stage_comparison", "verdict", "verdict", "verdict_name");
        name(connection, "submission", "submission_status", "status", "status_name");
        name(connection, "rejected_row", "rejection_severity", "severity", "severity_name");
        insert(
                connection,
                "mart.data_freshness(vintage, published_at, business_date)",
                3,
                java.time.OffsetDateTime.parse("2026-01-15T02:30:00Z"),
                java.time.LocalDate.parse("2026-01-14"));
        insert(
                connection,
                "mart.baseline(name, period, value, unit, source)",
                "Участники «Билета в будущее»",
                "2019",
                new java.math.BigDecimal("3500"),
                "чел.",
                "Концепция, раздел 1");
    }

    /** Writes the names of the codes a mart holds, as its view does. */
    private static void name(Connection connection, String mart, String list, String code, String name)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "update mart." + mart + " set " + name + " = coalesce((select code_name from mart.code_name n"
                            + " where n.code_list = '" + list + "' and n.code = " + code + "), " + code + ")");
        }
    }

    private static void insert(Connection connection, String target, Object... values) throws SQLException {
        String marks = "?,".repeat(values.length).replaceAll(",$", "");
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + target + " values (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private static void indicators(Connection connection) throws SQLException {
        int order = 0;
        for (String[] i : INDICATORS) {
            insert(
                    connection,
                    "mart.indicator(indicator_code, indicator_name, unit, unit_name, value_kind, direction, year_rule,"
                            + " stage_rule, same_within_pct, clause, definition, sort_order)",
                    i[0],
                    i[1],
                    i[2],
                    i[3],
                    i[4],
                    i[5],
                    "event_year",
                    i[4].equals("count") ? "mean_of_years" : "sum_of_parts",
                    new java.math.BigDecimal("5"),
                    "Концепция, раздел 7, пункт " + i[0].substring(0, 3),
                    "Определение показателя «" + i[1] + "»: что считается, из чего и за какой год. <b>Не разметка</b>",
                    ++order);
        }
    }

    private static double value(String[] indicator, int year, Random random) {
        double growth = 1 + (year - 2020) * 0.07 + random.nextDouble() * 0.1;
        return switch (indicator[4]) {
            case "count" -> Math.round((indicator[0].equals("0.1") ? 12_000 : 350) * growth);
            case "mean" -> 3.6 + (year - 2020) * 0.1;
            default -> indicator[2].equals("share") ? 0.12 * growth + 0.35 * random.nextDouble() : 0.8 * growth;
        };
    }

    private static boolean broken(String[] indicator, String[] breakdown) {
        boolean total = breakdown[0].equals("all") && breakdown[2].equals("all");
        return total || indicator[0].startsWith("1.3") || indicator[0].startsWith("0");
    }

    private static void years(Connection connection) throws SQLException {
        Random random = new Random(5);
        for (String[] t : TERRITORIES) {
            for (String[] i : INDICATORS) {
                for (String[] b : BREAKDOWNS) {
                    if (!broken(i, b)) {
                        continue;
                    }
                    for (int year = 2020; year <= 2025; year++) {
                        boolean missing = i[0].startsWith("1.5") && year == 2021;
                        boolean partial = year == 2022 && i[0].equals("1.4");
                        double v = value(i, year, random);
                        insert(
                                connection,
                                "mart.indicator_by_municipality_year(territory_id, territory_name, indicator_code,"
                                        + " indicator_name, unit, reporting_year, stage_code, education_stage,"
                                        + " education_stage_name, learner_category, learner_category_name, numerator,"
                                        + " denominator, value, observations, status, months_covered, vintage,"
                                        + " units_expected, units_covered)",
                                t[0],
                                t[1],
                                i[0],
                                i[1],
                                i[2],
                                year,
                                year < 2023 ? "I" : "II",
                                b[0],
                                b[1],
                                b[2],
                                b[3],
                                missing ? null : v * 1000,
                                missing ? null : 1000d,
                                missing ? null : v,
                                missing ? null : 1000L,
                                missing ? "not_sent" : partial ? "partial" : "reported",
                                12,
                                3L,
                                20,
                                missing ? 0 : partial ? 11 : 20);
                    }
                }
            }
        }
    }

    private static void comparisons(Connection connection) throws SQLException {
        Random random = new Random(7);
        for (String[] i : INDICATORS) {
            for (String[] b : BREAKDOWNS) {
                if (!broken(i, b)) {
                    continue;
                }
                for (String[] t : TERRITORIES) {
                    comparison(connection, "municipality", t, null, null, i, b, random);
                }
                for (String[] o : ORGANIZATIONS) {
                    boolean college = i[0].startsWith("3");
                    if (college == o[2].equals("college") && !i[0].equals("5.1")) {
                        String[] t = TERRITORIES.stream()
                                .filter(x -> x[0].equals(o[3]))
                                .findFirst()
                                .orElseThrow();
                        comparison(connection, "organization", t, o[0], o[1], i, b, random);
                    }
                }
            }
        }
    }

    private static void comparison(
            Connection connection,
            String level,
            String[] t,
            String organization,
            String name,
            String[] i,
            String[] b,
            Random random)
            throws SQLException {
        double base = value(i, 2021, random);
        double compared = value(i, 2024, random);
        boolean missing = i[0].equals("1.4") || random.nextInt(12) == 0;
        if (i[0].equals("2.1.new")) {
            compared = base * 4;
        }
        double relative = (compared / base - 1) * 100;
        String verdict = missing || i[5].equals("neither") && Math.abs(relative) > 5
                ? "not_comparable"
                : Math.abs(relative) <= 5 ? "same" : (relative > 0) == i[5].equals("higher") ? "better" : "worse";
        String reason = missing
                ? "Этап I покрыт отчётностью меньше чем наполовину (45 %)"
                : verdict.equals("not_comparable")
                        ? "Для показателя не задано, что лучше"
                        : "Изменение больше порога 5 %: " + QUOTES;
        insert(
                connection,
                "mart.stage_comparison(level, territory_id, territory_name, organization_id, organization_name,"
                        + " indicator_code, indicator_name, unit, direction, education_stage, education_stage_name,"
                        + " learner_category, learner_category_name, base_stage_code, compared_stage_code, base_numerator,"
                        + " base_denominator, base_value, compared_numerator, compared_denominator, compared_value,"
                        + " base_months, compared_months, base_units_share, compared_units_share, difference,"
                        + " relative_difference_pct, verdict, reason, reason_code)",
                level,
                t[0],
                t[1],
                organization,
                name,
                i[0],
                i[1],
                i[2],
                i[5],
                b[0],
                b[1],
                b[2],
                b[3],
                "I",
                "II",
                missing ? null : base * 1000,
                missing ? null : 1000d,
                missing ? null : base,
                compared * 1000,
                1000d,
                compared,
                missing ? 12 : 36,
                36,
                missing ? 0.45 : 0.95,
                1d,
                missing ? null : compared - base,
                missing ? null : relative,
                verdict,
                reason,
                "code");
    }

    private static void submissions(Connection connection) throws SQLException {
        List<String> feeds =
                List.of("event_participation", "enrolment", "satisfaction_survey", "college_graduate_employment");
        Random random = new Random(9);
        for (String feed : feeds) {
            for (String[] o : ORGANIZATIONS) {
                if (feed.startsWith("college") != o[2].equals("college")) {
                    continue;
                }
                for (int year = 2020; year <= 2025; year++) {
                    int draw = random.nextInt(10);
                    String status = draw < 7 ? "sent" : draw < 8 ? "zero" : "not_sent";
                    insert(
                            connection,
                            "mart.submission(feed_code, feed_name, territory_id, territory_name, organization_id,"
                                    + " organization_name, reporting_year, status, files, rows_read, rows_rejected,"
                                    + " first_received_at, last_received_at)",
                            feed,
                            FEED_NAMES.get(feed),
                            o[3],
                            o[3].equals("07724000")
                                    ? TERRITORIES.get(0)[1]
                                    : TERRITORIES.get(1)[1],
                            o[0],
                            o[1],
                            year,
                            status,
                            1,
                            120L,
                            2L,
                            status.equals("not_sent")
                                    ? null
                                    : java.time.OffsetDateTime.parse(year + "-12-20T09:00:00Z"),
                            status.equals("not_sent")
                                    ? null
                                    : java.time.OffsetDateTime.parse(year + "-12-21T09:00:00Z"));
                }
            }
        }
    }

    private static void labour(Connection connection) throws SQLException {
        String[][] groups = {
            {"08", "Техника и технологии строительства"},
            {"15", "Машиностроение"},
            {"18", "Химические технологии"},
            {"23", "Техника и технологии наземного транспорта"},
            {"43", "Сервис и туризм"},
            {"unknown", "Группа не определена"}
        };
        for (int year = 2020; year <= 2025; year++) {
            int rank = 1;
            for (String[] group : groups) {
                Long graduates = group[0].equals("unknown") ? null : 40L * rank + year % 10;
                long places = 95L * (7 - rank) + year % 7;
                insert(
                        connection,
                        "mart.labour_balance(reporting_year, stage_code, territory_id, territory_name,"
                                + " profession_group_code, profession_group_name, vacancies, work_places, graduates,"
                                + " vacancies_per_graduate, gap_persons)",
                        year,
                        year < 2023 ? "I" : "II",
                        "07724000",
                        "город Невинномысск",
                        group[0],
                        group[1],
                        places / 2,
                        places,
                        graduates,
                        graduates == null ? null : (double) places / graduates,
                        graduates == null ? null : places - graduates);
                rank++;
            }
        }
    }

    private static void rejects(Connection connection) throws SQLException {
        String[][] rules = {
            {"decimal_comma", "error", "дробное число вместо целого"},
            {"inn_checksum", "error", "контрольная сумма ИНН не сходится"},
            {"winner_without_participation", "error", "победитель не участвовал"},
            {"share_mismatch", "warning", "доля не равна отношению"},
            {"footnote_row", "info", "примечание"},
            {"a_rule_of_tomorrow", "error", "правило, которого отчёт не знает"}
        };
        for (int row = 1; row <= 260; row++) {
            String[] rule = rules[row % rules.length];
            String feed = row % 3 == 0 ? "enrolment" : "event_participation";
            insert(
                    connection,
                    "mart.rejected_row(feed, feed_name, file_name, sheet, row_number, cell, rule, rule_name, severity, message_ru, message_en,"
                            + " masked_row, reporting_year, run_id, received_at)",
                    feed,
                    FEED_NAMES.get(feed),
                    "2023/07724000-S-00" + row % 4 + "_2023.csv",
                    row % 3 == 0 ? "2022-2023" : null,
                    (long) row,
                    "Дата мероприятия",
                    rule[0],
                    RULE_NAMES.getOrDefault(rule[0], rule[0]),
                    rule[1],
                    "Строка " + row + ": " + rule[2] + "; исправьте и пришлите файл снова. " + (row == 7 ? SCRIPT : ""),
                    "Row " + row,
                    "***",
                    2023,
                    "run-1",
                    java.time.OffsetDateTime.parse("2026-01-14T23:00:00Z"));
        }
        insert(
                connection,
                "mart.rejected_row(feed, feed_name, file_name, sheet, row_number, cell, rule, rule_name, severity, message_ru, message_en,"
                        + " masked_row, reporting_year, run_id, received_at)",
                "satisfaction_survey",
                FEED_NAMES.get("satisfaction_survey"),
                "2022/07724000-S-003_2022.csv",
                null,
                null,
                null,
                "wrong_encoding",
                RULE_NAMES.get("wrong_encoding"),
                "file",
                "Файл не в UTF-8: сохраните его в кодировке UTF-8 и пришлите снова",
                "Not UTF-8",
                null,
                null,
                "run-1",
                java.time.OffsetDateTime.parse("2026-01-14T23:00:00Z"));
    }

    /** Adds towns that are like the second one: a region of so many towns and schools. */
    static void enlarge(DataSource database, int towns, int schools) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table town as
                    select (7800000 + n)::text || '0' as id, 'муниципальный округ № ' || n as name
                    from generate_series(1, %d) as n;
                    create temporary table school as
                    select t.id as town, t.name as town_name, t.id || '-S-' || k as id, 'МБОУ СОШ № ' || k || ', ' || t.name as name
                    from town t cross join generate_series(1, %d) as k;
                    """.formatted(towns, schools));
            addCopies(statement, "indicator_by_municipality_year", "town", "id", "name", null, null, "true");
            addCopies(statement, "stage_comparison", "town", "id", "name", null, null, "level = 'municipality'");
            addCopies(
                    statement,
                    "stage_comparison",
                    "school",
                    "town",
                    "town_name",
                    "id",
                    "name",
                    "level = 'organization'");
            addCopies(statement, "submission", "school", "town", "town_name", "id", "name", "true");
            statement.execute("""
                    insert into mart.labour_balance
                    select (jsonb_populate_record(b, jsonb_build_object('territory_id', t.id, 'territory_name', t.name))).*
                    from mart.labour_balance b, town t""");
        }
    }

    private static void addCopies(
            Statement statement,
            String mart,
            String source,
            String town,
            String townName,
            String id,
            String name,
            String which)
            throws SQLException {
        String organization = id == null ? "" : ", 'organization_id', s." + id + ", 'organization_name', s." + name;
        statement.execute("insert into mart." + mart + " select (jsonb_populate_record(m, jsonb_build_object("
                + "'territory_id', s." + town + ", 'territory_name', s." + townName + organization + "))).* from mart."
                + mart
                + " m, " + source + " s where m.territory_id = '07701000' and " + which);
    }
}
