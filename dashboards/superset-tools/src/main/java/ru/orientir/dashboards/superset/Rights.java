package ru.orientir.dashboards.superset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may see what, as {@code rights.yaml} says; it does not travel in the bundle.
 *
 * @param roles the kinds of readers
 * @param people accounts and their roles
 */
public record Rights(List<Role> roles, List<Person> people) {

    /** Name of the file. */
    public static final String FILE = "rights.yaml";

    private static final Set<String> ROLE_KEYS = Set.of("role", "name", "with", "rows", "dashboards");
    private static final Set<String> PERSON_KEYS = Set.of("user", "role", "of", "first_name", "last_name", "email");

    /**
     * A kind of reader.
     *
     * @param code word by which people are given it
     * @param name what Superset calls it
     * @param with roles of Superset itself that its people have too
     * @param rowKey column that fences it in: its people read the datasets that have it, and of them the rows with their value; empty for
     *     those who read the whole warehouse connection, SQL Lab included
     * @param dashboards slugs of the dashboards it may open; empty for all
     */
    public record Role(
            String code, String name, List<String> with, Optional<String> rowKey, Optional<List<String>> dashboards) {

        /** Whether it may open a dashboard. */
        public boolean opens(String slug) {
            return dashboards.map(slugs -> slugs.contains(slug)).orElse(true);
        }
    }

    /**
     * An account.
     *
     * @param of value of the role's row key; empty where the role has none
     */
    public record Person(
            String user, String role, Optional<String> of, String firstName, String lastName, String email) {}

    /** A role with the value it is held to, where it is held: one role of Superset. */
    public record Grant(Role role, Optional<String> value) {

        /** Its name in Superset. */
        public String name() {
            return role.name() + value.map(text -> " " + text).orElse("");
        }
    }

    /**
     * Reads the file.
     *
     * @throws SupersetException telling key and remedy
     */
    public static Rights read(Path path) {
        try {
            return of(AssetYaml.parse(FILE, Files.readString(path)));
        } catch (NoSuchFileException e) {
            throw new SupersetException("Cannot read the rights: there is no file " + path, e);
        } catch (IOException e) {
            throw new SupersetException("Cannot read " + path + ": " + e.getMessage(), e);
        } catch (AssetYaml.UnreadableException e) {
            throw new SupersetException(e.getMessage(), e);
        }
    }

    static Rights of(ObjectNode content) {
        List<Role> roles = new ArrayList<>();
        for (JsonNode entry : content.path("roles")) {
            String at = "roles[" + roles.size() + "]";
            requireKeys(at, entry, ROLE_KEYS);
            List<String> with = texts(entry.path("with"));
            JsonNode dashboards = entry.path("dashboards");
            Optional<List<String>> slugs =
                    dashboards.asString("").equals("all") ? Optional.empty() : Optional.of(texts(dashboards));
            Optional<String> rowKey = optional(entry, "rows");
            if (rowKey.isPresent() && with.contains("sql_lab")) {
                throw wrong(at + ".with", "gives SQL Lab to people who see some rows only", "take sql_lab out");
            }
            roles.add(new Role(text(at, entry, "role"), text(at, entry, "name"), with, rowKey, slugs));
        }
        List<Person> people = new ArrayList<>();
        for (JsonNode entry : content.path("people")) {
            String at = "people[" + people.size() + "]";
            requireKeys(at, entry, PERSON_KEYS);
            String code = text(at, entry, "role");
            Role role = roles.stream()
                    .filter(candidate -> candidate.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> wrong(at + ".role", "«" + code + "» is no role of this file", "mend it"));
            Optional<String> of = optional(entry, "of");
            if (of.isPresent() != role.rowKey().isPresent()) {
                throw wrong(
                        at + ".of",
                        of.isPresent() ? "is given, but the role sees all" : "is missing",
                        of.isPresent()
                                ? "take it out"
                                : "write the " + role.rowKey().get() + " in quotes");
            }
            String user = text(at, entry, "user");
            people.add(new Person(
                    user,
                    code,
                    of,
                    optional(entry, "first_name").orElse(user),
                    optional(entry, "last_name").orElse(user),
                    optional(entry, "email").orElse(user + "@localhost.localdomain")));
        }
        if (roles.isEmpty()) {
            throw wrong("roles", "are none", "write at least one");
        }
        return new Rights(roles, people);
    }

    /** One role of Superset for each role, and for each value that somebody has. */
    public Set<Grant> grants() {
        Set<Grant> grants = new LinkedHashSet<>();
        for (Role role : roles) {
            if (role.rowKey().isEmpty()) {
                grants.add(new Grant(role, Optional.empty()));
            }
            people.stream()
                    .filter(person ->
                            person.role().equals(role.code()) && person.of().isPresent())
                    .forEach(person -> grants.add(new Grant(role, person.of())));
        }
        return grants;
    }

    /** The grants of one account; it may stand in the file several times. */
    public List<Grant> grantsOf(String user) {
        return people.stream()
                .filter(person -> person.user().equals(user))
                .map(person -> new Grant(role(person.role()), person.of()))
                .toList();
    }

    /**
     * What the assets make of the file: dashboards that are not there, and dashboards a fenced-in role must not open. A role of a dashboard
     * may ask every dataset of it, so one without the row key would be open to the role in full.
     */
    public List<Finding> check(Assets assets) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            Role role = roles.get(i);
            String path = "roles[" + i + "].dashboards";
            Set<String> unknown = new LinkedHashSet<>(role.dashboards().orElse(List.of()));
            for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
                unknown.remove(dashboard.text("slug"));
                if (role.rowKey().isPresent() && role.opens(dashboard.text("slug"))) {
                    checkFence(assets, dashboard, role, path, findings);
                }
            }
            unknown.forEach(slug -> findings.add(new Finding(
                    FILE, path, "there is no dashboard with slug «" + slug + "»", "mend it, or take it out")));
        }
        return findings;
    }

    private static void checkFence(Assets assets, Asset dashboard, Role role, String path, List<Finding> findings) {
        String key = role.rowKey().orElseThrow();
        Set<String> told = new LinkedHashSet<>();
        for (Asset chart : assets.chartsOn(dashboard)) {
            assets.datasetOf(chart)
                    .filter(dataset ->
                            !dataset.texts("columns", "column_name").contains(key) && told.add(dataset.name()))
                    .ifPresent(dataset -> findings.add(new Finding(
                            FILE,
                            path,
                            "«" + role.code() + "» may not open " + dashboard.text("slug") + ": its chart «"
                                    + chart.name()
                                    + "» reads mart." + dataset.name() + ", which has no column " + key
                                    + " to keep rows apart",
                            "take the dashboard from the role, or give the mart the column")));
        }
    }

    private Role role(String code) {
        return roles.stream()
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void requireKeys(String at, JsonNode entry, Set<String> keys) {
        for (Map.Entry<String, JsonNode> key : entry.properties()) {
            if (!keys.contains(key.getKey())) {
                throw wrong(
                        at + "." + key.getKey(), "is not understood", "write one of " + new java.util.TreeSet<>(keys));
            }
        }
    }

    private static String text(String at, JsonNode entry, String key) {
        return optional(entry, key).orElseThrow(() -> wrong(at + "." + key, "is missing", "write a text in quotes"));
    }

    /** A text; a number without quotes is none, since YAML takes 07724000 for another number. */
    private static Optional<String> optional(JsonNode entry, String key) {
        JsonNode value = entry.path(key);
        if (value.isNumber()) {
            throw wrong(key, "is the number " + value, "put it in quotes");
        }
        return value.isString() && !value.asString().isBlank() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString("")));
        return texts;
    }

    private static SupersetException wrong(String path, String problem, String remedy) {
        return new SupersetException(new Finding(FILE, path, problem, remedy).toString());
    }
}
