package ru.orientir.dashboards.superset;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of assets of a bundle, in the order in which one refers to the other. */
public enum AssetKind {
    DATABASE("databases", "database_name"),
    DATASET("datasets", "table_name"),
    CHART("charts", "slice_name"),
    DASHBOARD("dashboards", "dashboard_title");

    private final String folder;
    private final String nameKey;

    AssetKind(String folder, String nameKey) {
        this.folder = folder;
        this.nameKey = nameKey;
    }

    /** Folder of the bundle that holds them. */
    public String folder() {
        return folder;
    }

    /** Key that holds the name people see. */
    public String nameKey() {
        return nameKey;
    }

    /** The word for one of them. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The kind of a file by its folder; empty for a file that is no asset. */
    public static Optional<AssetKind> of(String file) {
        return Arrays.stream(values())
                .filter(kind -> file.startsWith(kind.folder + "/") && file.endsWith(".yaml"))
                .findFirst();
    }
}
