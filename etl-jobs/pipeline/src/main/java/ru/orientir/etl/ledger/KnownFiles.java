package ru.orientir.etl.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The files that publications stand on: {@code audit.source_file}. Of the versions of a name one at most is in force; a file in force
 * is replaced by the next one of its name that is not refused.
 */
public final class KnownFiles {

    private final Statements files;

    public KnownFiles(JdbcTemplate warehouse) {
        this.files = new Statements("known_files", warehouse);
    }

    /** Digests of a feed by which a delivery is recognised, by name. */
    public record Digests(Map<String, Set<String>> byName) {

        /** The same content under the same name is in force, or was refused. */
        public boolean isKnown(String name, String sha256) {
            return byName.getOrDefault(name, Set.of()).contains(sha256);
        }

        /** The same content is known under some name. */
        public boolean hasContent(String sha256) {
            return byName.values().stream().anyMatch(digests -> digests.contains(sha256));
        }
    }

    /** Files in force, and files refused by the contract as it is now: a new version of the contract tries those again. */
    public Digests digests(String feed, String contractVersion) {
        Map<String, Set<String>> byName = new HashMap<>();
        files.statement("digests")
                .param("feed", feed)
                .param("contractVersion", contractVersion)
                .query(row -> {
                    byName.computeIfAbsent(row.getString("file_name"), name -> new HashSet<>())
                            .add(row.getString("sha256"));
                });
        return new Digests(byName);
    }

    /** The files of a feed in force, in the order of arrival. */
    public List<CurrentFile> inForce(String feed) {
        return inForce(feed, "");
    }

    /** The files of a feed that are in force once the run is published, in the order of arrival. */
    public List<CurrentFile> inForce(String feed, String runId) {
        return files.statement("in_force")
                .param("feed", feed)
                .param("runId", runId)
                .query(CurrentFile.class)
                .list();
    }

    /** Every year that the files in force have rows of, by feed. */
    public Map<String, SortedSet<Integer>> years() {
        return Statements.yearsByFeed(files.statement("years"));
    }

    /** Years of the versions in force that files of these names would replace, by feed; each feed asked for has an entry. */
    public Map<String, SortedSet<Integer>> yearsOf(Map<String, ? extends Collection<String>> namesByFeed) {
        Map<String, SortedSet<Integer>> years = new TreeMap<>();
        namesByFeed.forEach((feed, names) -> {
            years.put(feed, new TreeSet<>());
            years.putAll(Statements.yearsByFeed(
                    files.statement("years_of").param("feed", feed).param("names", names.toArray(String[]::new))));
        });
        return years;
    }

    /** Counts by feed of all files in force and of those refused, whichever run read them, as the last run found them. */
    public List<FeedCount> feedCounts() {
        return files.statement("feed_counts").query(FeedCount.class).list();
    }

    /** The files of a run take their place among the files in force; part of the transaction that publishes. */
    public void take(String runId) {
        files.statement("supersede").param("runId", runId).update();
        files.statement("take").param("runId", runId).update();
    }
}
