import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.ChartQuery;
import ru.orientir.dashboards.superset.NativeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Times the questions of the dashboards as the analyst asks them. Started by queries.sh. Arguments: JDBC address, folder of the assets,
 * rounds.
 */
public final class QueryBench {

    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final double SLOW_MILLIS = 300;

    private record Timing(String question, int rows, double p50, double p95) {}

    public static void main(String[] arguments) throws Exception {
        Assets assets = Assets.read(Path.of(arguments[1])).assets();
        int rounds = Integer.parseInt(arguments[2]);
        Properties login = new Properties();
        login.setProperty("user", "orientir_analyst");
        login.setProperty("password", System.getenv("PGPASSWORD"));
        List<Timing> timings = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(arguments[0], login)) {
            for (Map.Entry<String, String> question : questions(assets, connection).entrySet()) {
                timings.add(time(connection, question.getKey(), question.getValue(), rounds));
            }
        }
        timings.sort(Comparator.comparingDouble(Timing::p95).reversed());
        System.out.printf(Locale.ROOT, "%9s %9s %7s  %s%n", "p50, ms", "p95, ms", "rows", "question");
        timings.forEach(timing -> System.out.printf(
                Locale.ROOT, "%9.1f %9.1f %7d  %s%n", timing.p50, timing.p95, timing.rows, timing.question));
        long slow = timings.stream().filter(timing -> timing.p95 > SLOW_MILLIS).count();
        System.out.printf(
                Locale.ROOT, "%n%d questions, %d of them above %.0f ms at p95%n", timings.size(), slow, SLOW_MILLIS);
    }

    /** SQL by what asks it: charts by dashboard, filters by their column. */
    private static Map<String, String> questions(Assets assets, Connection connection) throws SQLException {
        Map<String, String> questions = new LinkedHashMap<>();
        Map<String, List<ChartQuery.Filter>> chosen = new HashMap<>();
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            List<NativeFilter> filters = NativeFilter.of(dashboard).stream().filter(NativeFilter::hasColumn).toList();
            for (NativeFilter filter : filters) {
                Asset dataset = assets.find(AssetKind.DATASET, filter.datasetUuid()).orElseThrow();
                questions.put(dashboard.text("slug") + ": filter «" + filter.name() + "»", values(filter, dataset, 1000));
                chosen.put(filter.id() + dashboard.uuid(), chosen(filter, dataset, connection));
            }
            for (Asset chart : assets.chartsOn(dashboard)) {
                List<ChartQuery.Filter> laid = new ArrayList<>();
                filters.stream()
                        .filter(filter -> filter.scope().contains(chart.uuid()))
                        .forEach(filter -> laid.addAll(chosen.get(filter.id() + dashboard.uuid())));
                int part = 0;
                for (ChartQuery query : ChartQuery.of(chart, assets.datasetOf(chart).orElseThrow())) {
                    String name = dashboard.text("slug") + ": «" + chart.name() + "»" + (part++ == 0 ? "" : ", second");
                    questions.put(name, query.with(laid).sql());
                }
            }
        }
        return questions;
    }

    /** The default of a filter, or the first of its values where the filter takes that. */
    private static List<ChartQuery.Filter> chosen(NativeFilter filter, Asset dataset, Connection connection) throws SQLException {
        JsonNode control = filter.content().path("controlValues");
        if (!control.path("defaultToFirstItem").asBoolean(false)) {
            return filter.defaults();
        }
        String order = control.path("sortAscending").asBoolean(true) ? "min" : "max";
        String sql = "select " + order + "(" + filter.column() + ")::text from (" + values(filter, dataset, Integer.MAX_VALUE) + ") as offered";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return List.of(new ChartQuery.Filter(filter.column(), "==", JsonNodeFactory.instance.stringNode(row.getString(1))));
        }
    }

    /** The values that a filter offers. */
    private static String values(NativeFilter filter, Asset dataset, int limit) {
        return new ChartQuery(
                        filter.dashboard(), dataset, false, List.of(filter.column()), List.of(), filter.conditions(), List.of(), limit)
                .sql();
    }

    private static Timing time(Connection connection, String question, String sql, int rounds) throws SQLException {
        List<Double> millis = new ArrayList<>();
        int rows = ask(connection, sql);
        long began = System.nanoTime();
        for (int round = 0; round < rounds && (round == 0 || System.nanoTime() - began < LONGEST_NANOS); round++) {
            long start = System.nanoTime();
            ask(connection, sql);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        Collections.sort(millis);
        return new Timing(question, rows, at(millis, 0.5), at(millis, 0.95));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static int ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            int rows = 0;
            while (row.next()) {
                rows++;
            }
            return rows;
        }
    }
}
