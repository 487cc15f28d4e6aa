package ru.orientir.etl.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Feed vacancy: bulk JSON files of 2020–2024, one a region and year, and the vacancies of 2025 that the API serves, a
 * line each. Every twentieth vacancy comes again a year later in a newer state, which wins. Towns of a region follow
 * one another, so only one region's files are open.
 */
final class VacancyWriter implements AutoCloseable {

    static final String FEED = "vacancy";
    static final int API_YEAR = 2025;

    private static final int[] VACANCIES_A_YEAR = {250, 290, 330, 360, 380, 410};
    private static final int REPEATED_EVERY = 20;

    /** One open bulk file and how many vacancies it holds. */
    private static final class BulkFile {
        private final String name;
        private final BufferedWriter writer;
        private int position;

        BulkFile(Path folder, String name) throws IOException {
            this.name = name;
            Files.createDirectories(folder);
            this.writer = Files.newBufferedWriter(folder.resolve(name));
            writer.write("{\"vacancies\":[");
        }

        int add(String vacancy) throws IOException {
            writer.write(position == 0 ? "\n" : ",\n");
            writer.write(vacancy);
            return ++position;
        }

        void close() throws IOException {
            writer.write("\n]}\n");
            writer.close();
        }
    }

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Path folder;
    private final BufferedWriter api;
    private final Map<Integer, BulkFile> open = new HashMap<>();
    private String region = "";

    VacancyWriter(Path inbox, Path apiFolder) {
        folder = inbox.resolve(FEED);
        try {
            Files.createDirectories(apiFolder);
            api = Files.newBufferedWriter(apiFolder.resolve("vacancies.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the vacancies in " + apiFolder, e);
        }
    }

    void write(TownDelivery town) {
        try {
            if (!region.equals(town.town.regionFile())) {
                closeBulkFiles();
                region = town.town.regionFile();
            }
            for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
                writeYear(town, year);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the vacancies of " + town.town.territoryId(), e);
        }
    }

    private void writeYear(TownDelivery town, int year) throws IOException {
        int places = 0;
        int count = VACANCIES_A_YEAR[year - TownDelivery.FIRST_YEAR];
        for (int index = 0; index < count; index++) {
            SampleVacancy vacancy = SampleVacancy.of(town, year, index);
            boolean isRepeated = index % REPEATED_EVERY == 7 && year + 1 < API_YEAR;
            if (year == API_YEAR) {
                api.write(mapper.writeValueAsString(vacancy.asApiRecord(mapper)));
                api.newLine();
            } else {
                bulkFile(town, year).add(mapper.writeValueAsString(vacancy.asBulkRecord(mapper)));
                town.counted(FEED, 0, 1);
            }
            if (isRepeated) {
                vacancy = vacancy.newerState(town, index);
                bulkFile(town, year + 1).add(mapper.writeValueAsString(vacancy.asBulkRecord(mapper)));
                town.counted(FEED, 0, 1);
            }
            places += vacancy.countedPlaces();
        }
        if (year != API_YEAR) {
            plant(town, year);
        }
        int graduates = town.noted("graduates", town.town.territoryId(), year);
        town.truth.ratio(town.organizations.centre().id(), "5.1", year, places, graduates);
    }

    private BulkFile bulkFile(TownDelivery town, int year) throws IOException {
        BulkFile file = open.get(year);
        if (file == null) {
            file = new BulkFile(folder, "vacancy_" + region + "_" + year + ".json");
            open.put(year, file);
            town.counted(FEED, 1, 0);
        }
        return file;
    }

    private void plant(TownDelivery town, int year) throws IOException {
        int hit = (town.town.index() + year) % (town.town.index() == 0 ? 2 : 8);
        if (hit != 0) {
            return;
        }
        BulkFile file = bulkFile(town, year);
        ObjectNode nameless = SampleVacancy.of(town, year, 100_000).asBulkRecord(mapper);
        nameless.put("vacancy_name", "");
        town.defects.row(FEED, file.name, file.add(mapper.writeValueAsString(nameless)), "required");
        ObjectNode undated = SampleVacancy.of(town, year, 100_001).asBulkRecord(mapper);
        undated.put("date_create", year + "-02-31T10:00:00+0300");
        town.defects.row(FEED, file.name, file.add(mapper.writeValueAsString(undated)), "not_a_date");
        town.counted(FEED, 0, 2);
    }

    private void closeBulkFiles() throws IOException {
        for (BulkFile file : open.values()) {
            file.close();
        }
        open.clear();
    }

    @Override
    public void close() {
        try {
            closeBulkFiles();
            api.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot finish the vacancies in " + folder, e);
        }
    }
}
