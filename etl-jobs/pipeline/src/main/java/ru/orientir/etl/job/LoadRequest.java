package ru.orientir.etl.job;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator asks a load to do.
 *
 * @param command the command's name as the operator typed it: nightly, backfill, demo
 * @param businessDate the day the load is for; years that end after it are incomplete
 * @param inbox folder with one sub-folder a feed, a local path or a URI that Hadoop can read
 * @param feeds feeds to read; empty means all
 * @param years years to conform and build anew from the lake (backfill); empty means just those that new files touch
 * @param vacancyApi base address of the vacancy API; empty means that only files are read
 */
public record LoadRequest(
        String command,
        LocalDate businessDate,
        String inbox,
        Set<String> feeds,
        Set<Integer> years,
        Optional<String> vacancyApi) {}
