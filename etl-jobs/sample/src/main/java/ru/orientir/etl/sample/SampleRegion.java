package ru.orientir.etl.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes the deliveries of a sample region for 2020–2025 as real senders would send them, with planted defects and the
 * values a correct pipeline computes.
 *
 * <p>Output: {@code inbox/<feed>/…} for every feed, {@code vacancy-api/vacancies.jsonl} for {@link VacancyApiStandIn},
 * {@code truth/planted_defects.csv} (one row a reject) and {@code truth/indicator_value.csv} (one row an organization,
 * indicator and year). The same scale and seed give the same bytes. Cost: one town is held in memory at a time,
 * whatever the scale; about 90 thousand participations a town.
 *
 * <p>Towns beyond the real municipalities of Stavropol region (see {@code sample/towns.csv}) are invented, with
 * territory codes that begin with digits OKTMO gives to no region; the territory reference does not know them.
 */
public final class SampleRegion {

    private final int scale;
    private final long seed;

    /**
     * @param scale number of towns, from 1
     * @param seed what everything random follows from
     * @throws IllegalArgumentException where the scale is below 1 or above 200,000
     */
    public SampleRegion(int scale, long seed) {
        if (scale < 1 || scale > 200_000) {
            throw new IllegalArgumentException("Cannot generate a sample of scale " + scale
                    + ": the scale is the number of towns, from 1 to 200000");
        }
        this.scale = scale;
        this.seed = seed;
    }

    /**
     * What was written.
     *
     * @param inbox folder with one sub-folder a feed
     * @param vacancyApiFile vacancies for {@link VacancyApiStandIn}
     * @param truth folder with the truth
     * @param files files by feed
     * @param rows data rows by feed, the flawed ones included, subtotals and footnotes not
     * @param plantedDefects rejects by rule
     * @param truthValues rows of {@code indicator_value.csv}
     */
    public record Result(
            Path inbox,
            Path vacancyApiFile,
            Path truth,
            int towns,
            Map<String, Integer> files,
            Map<String, Long> rows,
            Map<String, Integer> plantedDefects,
            int truthValues) {}

    /**
     * Writes the whole sample below {@code folder}.
     *
     * @param progress hears one line a town
     * @throws IllegalStateException where the folder already holds an inbox: files of two samples must not mix
     * @throws UncheckedIOException where a file cannot be written
     */
    public Result writeTo(Path folder, Consumer<String> progress) {
        Path inbox = folder.resolve("inbox");
        Path truthFolder = folder.resolve("truth");
        Path apiFolder = folder.resolve("vacancy-api");
        requireEmpty(inbox);
        Towns towns = Towns.load();
        SampleCounts counts = new SampleCounts();
        try (PlantedDefects defects = new PlantedDefects(truthFolder);
                IndicatorTruth truth = new IndicatorTruth(truthFolder);
                OrganizationRegisterWriter register = new OrganizationRegisterWriter(inbox);
                VacancyWriter vacancies = new VacancyWriter(inbox, apiFolder)) {
            for (int index = 0; index < scale; index++) {
                Town town = towns.at(index);
                TownDelivery delivery = new TownDelivery(seed, town, inbox, defects, truth, counts);
                register.write(delivery);
                new EnrolmentWriter().write(delivery);
                new EventParticipationWriter().write(delivery);
                new SatisfactionSurveyWriter().write(delivery);
                new PartnershipAgreementWriter().write(delivery);
                // minor jobs are drawn from the enrolment that was accepted, vacancies are set against graduates
                new MinorEmploymentWriter().write(delivery);
                new CollegeGraduateEmploymentWriter().write(delivery);
                vacancies.write(delivery);
                truth.finishTown();
                progress.accept("Town " + (index + 1) + " of " + scale + ": " + town.territoryId() + " " + town.name());
            }
            return new Result(
                    inbox,
                    apiFolder.resolve("vacancies.jsonl"),
                    truthFolder,
                    scale,
                    counts.files(),
                    counts.rows(),
                    defects.counts(),
                    truth.written());
        }
    }

    private static void requireEmpty(Path inbox) {
        if (!Files.exists(inbox)) {
            return;
        }
        try (var entries = Files.list(inbox)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalStateException("Cannot generate into " + inbox
                        + ": it is not empty, and two samples must not mix; choose another folder or remove this one");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + inbox, e);
        }
    }
}
