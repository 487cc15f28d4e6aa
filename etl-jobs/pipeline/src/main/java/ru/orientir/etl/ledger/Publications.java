package ru.orientir.etl.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What is published, and which folders of the lake serve it: {@code audit.publication}, {@code audit.lake_partition}. */
public final class Publications {

    private final Statements publications;

    public Publications(JdbcTemplate warehouse) {
        this.publications = new Statements("publications", warehouse);
    }

    /** Digest of the reference data that was last published with; empty before the first publication. */
    public String lastReferenceDigest() {
        return publications
                .statement("last_reference_digest")
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Number of the last publication; 0 before the first. */
    public long lastVintage() {
        return publications.statement("last_vintage").query(Long.class).single();
    }

    public boolean isPublished(String runId) {
        return publications
                .statement("is_published")
                .param("runId", runId)
                .query(Boolean.class)
                .single();
    }

    /** Years that a run published; none where it published nothing. */
    public List<Integer> years(String runId) {
        return publications
                .statement("years")
                .param("runId", runId)
                .query(Integer.class)
                .list();
    }

    /** For each published year of a dataset the run whose folder serves it. */
    public Map<Integer, String> runByYear(String dataset) {
        Map<Integer, String> runs = new TreeMap<>();
        publications.statement("run_by_year").param("dataset", dataset).query(row -> {
            runs.put(row.getInt("reporting_year"), row.getString("run_id"));
        });
        return runs;
    }

    /** The folders that serve a dataset, by year. */
    public List<LakeFolder> folders(String dataset) {
        return publications
                .statement("folders")
                .param("dataset", dataset)
                .query(LakeFolder.class)
                .list();
    }

    /** Runs whose rows are published for some year of some dataset. */
    public Set<String> servingRuns() {
        return new TreeSet<>(
                publications.statement("serving_runs").query(String.class).list());
    }

    /** Runs whose folders in the lake nobody needs: they never published, and what they read has been published since. */
    public List<String> abandonedRuns() {
        return publications.statement("abandoned_runs").query(String.class).list();
    }

    /** Notes that a run publishes; part of the transaction that publishes. */
    public void add(String runId, LocalDate businessDate, String referenceDigest, Collection<Integer> years) {
        publications
                .statement("add")
                .param("runId", runId)
                .param("businessDate", businessDate)
                .param("referenceDigest", referenceDigest)
                .param("years", Statements.array(years))
                .update();
        publications.statement("mark_run").param("runId", runId).update();
    }

    /** Notes the folders of a run that serve from now on; part of the transaction that publishes. */
    public void serve(String runId, Collection<LakeFolder> folders) {
        publications.batch(
                "serve",
                folders.stream()
                        .map(folder -> new MapSqlParameterSource("runId", runId)
                                .addValue("dataset", folder.dataset())
                                .addValue("year", folder.reportingYear())
                                .addValue("path", folder.path()))
                        .toList());
    }
}
