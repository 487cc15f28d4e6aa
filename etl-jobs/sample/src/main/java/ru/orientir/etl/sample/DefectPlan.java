package ru.orientir.etl.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the defects of one feed stand in one town: a handful of each kind in the first town, in every fourth of the
 * other towns one of each kind.
 *
 * @param town the town
 * @param units how many senders of this feed may carry defects
 */
record DefectPlan(Town town, int units) {

    private static final int COPIES_IN_FIRST_TOWN = 3;

    /** The kinds that the file of sender {@code unit} (from 0) for {@code year} has to carry. */
    <T> List<T> kindsFor(List<T> kinds, int unit, int year) {
        List<T> planted = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            int copies = town.index() == 0 ? COPIES_IN_FIRST_TOWN : (town.index() + kind) % 4 == 0 ? 1 : 0;
            for (int copy = 0; copy < copies; copy++) {
                if (unit == (kind * 5 + copy * 7 + town.index() * 3) % units
                        && year == 2020 + (kind + copy * 2 + town.index()) % 6) {
                    planted.add(kinds.get(kind));
                }
            }
        }
        return planted;
    }
}
