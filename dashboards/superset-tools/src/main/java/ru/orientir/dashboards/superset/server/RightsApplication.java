package ru.orientir.dashboards.superset.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.Finding;
import ru.orientir.dashboards.superset.Rights;
import ru.orientir.dashboards.superset.SupersetException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a Superset's roles, row rules, dashboards and accounts what {@code rights.yaml} says. Everything is found by name; a second run
 * changes nothing.
 *
 * <p>A limited role gets access to single datasets, never to a schema or the connection, and each of these datasets has a row rule for it.
 * A role of a value that nobody has any more is emptied and taken from dashboards and people.
 */
public final class RightsApplication {

    private final SupersetClient superset;
    private final Assets assets;
    private final Rights rights;
    private final UnaryOperator<String> passwordOfNewAccount;
    private final List<String> changes = new ArrayList<>();
    private final Map<String, Integer> roleIds = new LinkedHashMap<>();

    /**
     * @param passwordOfNewAccount gives the first password of an account that has to be made, and keeps it for its owner
     */
    public RightsApplication(
            SupersetClient superset, Assets assets, Rights rights, UnaryOperator<String> passwordOfNewAccount) {
        this.superset = superset;
        this.assets = assets;
        this.rights = rights;
        this.passwordOfNewAccount = passwordOfNewAccount;
    }

    /** Applies the file and tells each change in a line; none where all was so already. */
    public List<String> apply() {
        List<Finding> findings = rights.check(assets);
        if (!findings.isEmpty()) {
            throw new SupersetException("Cannot apply the rights:\n"
                    + String.join("\n", findings.stream().map(Finding::toString).toList()));
        }
        superset.list("/api/v1/security/roles/")
                .forEach(role -> roleIds.put(
                        role.path("name").asString(""), role.path("id").asInt()));
        Map<String, JsonNode> datasets = datasets();
        for (Rights.Grant grant : rights.grants()) {
            makeRole(grant);
        }
        applyPermissions(datasets);
        applyRowRules(datasets);
        applyDashboards();
        applyPeople();
        return List.copyOf(changes);
    }

    private static boolean hasColumn(Asset dataset, String column) {
        return dataset.texts("columns", "column_name").contains(column);
    }

    /** Superset's datasets of ours, by UUID. */
    private Map<String, JsonNode> datasets() {
        Map<String, JsonNode> byUuid = new LinkedHashMap<>();
        for (JsonNode dataset : superset.list("/api/v1/dataset/")) {
            byUuid.put(dataset.path("uuid").asString(""), dataset);
        }
        for (Asset dataset : assets.of(AssetKind.DATASET)) {
            if (!byUuid.containsKey(dataset.uuid())) {
                throw new SupersetException("Superset has no dataset mart." + dataset.name()
                        + " yet; run ./orientir dashboards import first");
            }
        }
        return byUuid;
    }

    private void makeRole(Rights.Grant grant) {
        if (roleIds.containsKey(grant.name())) {
            return;
        }
        JsonNode made =
                superset.post("/api/v1/security/roles/", SupersetClient.object().put("name", grant.name()));
        roleIds.put(grant.name(), made.path("id").asInt());
        changes.add("role «" + grant.name() + "» made");
    }

    private void applyPermissions(Map<String, JsonNode> datasets) {
        Map<String, Integer> permissions = new LinkedHashMap<>();
        for (JsonNode permission : superset.list("/api/v1/security/permissions-resources/")) {
            permissions.put(
                    permission.path("permission").path("name").asString("") + " on "
                            + permission.path("view_menu").path("name").asString(""),
                    permission.path("id").asInt());
        }
        for (Rights.Grant grant : rights.grants()) {
            Set<String> wanted = new TreeSet<>();
            if (grant.role().rowKey().isEmpty()) {
                assets.of(AssetKind.DATABASE)
                        .forEach(database -> wanted.add(databaseAccess(database, permissions.keySet())));
            } else {
                readableBy(grant.role()).forEach(dataset -> wanted.add(datasetAccess(datasets.get(dataset.uuid()))));
            }
            applyPermissions(grant.name(), wanted, permissions);
        }
        for (String stale : staleRoles()) {
            applyPermissions(stale, Set.of(), permissions);
        }
    }

    private void applyPermissions(String role, Set<String> wanted, Map<String, Integer> permissions) {
        Set<String> present = new TreeSet<>();
        superset.get("/api/v1/security/roles/" + roleIds.get(role) + "/permissions/")
                .path("result")
                .forEach(permission ->
                        present.add(permission.path("permission_name").asString("") + " on "
                                + permission.path("view_menu_name").asString("")));
        if (present.equals(wanted)) {
            return;
        }
        ObjectNode body = SupersetClient.object();
        ArrayNode ids = body.putArray("permission_view_menu_ids");
        for (String permission : wanted) {
            Integer id = permissions.get(permission);
            if (id == null) {
                throw new SupersetException("Superset knows no permission " + permission + "; import the bundle again");
            }
            ids.add(id);
        }
        superset.post("/api/v1/security/roles/" + roleIds.get(role) + "/permissions", body);
        changes.add("role «" + role + "» may: " + (wanted.isEmpty() ? "nothing" : String.join(", ", wanted)));
    }

    /** Roles of values that nobody has any more: they begin like one of our fenced roles. */
    private List<String> staleRoles() {
        Set<String> ours = new LinkedHashSet<>();
        rights.grants().forEach(grant -> ours.add(grant.name()));
        return roleIds.keySet().stream()
                .filter(name -> !ours.contains(name)
                        && rights.roles().stream()
                                .anyMatch(role -> role.rowKey().isPresent() && name.startsWith(role.name() + " ")))
                .toList();
    }

    private List<Asset> readableBy(Rights.Role role) {
        return assets.of(AssetKind.DATASET).stream()
                .filter(dataset -> hasColumn(dataset, role.rowKey().orElseThrow()))
                .toList();
    }

    private static String datasetAccess(JsonNode dataset) {
        return "datasource_access on ["
                + dataset.path("database").path("database_name").asString("") + "].["
                + dataset.path("table_name").asString("") + "](id:"
                + dataset.path("id").asInt() + ")";
    }

    private static String databaseAccess(Asset database, Set<String> permissions) {
        String begin = "database_access on [" + database.name() + "].(id:";
        return permissions.stream()
                .filter(permission -> permission.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new SupersetException("Superset has no database «" + database.name()
                        + "» yet; run ./orientir dashboards import first"));
    }

    private void applyRowRules(Map<String, JsonNode> datasets) {
        Map<String, JsonNode> present = new LinkedHashMap<>();
        superset.list("/api/v1/rowlevelsecurity/")
                .forEach(rule -> present.put(rule.path("name").asString(""), rule));
        for (Rights.Grant grant : rights.grants()) {
            if (grant.value().isEmpty()) {
                continue;
            }
            String key = grant.role().rowKey().orElseThrow();
            ObjectNode rule = SupersetClient.object()
                    .put("name", grant.name())
                    .put("filter_type", "Regular")
                    .put("clause", key + " = '" + grant.value().get().replace("'", "''") + "'")
                    .put("group_key", key)
                    .put("description", "rights.yaml");
            ArrayNode tables = rule.putArray("tables");
            readableBy(grant.role()).stream()
                    .map(dataset -> datasets.get(dataset.uuid()).path("id").asInt())
                    .sorted()
                    .forEach(tables::add);
            rule.putArray("roles").add(roleIds.get(grant.name()));
            applyRowRule(rule, present.get(grant.name()));
        }
    }

    private void applyRowRule(ObjectNode rule, JsonNode present) {
        String name = rule.path("name").asString("");
        if (present == null) {
            superset.post("/api/v1/rowlevelsecurity/", rule);
            changes.add("row rule «" + name + "» made: " + rule.path("clause").asString(""));
            return;
        }
        boolean same = ids(present.path("tables")).equals(ids(rule.path("tables")))
                && ids(present.path("roles")).equals(ids(rule.path("roles")))
                && List.of("clause", "group_key", "filter_type").stream().allMatch(key -> present.path(key)
                        .asString("")
                        .equals(rule.path(key).asString("")));
        if (!same) {
            superset.put("/api/v1/rowlevelsecurity/" + present.path("id").asInt(), rule);
            changes.add(
                    "row rule «" + name + "» renewed: " + rule.path("clause").asString(""));
        }
    }

    /** Ids of a list that holds numbers, or objects with an id. */
    private static Set<Integer> ids(JsonNode list) {
        Set<Integer> ids = new TreeSet<>();
        list.forEach(item -> ids.add(item.isObject() ? item.path("id").asInt() : item.asInt()));
        return ids;
    }

    private void applyDashboards() {
        Map<String, JsonNode> present = new LinkedHashMap<>();
        superset.list("/api/v1/dashboard/")
                .forEach(found -> present.put(found.path("slug").asString(""), found));
        for (Asset dashboard : assets.of(AssetKind.DASHBOARD)) {
            String slug = dashboard.text("slug");
            JsonNode found = present.get(slug);
            if (found == null) {
                throw new SupersetException(
                        "Superset has no dashboard " + slug + " yet; run ./orientir dashboards import first");
            }
            Set<Integer> wanted = new TreeSet<>();
            Set<String> names = new TreeSet<>();
            rights.grants().stream().filter(grant -> grant.role().opens(slug)).forEach(grant -> {
                wanted.add(roleIds.get(grant.name()));
                names.add(grant.name());
            });
            JsonNode full = superset.get("/api/v1/dashboard/" + found.path("id").asInt())
                    .path("result");
            if (!ids(full.path("roles")).equals(wanted)) {
                ObjectNode body = SupersetClient.object();
                wanted.forEach(body.putArray("roles")::add);
                superset.put("/api/v1/dashboard/" + found.path("id").asInt(), body);
                changes.add("dashboard " + slug + " opens for: " + String.join(", ", names));
            }
        }
    }

    private void applyPeople() {
        Map<String, JsonNode> accounts = new LinkedHashMap<>();
        superset.list("/api/v1/security/users/")
                .forEach(user -> accounts.put(user.path("username").asString(""), user));
        Set<String> named = new LinkedHashSet<>();
        for (Rights.Person person : rights.people()) {
            if (named.add(person.user())) {
                applyPerson(person, accounts.get(person.user()));
            }
        }
        Set<Integer> ours = new TreeSet<>();
        rights.grants().forEach(grant -> ours.add(roleIds.get(grant.name())));
        staleRoles().forEach(role -> ours.add(roleIds.get(role)));
        accounts.forEach((user, account) -> {
            Set<Integer> left = ids(account.path("roles"));
            if (!named.contains(user) && left.removeAll(ours)) {
                setRoles(account.path("id").asInt(), left);
                changes.add("account " + user + " is in " + Rights.FILE + " no more and lost our roles");
            }
        });
    }

    private void applyPerson(Rights.Person person, JsonNode account) {
        Set<Integer> wanted = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (Rights.Grant grant : rights.grantsOf(person.user())) {
            names.add(grant.name());
            names.addAll(grant.role().with());
        }
        for (String name : names) {
            Integer id = roleIds.get(name);
            if (id == null) {
                throw new SupersetException(Rights.FILE + " names role «" + name + "», which Superset does not have");
            }
            wanted.add(id);
        }
        if (account == null) {
            ObjectNode body = SupersetClient.object()
                    .put("username", person.user())
                    .put("password", passwordOfNewAccount.apply(person.user()))
                    .put("first_name", person.firstName())
                    .put("last_name", person.lastName())
                    .put("email", person.email())
                    .put("active", true);
            wanted.forEach(body.putArray("roles")::add);
            superset.post("/api/v1/security/users/", body);
            changes.add("account " + person.user() + " made: " + String.join(", ", names));
        } else if (!ids(account.path("roles")).equals(wanted)) {
            setRoles(account.path("id").asInt(), wanted);
            changes.add("account " + person.user() + " is now: " + String.join(", ", names));
        }
    }

    private void setRoles(int account, Set<Integer> roles) {
        ObjectNode body = SupersetClient.object();
        roles.forEach(body.putArray("roles")::add);
        superset.put("/api/v1/security/users/" + account, body);
    }
}
