package ru.orientir.etl.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Feed minor_employment: one cp1251 file a centre and month; a month without jobs is a header alone. Jobs for minors
 * fall in 2020 and grow in stage II.
 */
final class MinorEmploymentWriter {

    static final String FEED = "minor_employment";

    private static final double[] SHARE_EMPLOYED = {0.035, 0.05, 0.065, 0.085, 0.1, 0.11};
    private static final int[] MONTHS = {6, 7, 8, 6, 7, 8, 6, 7, 5, 4, 9, 10, 11, 12, 3, 2};
    private static final int LAST_MONTH_OF_ENDING_SCHOOL = 8;

    private enum Defect {
        OUT_OF_RANGE,
        INN_CHECKSUM,
        DECIMAL_COMMA,
        NOT_A_DATE,
        DUPLICATE
    }

    private record Job(int month, int employer, int school, int age, boolean isGirl) implements Comparable<Job> {
        @Override
        public int compareTo(Job other) {
            return Integer.compare(code(), other.code());
        }

        private int code() {
            return (((month * 100 + employer) * 100 + school) * 100 + age) * 2 + (isGirl ? 1 : 0);
        }
    }

    void write(TownDelivery town) {
        for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
            Map<Job, Integer> jobs = new TreeMap<>();
            for (Organization school : town.organizations.schools()) {
                if (SchoolRoster.isOpen(school, year)) {
                    employ(town, school, year, jobs);
                }
            }
            for (int month = 1; month <= 12; month++) {
                writeMonth(town, year, month, jobs);
            }
        }
    }

    private static void employ(TownDelivery town, Organization school, int year, Map<Job, Integer> jobs) {
        int minors = town.noted("aged 14-17", school.id(), year);
        RandomStream draw = town.draw("minor jobs", school.number(), year);
        int persons = Math.max(1, draw.successes(minors, SHARE_EMPLOYED[year - TownDelivery.FIRST_YEAR]));
        boolean isLastYear = school.endsOn() != null && school.endsOn().getYear() == year;
        for (int person = 0; person < persons; person++) {
            int month = MONTHS[draw.between(0, MONTHS.length - 1)];
            if (isLastYear) {
                month = Math.min(month, LAST_MONTH_OF_ENDING_SCHOOL);
            }
            int employer = draw.between(1, 25);
            jobs.merge(
                    new Job(month, employer, school.number(), draw.between(14, 17), draw.chance(0.5)), 1, Integer::sum);
        }
        town.truth.count(school.id(), "1.4.persons", year, persons);
        town.truth.ratio(school.id(), "1.4", year, persons, minors);
    }

    private static void writeMonth(TownDelivery town, int year, int month, Map<Job, Integer> jobs) {
        Organization centre = town.organizations.centre();
        String name = centre.id() + "_" + year + "-" + String.format("%02d", month) + ".csv";
        try (CsvFile file = CsvFile.open(town.folder(FEED), name, ';', CsvFile.CP1251, false)) {
            file.row(
                    "Месяц",
                    "Код центра",
                    "ИНН работодателя",
                    "Работодатель",
                    "Код школы",
                    "Возраст",
                    "Пол",
                    "Трудоустроено, чел.");
            String[] last = null;
            for (Map.Entry<Job, Integer> entry : jobs.entrySet()) {
                Job job = entry.getKey();
                if (job.month() == month) {
                    Organization employer = town.organizations.employers().get(job.employer() - 1);
                    last = new String[] {
                        String.format("%02d.%d", month, year),
                        centre.id(),
                        employer.inn(),
                        employer.shortName(),
                        town.organizations.school(job.school()).id(),
                        Integer.toString(job.age()),
                        job.isGirl() ? "ж" : "м",
                        entry.getValue().toString()
                    };
                    file.row(last);
                }
            }
            if (month == 7 && last != null) {
                plant(town, year, file, last);
            }
            town.counted(FEED, 1, file.lines() - 1L);
        }
    }

    /** Defects stand in the files of July, the fullest month. */
    private static void plant(TownDelivery town, int year, CsvFile file, String[] last) {
        DefectPlan plan = new DefectPlan(town.town, 1);
        List<Defect> defects = new ArrayList<>(plan.kindsFor(List.of(Defect.values()), 0, year));
        for (Defect defect : defects) {
            String[] row = Arrays.copyOf(last, last.length);
            if (defect != Defect.DUPLICATE) {
                row[2] = town.organizations
                        .employers()
                        .get(40 + defect.ordinal())
                        .inn();
                row[3] = town.organizations
                        .employers()
                        .get(40 + defect.ordinal())
                        .shortName();
            }
            switch (defect) {
                case OUT_OF_RANGE -> row[5] = "19";
                case INN_CHECKSUM -> row[2] = CheckDigits.broken(row[2]);
                case DECIMAL_COMMA -> row[7] = "12,5";
                case NOT_A_DATE -> row[0] = "17." + year;
                case DUPLICATE -> {
                    // an exact repeat of the last row
                }
            }
            int line = file.row(row);
            town.defects.row(FEED, file.name(), line, defect.name().toLowerCase(Locale.ROOT));
        }
    }
}
