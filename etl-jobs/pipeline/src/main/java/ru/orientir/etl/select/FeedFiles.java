package ru.orientir.etl.select;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.ledger.CurrentFile;

/**
 * The files of a feed that count, and for which years their rows are asked.
 *
 * @param files the files in force
 * @param judged years whose rows are told apart: those that count from those that do not
 * @param submitted years for which it is told who submitted what; empty for every year and rows without one
 */
public record FeedFiles(
        FeedContract contract,
        List<CurrentFile> files,
        SortedSet<Integer> judged,
        Optional<SortedSet<Integer>> submitted) {

    /** Runs whose conformed lake holds the rows. */
    Set<String> runs() {
        return files.stream().map(CurrentFile::conformedRun).collect(Collectors.toSet());
    }
}
