package ru.orientir.etl.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Towns of the sample in order: the real municipalities of Stavropol region first (Nevinnomyssk leads), then invented
 * towns of invented regions. Invented codes begin with digits that OKTMO gives to no region, so that they never meet a
 * real territory.
 */
final class Towns {

    private static final int TOWNS_PER_REGION = 40;
    /** First digits that no region has in OKTMO. */
    private static final List<String> FREE_OKTMO_PREFIXES =
            List.of("02", "06", "09", "13", "16", "21", "23", "31", "39", "43", "48", "51");
    /** Region codes that the address register of vacancies does not use. */
    private static final List<Integer> FREE_REGION_CODES = List.of(80, 81, 82, 84, 85, 88, 96, 97, 98, 93, 94, 90);

    private final List<String> real;

    private Towns(List<String> real) {
        this.real = real;
    }

    static Towns load() {
        try (InputStream list = Towns.class.getResourceAsStream("/sample/towns.csv")) {
            if (list == null) {
                throw new IllegalStateException("The resource sample/towns.csv is missing from the build");
            }
            return new Towns(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource sample/towns.csv", e);
        }
    }

    /** Towns whose territory is real. */
    int realCount() {
        return real.size();
    }

    Town at(int index) {
        if (index < real.size()) {
            String[] cells = real.get(index).split(",", -1);
            return new Town(index, cells[0], cells[1], cells[2], "Ставропольский край", 26, "26");
        }
        int invented = index - real.size();
        int region = invented / TOWNS_PER_REGION;
        int slot = region % FREE_REGION_CODES.size();
        String name = "Образцовск-" + (index + 1);
        return new Town(
                index,
                FREE_OKTMO_PREFIXES.get(slot) + String.format("%06d", 700_000 + index),
                "город " + name,
                "г " + name,
                "Образцовая область № " + (region + 1),
                FREE_REGION_CODES.get(slot),
                FREE_REGION_CODES.get(slot) + "_" + (region + 1));
    }
}
