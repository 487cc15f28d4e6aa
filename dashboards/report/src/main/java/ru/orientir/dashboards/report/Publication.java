package ru.orientir.dashboards.report;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Which state of the warehouse a report shows.
 *
 * @param vintage number of the publication; null while nothing was published
 * @param publishedAt when it was published
 * @param businessDate the day the load was for
 */
record Publication(Long vintage, OffsetDateTime publishedAt, LocalDate businessDate) {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    static final Publication NONE = new Publication(null, null, null);

    /** Moscow time, as in official papers; null while nothing was published. */
    String publishedText() {
        return publishedAt == null ? null : TIME.format(publishedAt.atZoneSameInstant(MOSCOW)) + " (московское время)";
    }

    String businessDateText() {
        return businessDate == null ? null : DATE.format(businessDate);
    }
}
