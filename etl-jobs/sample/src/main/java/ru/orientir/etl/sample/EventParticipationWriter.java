package ru.orientir.etl.sample;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ru.orientir.etl.sample.EventCalendar.Event;
import ru.orientir.etl.sample.PupilActivity.Visit;

/**
 * Feed event_participation: one CSV file a school and year, a row a participation. One school sends nothing for 2021,
 * one a header alone for 2020.
 */
final class EventParticipationWriter {

    static final String FEED = "event_participation";
    static final int SILENT_SCHOOL = 7;
    static final int SILENT_YEAR = 2021;
    static final int ZERO_SCHOOL = 9;
    static final int ZERO_YEAR = 2020;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int SCHOOL_WITH_CAPITALS = 11;
    private static final int SCHOOL_WITH_BYTE_ORDER_MARK = 6;
    /** Schools whose files may carry defects: those without a story of their own. */
    private static final List<Integer> FLAWED_SCHOOLS = List.of(1, 2, 3, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 20);

    private static final int CODE = 0;
    private static final int SERIES = 1;
    private static final int NAME = 2;
    private static final int DATE = 3;
    private static final int BIRTH = 9;
    private static final int PARTICIPATED = 16;
    private static final int AWARD = 17;

    private enum Defect {
        NOT_A_DATE,
        WINNER_WITHOUT_PARTICIPATION,
        EVENT_BEFORE_BIRTH,
        IMPLAUSIBLE_AGE,
        UNKNOWN_CODE,
        UNKNOWN_ORGANIZATION,
        REQUIRED,
        FORMULA,
        DUPLICATE;

        String rule() {
            return this == UNKNOWN_ORGANIZATION ? "unknown_code" : name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Defect> DEFECTS = List.of(Defect.values());

    void write(TownDelivery town) {
        for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
            List<Event> calendar = EventCalendar.of(town, year);
            for (Organization school : town.organizations.schools()) {
                boolean isSilent = school.number() == SILENT_SCHOOL && year == SILENT_YEAR;
                if (school.livesAtStartOf(year) && !isSilent) {
                    writeSchool(town, school, year, calendar);
                }
            }
        }
        if (town.town.index() % 4 == 0) {
            writeUnusableFiles(town);
        }
    }

    private void writeSchool(TownDelivery town, Organization school, int year, List<Event> calendar) {
        String name = year + "/" + school.id() + "_" + year + ".csv";
        boolean hasMark = school.number() == SCHOOL_WITH_BYTE_ORDER_MARK;
        SchoolYear result = new SchoolYear();
        try (CsvFile file = CsvFile.open(town.folder(FEED), name, ';', StandardCharsets.UTF_8, hasMark)) {
            header(file);
            if (school.number() != ZERO_SCHOOL || year != ZERO_YEAR) {
                writeHalf(town, school, year, calendar, false, file, result);
                writeHalf(town, school, year, calendar, true, file, result);
                plant(town, school, year, calendar, file, result);
            }
            town.counted(FEED, 1, file.lines() - 1L);
        }
        noteTruth(town, school.id(), year, result);
    }

    private static void header(CsvFile file) {
        file.row(
                "Код школы",
                "Код мероприятия",
                "Мероприятие",
                "Дата мероприятия",
                "Формат",
                "Уровень",
                "Фамилия",
                "Имя",
                "Отчество",
                "Дата рождения",
                "СНИЛС",
                "Класс",
                "ОВЗ",
                "Инвалидность",
                "Сирота",
                "Одарённый",
                "Участвовал",
                "Результат");
    }

    private static void writeHalf(
            TownDelivery town,
            Organization school,
            int year,
            List<Event> calendar,
            boolean isAutumn,
            CsvFile file,
            SchoolYear result) {
        town.roster.forEach(school, isAutumn ? year + 1 : year, (pupil, grade) -> {
            for (Visit visit : PupilActivity.of(town, school.number(), pupil, year, calendar)) {
                if (visit.event().isInAutumn() == isAutumn && result.isNew(pupil, visit.event())) {
                    String[] row = cells(school, pupil, visit);
                    file.row(row);
                    result.accept(pupil, visit, row);
                }
            }
        });
    }

    private static String[] cells(Organization school, Pupil pupil, Visit visit) {
        Event event = visit.event();
        String lastName =
                school.number() == SCHOOL_WITH_CAPITALS ? pupil.lastName().toUpperCase(Locale.ROOT) : pupil.lastName();
        return new String[] {
            school.id(),
            event.seriesCode(),
            event.name(),
            event.date().format(DAY),
            event.format(),
            event.level(),
            lastName,
            pupil.firstName(),
            pupil.patronymic() == null ? "" : pupil.patronymic(),
            pupil.birthDate().format(DAY),
            pupil.snils() == null ? "" : pupil.snils(),
            visit.grade() + pupil.letter(),
            yes(pupil.isLimitedHealth()),
            yes(pupil.isDisabled()),
            yes(pupil.isOrphan()),
            pupil.isGifted() ? "да" : "нет",
            visit.isPresent() ? "да" : "нет",
            visit.award()
        };
    }

    private static String yes(boolean holds) {
        return holds ? "да" : "";
    }

    private static void plant(
            TownDelivery town, Organization school, int year, List<Event> calendar, CsvFile file, SchoolYear result) {
        int unit = FLAWED_SCHOOLS.indexOf(school.number());
        if (unit < 0 || result.lastRow == null) {
            return;
        }
        DefectPlan plan = new DefectPlan(town.town, FLAWED_SCHOOLS.size());
        for (Defect defect : plan.kindsFor(DEFECTS, unit, year)) {
            String[] row = defect == Defect.DUPLICATE
                    ? result.lastRow
                    : flawed(defect, town, school, ghost(town, school, year, defect.ordinal(), calendar));
            int line = file.row(row);
            town.defects.row(FEED, file.name(), line, defect.rule());
        }
    }

    /** A right row of a child that is on no roster, so that the defect takes nothing from the truth. */
    private static String[] ghost(TownDelivery town, Organization school, int year, int number, List<Event> calendar) {
        Event event = calendar.get(number % calendar.size());
        int grade = Math.max(event.firstGrade(), 5);
        int entryYear = year - grade + 1 + (event.isInAutumn() ? 1 : 0);
        Pupil pupil = Pupil.of(town.seed, town.town.index(), school.number(), entryYear, 100_000 + number);
        return cells(school, pupil, new Visit(event, grade, true, "участник"));
    }

    private static String[] flawed(Defect defect, TownDelivery town, Organization school, String[] right) {
        String[] row = Arrays.copyOf(right, right.length);
        int eventYear = Integer.parseInt(row[DATE].substring(6));
        switch (defect) {
            case NOT_A_DATE -> row[DATE] = "31.04." + eventYear;
            case WINNER_WITHOUT_PARTICIPATION -> {
                row[PARTICIPATED] = "нет";
                row[AWARD] = "победитель";
            }
            case EVENT_BEFORE_BIRTH ->
                row[BIRTH] = LocalDate.of(eventYear + 1, 3, 14).format(DAY);
            case IMPLAUSIBLE_AGE ->
                row[BIRTH] = LocalDate.of(eventYear - 43, 3, 14).format(DAY);
            case UNKNOWN_CODE -> row[SERIES] = "FORUM-XXI";
            case UNKNOWN_ORGANIZATION -> row[CODE] = Organization.id(town.town.territoryId(), school.kind(), 999);
            case REQUIRED -> row[SERIES] = "";
            case FORMULA -> row[SERIES] = "=HYPERLINK(\"http://example.invalid\";\"" + row[SERIES] + "\")";
            case DUPLICATE -> throw new IllegalArgumentException("A duplicate repeats a right row");
        }
        return row;
    }

    private static void noteTruth(TownDelivery town, String id, int year, SchoolYear result) {
        int enrolment = town.noted("pupils", id, year);
        int children = result.children.size();
        town.truth.count(id, "1.3.children", year, children);
        town.truth.count(id, "1.3.participations", year, result.participations);
        town.truth.count(id, "1.3w.persons", year, result.winners.size());
        town.truth.ratio(id, "1.3", year, children, enrolment);
        town.truth.ratio(id, "1.3w", year, result.winners.size(), children);
    }

    /** Extra deliveries that cannot be used: nothing, and a whole file in the wrong encoding. */
    private void writeUnusableFiles(TownDelivery town) {
        Organization school = town.organizations.school(3);
        String empty = "2024/" + school.id() + "_2024 повтор.csv";
        EmptyFile.write(town.folder(FEED), empty);
        town.defects.file(FEED, empty, "empty_file");
        String name = "2023/" + school.id() + "_2023 копия.csv";
        Path folder = town.folder(FEED);
        try (CsvFile file = CsvFile.open(folder, name, ';', CsvFile.CP1251, false)) {
            header(file);
            for (int number = 0; number < 12; number++) {
                file.row(ghost(town, school, 2023, 50 + number, EventCalendar.of(town, 2023)));
            }
        }
        town.defects.file(FEED, name, "wrong_encoding");
        town.counted(FEED, 2, 0);
    }

    /** What the accepted rows of one school and year add up to. */
    private static final class SchoolYear {
        private final Set<String> children = new HashSet<>();
        private final Set<String> winners = new HashSet<>();
        private final Set<String> seen = new HashSet<>();
        private int participations;
        private String[] lastRow;

        boolean isNew(Pupil pupil, Event event) {
            return seen.add(pupil.identity() + event.seriesCode() + event.date());
        }

        void accept(Pupil pupil, Visit visit, String[] row) {
            lastRow = row;
            if (visit.isPresent()) {
                participations++;
                children.add(pupil.identity());
                if (visit.award().equals("победитель") || visit.award().equals("призёр")) {
                    winners.add(pupil.identity());
                }
            }
        }
    }
}
