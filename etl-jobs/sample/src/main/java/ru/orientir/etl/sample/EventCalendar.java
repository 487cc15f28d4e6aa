package ru.orientir.etl.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The career-guidance events of a town in one calendar year, the same for all its schools. */
final class EventCalendar {

    /**
     * One event.
     *
     * @param format очно or дистанционно
     * @param isContest whether it has winners
     */
    record Event(
            String seriesCode,
            String name,
            LocalDate date,
            String format,
            String level,
            int firstGrade,
            int lastGrade,
            boolean isContest) {

        /** Whether it belongs to the academic year that begins in its calendar year. */
        boolean isInAutumn() {
            return date.getMonthValue() >= 9;
        }

        boolean isFor(int grade) {
            return grade >= firstGrade && grade <= lastGrade;
        }
    }

    private record Series(
            String code,
            String name,
            String level,
            int[] months,
            int firstGrade,
            int lastGrade,
            boolean isContest,
            boolean isAlwaysRemote) {}

    private static final List<Series> SERIES = List.of(
            new Series("FORUM", "Найди свой путь к успеху!", "муниципальный", new int[] {4, 10}, 5, 11, true, false),
            new Series("WORLDSKILLS", "Молодые профессионалы", "региональный", new int[] {3, 11}, 8, 11, true, false),
            new Series("BILET", "Билет в будущее", "всероссийский", new int[] {9, 10, 11}, 6, 11, false, false),
            new Series(
                    "NAVIGATOR",
                    "Профориентационный навигатор",
                    "школьный",
                    new int[] {2, 5, 9, 12},
                    1,
                    11,
                    false,
                    false),
            new Series("UPG", "Юные помощники ГИБДД", "муниципальный", new int[] {4, 9}, 1, 9, true, false),
            new Series(
                    "OPEN_DAY", "День открытых дверей", "муниципальный", new int[] {2, 3, 4, 11}, 7, 11, false, false),
            new Series("PROEKTORIA", "Проектория", "всероссийский", new int[] {1, 3, 5, 10, 12}, 1, 11, false, true),
            new Series("PROFORMULA", "ПроФормула", "муниципальный", new int[] {2, 10}, 1, 9, false, false),
            new Series("KVANTORIUM", "Кванториум", "региональный", new int[] {3, 11}, 1, 8, true, false));

    private EventCalendar() {}

    static List<Event> of(TownDelivery town, int year) {
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < SERIES.size(); number++) {
            Series series = SERIES.get(number);
            for (int month : series.months()) {
                RandomStream draw = town.draw("event", year, number, month);
                LocalDate date = LocalDate.of(year, month, draw.between(3, 26));
                while (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
                    date = date.plusDays(1);
                }
                boolean isRemote = series.isAlwaysRemote() || draw.chance(shareOfRemote(date));
                events.add(new Event(
                        series.code(),
                        series.name(),
                        date,
                        isRemote ? "дистанционно" : "очно",
                        series.level(),
                        series.firstGrade(),
                        series.lastGrade(),
                        series.isContest()));
            }
        }
        return events;
    }

    private static double shareOfRemote(LocalDate date) {
        if (date.isBefore(LocalDate.of(2020, 4, 1))) {
            return 0.02;
        }
        return date.getYear() == 2020 ? 0.9 : date.getYear() == 2021 ? 0.6 : date.getYear() == 2022 ? 0.15 : 0.06;
    }
}
