package ru.orientir.etl.sample;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One town on its way to the files: what every feed's writer needs, and what one writer leaves for the next. */
final class TownDelivery {

    static final int FIRST_YEAR = 2020;
    static final int LAST_YEAR = 2025;

    final long seed;
    final Town town;
    final TownOrganizations organizations;
    final SchoolRoster roster;
    final PlantedDefects defects;
    final IndicatorTruth truth;
    private final Path inbox;
    private final SampleCounts counts;
    private final Map<String, Integer> notes = new HashMap<>();

    TownDelivery(long seed, Town town, Path inbox, PlantedDefects defects, IndicatorTruth truth, SampleCounts counts) {
        this.seed = seed;
        this.town = town;
        this.organizations = TownOrganizations.of(seed, town);
        this.roster = new SchoolRoster(seed, town, organizations);
        this.defects = defects;
        this.truth = truth;
        this.inbox = inbox;
        this.counts = counts;
    }

    Path folder(String feed) {
        return inbox.resolve(feed);
    }

    RandomStream draw(String purpose, long... path) {
        long[] whole = new long[path.length + 1];
        whole[0] = town.index();
        System.arraycopy(path, 0, whole, 1, path.length);
        return RandomStream.of(seed, purpose, whole);
    }

    void counted(String feed, int files, long rows) {
        counts.add(feed, files, rows);
    }

    /** Accepted figures that a later feed divides by. */
    void note(String what, String organizationId, int year, int value) {
        notes.merge(what + organizationId + year, value, Integer::sum);
    }

    int noted(String what, String organizationId, int year) {
        return notes.getOrDefault(what + organizationId + year, 0);
    }
}
