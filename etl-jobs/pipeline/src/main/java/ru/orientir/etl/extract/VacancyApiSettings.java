package ru.orientir.etl.extract;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How the vacancy API is asked.
 *
 * @param base address up to {@code /api}, such as {@code https://opendata.trudvsem.ru}
 * @param regionCodes regions to read, in the form the API takes: {@code 26} or {@code 2600000000000}
 * @param modifiedFrom only vacancies changed since this day; empty means all
 * @param offset what the API's {@code offset} counts
 * @param pageSize vacancies a page, 1 to 100
 * @param maxAttempts tries of one page before the extract fails
 * @param firstDelay pause before the second try; doubles with each further try, plus up to half of it by chance
 * @param maxDelay longest pause, also where the server asks for more by {@code Retry-After}
 * @param timeout longest wait for one answer
 */
public record VacancyApiSettings(
        URI base,
        List<String> regionCodes,
        Optional<LocalDate> modifiedFrom,
        Offset offset,
        int pageSize,
        int maxAttempts,
        Duration firstDelay,
        Duration maxDelay,
        Duration timeout) {

    /** What {@code offset} counts; clients of the API disagree. */
    public enum Offset {
        PAGES,
        RECORDS
    }

    public VacancyApiSettings {
        if (base == null || base.getScheme() == null || !base.getScheme().matches("https?") || base.getHost() == null) {
            throw new IllegalArgumentException(
                    "Cannot ask the vacancy API at " + base + ": expected an address such as https://example.org");
        }
        if (pageSize < 1 || pageSize > 100) {
            throw new IllegalArgumentException("A page of the vacancy API holds 1 to 100 vacancies, not " + pageSize);
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("A page has to be tried at least once, not " + maxAttempts + " times");
        }
        for (String code : regionCodes) {
            if (!code.matches("\\d{1,13}")) {
                throw new IllegalArgumentException(
                        "Cannot ask for region «" + code + "»: a region code is 1 to 13 digits, such as 26");
            }
        }
        regionCodes = List.copyOf(regionCodes);
    }

    /** The same settings with another meaning of {@code offset}: {@code PAGES} or {@code RECORDS}. */
    public VacancyApiSettings countingOffset(String counts) {
        return new VacancyApiSettings(
                base,
                regionCodes,
                modifiedFrom,
                Offset.valueOf(counts),
                pageSize,
                maxAttempts,
                firstDelay,
                maxDelay,
                timeout);
    }

    /** All vacancies of the regions, seven tries a page, with pauses from a quarter of a second: some twenty seconds in all. */
    public static VacancyApiSettings of(URI base, List<String> regionCodes) {
        return new VacancyApiSettings(
                base,
                regionCodes,
                Optional.empty(),
                Offset.PAGES,
                100,
                7,
                Duration.ofMillis(250),
                Duration.ofMinutes(2),
                Duration.ofSeconds(60));
    }
}
