package ru.orientir.etl.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The files that a run reads, and what it found in them: {@code audit.load_file}. */
public final class RunFiles {

    private final Statements files;

    public RunFiles(JdbcTemplate warehouse) {
        this.files = new Statements("run_files", warehouse);
    }

    /** Notes files that the run is to land. */
    public void add(String runId, Collection<DeliveredFile> delivered) {
        files.batch(
                "add",
                delivered.stream()
                        .map(file -> new MapSqlParameterSource("runId", runId)
                                .addValue("feed", file.feed())
                                .addValue("name", file.name())
                                .addValue("sha256", file.sha256())
                                .addValue("sizeBytes", file.sizeBytes())
                                .addValue("location", file.location()))
                        .toList());
    }

    /**
     * Notes the files in force that hold one of the years, to be conformed again from the lake.
     *
     * @param feeds feeds to take; empty for all
     */
    public void addFromLake(String runId, Collection<Integer> years, Collection<String> feeds) {
        files.statement("add_from_lake")
                .param("runId", runId)
                .param("years", Statements.array(years))
                .param("feeds", feeds.toArray(String[]::new))
                .update();
    }

    /** Feeds that the run has files of. */
    public Set<String> feeds(String runId) {
        return new TreeSet<>(files.statement("feeds")
                .param("runId", runId)
                .query(String.class)
                .list());
    }

    /** Names of the files to conform, by the run that landed them. */
    public Map<String, List<String>> namesByLandedRun(String runId, String feed) {
        Map<String, List<String>> names = new TreeMap<>();
        files.statement("to_conform").param("runId", runId).param("feed", feed).query(row -> {
            names.computeIfAbsent(row.getString("landed_run_id"), run -> new ArrayList<>())
                    .add(row.getString("file_name"));
        });
        return names;
    }

    public void refuse(String runId, String feed, Collection<String> names) {
        files.batch(
                "refuse",
                names.stream()
                        .map(name -> new MapSqlParameterSource("runId", runId)
                                .addValue("feed", feed)
                                .addValue("name", name))
                        .toList());
    }

    /**
     * Notes what the files of a feed hold; a file without a count holds no row.
     *
     * @param contractVersion version of the contract they were read by
     */
    public void count(String runId, String feed, String contractVersion, Collection<FileCount> counts) {
        files.statement("count_nothing")
                .param("runId", runId)
                .param("feed", feed)
                .param("contractVersion", contractVersion)
                .update();
        files.batch(
                "count",
                counts.stream()
                        .map(count -> new MapSqlParameterSource("runId", runId)
                                .addValue("feed", feed)
                                .addValue("name", count.fileName())
                                .addValue("read", count.read())
                                .addValue("valid", count.valid())
                                .addValue("rejected", count.rejected())
                                .addValue("leftOut", count.leftOut())
                                .addValue("years", Statements.array(count.years()))
                                .addValue("sender", count.sender()))
                        .toList());
    }

    /** The files of a feed that hold rows, as conforming left them. */
    public List<ConformedFile> conformed(String runId, String feed) {
        return files.statement("conformed")
                .param("runId", runId)
                .param("feed", feed)
                .query(ConformedFile.class)
                .list();
    }

    /** Counts by feed for the operator, as the run found them; rows rejected while facts were made are among the rejected. */
    public List<FeedCount> feedCounts(String runId) {
        return files.statement("feed_counts")
                .param("runId", runId)
                .query(FeedCount.class)
                .list();
    }

    /**
     * Years that the accepted files of the run touch, by feed: those they hold, those of what they replace, and those that an empty
     * form speaks of.
     *
     * @param earliestYear the year that an empty list of standing things touches, for it ends what may have begun at any time
     */
    public Map<String, SortedSet<Integer>> touchedYears(String runId, int earliestYear) {
        Map<String, SortedSet<Integer>> touched = new TreeMap<>();
        files.statement("touched").param("runId", runId).query(row -> {
            SortedSet<Integer> years = touched.computeIfAbsent(row.getString("feed_code"), feed -> new TreeSet<>());
            years.addAll(Statements.years(row));
            boolean isEmpty = row.getBoolean("is_empty");
            FormName.of(row.getString("submitted_scope"))
                    .filter(form -> form.year() != null || isEmpty)
                    .ifPresent(form -> years.add(form.year() == null ? earliestYear : form.year()));
        });
        return touched;
    }
}
