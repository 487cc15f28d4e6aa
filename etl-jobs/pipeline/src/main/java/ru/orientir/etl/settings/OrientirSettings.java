package ru.orientir.etl.settings;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Every setting of one process, validated; read from files, the environment and flags by {@link SettingsReader}.
 *
 * @param home folder under which everything lies that Orientir writes
 * @param inbox folder with one sub-folder a feed, a local path or a URI; {@code <home>/inbox} unless set
 * @param lake folder of the Parquet lake, a local path or a URI such as {@code s3a://…}; {@code <home>/lake} unless set
 * @param businessDate ISO date the load is for; today unless set
 */
@ConfigurationProperties("orientir")
public record OrientirSettings(
        Path home,
        String inbox,
        String lake,
        String businessDate,
        @DefaultValue Warehouse warehouse,
        @DefaultValue Spark spark,
        @DefaultValue Pseudonym pseudonym,
        @DefaultValue Vacancy vacancy,
        @DefaultValue Superset superset,
        @DefaultValue Years years,
        @DefaultValue Thresholds thresholds) {

    public OrientirSettings {
        require(home != null, "orientir.home is not set; set ORIENTIR_HOME to a folder");
        home = home.toAbsolutePath().normalize();
        inbox = orElse(inbox, home.resolve("inbox").toString());
        lake = orElse(lake, home.resolve("lake").toString());
        businessDate = blankToNull(businessDate);
        if (businessDate != null) {
            parseDate(businessDate);
        }
    }

    /** The day the load is for. */
    public LocalDate businessDay() {
        return businessDate == null ? LocalDate.now() : parseDate(businessDate);
    }

    /** Folder of generated passwords and keys. */
    public Path secrets() {
        return home.resolve("secrets");
    }

    /** Folder of logs; {@code orientir.log} in it is the one to read first. */
    public Path logs() {
        return home.resolve("logs");
    }

    /** The settings as they are told to the log, secrets left out. */
    public Map<String, String> describe() {
        Map<String, String> lines = new TreeMap<>();
        lines.put("home", home.toString());
        lines.put("inbox", inbox);
        lines.put("lake", lake);
        lines.put("business-date", businessDate == null ? "today" : businessDate);
        lines.put("warehouse.url", warehouse.url == null ? "embedded" : Warehouse.withoutSecrets(warehouse.url));
        lines.put("warehouse.user", String.valueOf(warehouse.user));
        lines.put("warehouse.password", warehouse.password == null ? "not set" : "set");
        lines.put("warehouse.analyst.user", String.valueOf(warehouse.analyst.user));
        lines.put("warehouse.analyst.password", warehouse.analyst.password == null ? "not set" : "set");
        lines.put("spark.master", spark.master);
        spark.conf.forEach((key, value) -> lines.put(
                "spark.conf." + key,
                key.matches("(?i).*(secret|password|token|access[.]?key|credential).*") ? "set" : value));
        lines.put("pseudonym.key", pseudonym.key == null ? "not set" : "set");
        lines.put("pseudonym.key-file", String.valueOf(pseudonym.keyFile));
        lines.put("vacancy.api", String.valueOf(vacancy.api));
        lines.put("vacancy.region", vacancy.region);
        lines.put("vacancy.offset-counts", vacancy.offsetCounts.name().toLowerCase(java.util.Locale.ROOT));
        lines.put("superset.url", String.valueOf(superset.url));
        lines.put("superset.user", String.valueOf(superset.user));
        lines.put("superset.password", superset.password == null ? "not set" : "set");
        lines.put("years.first", String.valueOf(years.first));
        lines.put("thresholds.rejected-share", String.valueOf(thresholds.rejectedShare));
        return lines;
    }

    /**
     * Where the warehouse is.
     *
     * @param url JDBC or {@code postgresql://} address of a PostgreSQL 15+; null means the embedded server
     * @param user login of the load; must own the warehouse or be allowed to create it
     * @param analyst login that reads {@code mart} only
     * @param port first choice for the embedded server's port
     * @param migrate whether the load brings the schema up to date
     */
    public record Warehouse(
            String url,
            String user,
            String password,
            @DefaultValue Login analyst,
            @DefaultValue("54329") int port,
            @DefaultValue("true") boolean migrate) {

        public Warehouse {
            url = blankToNull(url);
            user = blankToNull(user);
            password = blankToNull(password);
            if (url != null && url.startsWith("postgres")) {
                url = "jdbc:postgresql" + url.substring(url.indexOf(':'));
            }
            require(
                    url == null || url.startsWith("jdbc:postgresql:"),
                    "ORIENTIR_WAREHOUSE_URL is «" + withoutSecrets(url)
                            + "»; expected jdbc:postgresql://host:5432/database");
            require(port > 0 && port < 65_536, "orientir.warehouse.port is " + port + "; expected 1 to 65535");
        }

        public boolean isEmbedded() {
            return url == null;
        }

        public static String withoutSecrets(String url) {
            return url == null
                    ? null
                    : url.replaceAll("(?i)(password=)[^&]*", "$1…").replaceAll("//[^/@]*@", "//…@");
        }

        @Override
        public String toString() {
            return isEmbedded() ? "embedded" : withoutSecrets(url);
        }
    }

    /** A database login; both null where none is given. */
    public record Login(String user, String password) {

        public Login {
            user = blankToNull(user);
            password = blankToNull(password);
        }

        @Override
        public String toString() {
            return String.valueOf(user);
        }
    }

    /**
     * The engine.
     *
     * @param master Spark master: {@code local[*]}, {@code spark://…}
     * @param conf further Spark settings, by Spark's own names
     */
    public record Spark(
            @DefaultValue("local[*]") String master,
            @DefaultValue Map<String, String> conf) {

        public Spark {
            require(!master.isBlank(), "orientir.spark.master is blank; expected local[*] or spark://host:7077");
            conf = Map.copyOf(conf);
        }

        @Override
        public String toString() {
            return master + " " + conf.keySet();
        }
    }

    /**
     * The key that turns identities into pseudonyms.
     *
     * @param key the key itself, at least 16 characters
     * @param keyFile file that holds it; {@code <home>/secrets/pseudonym-key}, generated once, unless set
     */
    public record Pseudonym(String key, Path keyFile) {

        private static final int MIN_LENGTH = 16;

        public Pseudonym {
            key = blankToNull(key);
            keyFile = keyFile == null || keyFile.toString().isBlank() ? null : keyFile;
            require(
                    key == null || keyFile == null,
                    "Both orientir.pseudonym.key and orientir.pseudonym.key-file are set; keep one");
            require(
                    key == null || key.length() >= MIN_LENGTH,
                    "orientir.pseudonym.key is shorter than " + MIN_LENGTH + " characters");
        }

        @Override
        public String toString() {
            return key != null ? "set" : String.valueOf(keyFile);
        }
    }

    /** The key in force: from the settings, its file, or generated once and kept under the home folder. */
    public String pseudonymKey() {
        if (pseudonym.key != null) {
            return pseudonym.key;
        }
        if (pseudonym.keyFile != null) {
            return new SecretFile(pseudonym.keyFile)
                    .read()
                    .filter(key -> key.length() >= Pseudonym.MIN_LENGTH)
                    .orElseThrow(() -> new CannotProceedException("Cannot use the pseudonym key in " + pseudonym.keyFile
                            + ": the file is missing or holds fewer than " + Pseudonym.MIN_LENGTH + " characters"));
        }
        return new SecretFile(secrets().resolve("pseudonym-key")).readOrGenerate();
    }

    /** The last reporting year taken in: an academic year that has begun counts as the year it ends. */
    public int lastReportingYear() {
        return businessDay().getYear() + 1;
    }

    /** Reporting years taken in; rows of earlier ones are rejected as {@code year_out_of_range}. */
    public record Years(@DefaultValue("2000") int first) {

        public Years {
            require(first >= 1900 && first <= 2100, "orientir.years.first is " + first + "; expected 1900 to 2100");
        }
    }

    /**
     * The vacancy API.
     *
     * @param api its base address; empty means that only files are read
     * @param region code of the region asked for, or several with commas
     * @param offsetCounts whether {@code offset} counts pages or records
     */
    public record Vacancy(
            String api,
            @DefaultValue("2600000000000") String region,
            @DefaultValue("pages") OffsetCounts offsetCounts) {

        public Vacancy {
            api = blankToNull(api);
        }

        /** The regions asked for. */
        public List<String> regionCodes() {
            return Arrays.stream(region.split(",")).map(String::strip).toList();
        }

        public Optional<String> address() {
            return Optional.ofNullable(api);
        }
    }

    /**
     * The Superset that shows the dashboards, and an administrator of it.
     *
     * @param url address such as {@code http://localhost:8088}; null where commands must be told
     */
    public record Superset(String url, String user, String password) {

        public Superset {
            url = blankToNull(url);
            user = blankToNull(user);
            password = blankToNull(password);
        }

        @Override
        public String toString() {
            return url + " as " + user;
        }
    }

    /** What the vacancy API's {@code offset} counts. */
    public enum OffsetCounts {
        PAGES,
        RECORDS
    }

    /**
     * When a file is refused whole.
     *
     * @param rejectedShare share of a file's rows (0 to 1) above which the file is refused as {@code too_many_rejected}
     */
    public record Thresholds(@DefaultValue("0.5") double rejectedShare) {

        public Thresholds {
            require(
                    rejectedShare >= 0 && rejectedShare <= 1,
                    "orientir.thresholds.rejected-share is " + rejectedShare + "; expected 0 to 1");
        }
    }

    @Override
    public String toString() {
        return describe().toString();
    }

    private static LocalDate parseDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CannotProceedException(
                    "The business date is «" + text + "»; expected a date such as 2025-12-31", e);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new CannotProceedException(message);
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String orElse(String text, String fallback) {
        return blankToNull(text) == null ? fallback : text.strip();
    }
}
