package ru.orientir.etl.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Worksheet;

/**
 * Feed college_graduate_employment: one workbook a college and year in the ministry's layout of 2021, eight rows a
 * speciality. Employment does not improve in stage II.
 */
final class CollegeGraduateEmploymentWriter {

    static final String FEED = "college_graduate_employment";

    private static final int COLUMNS = 50;
    private static final double[] EMPLOYED = {0.57, 0.6, 0.605, 0.58, 0.575, 0.57};
    private static final List<String> CATEGORIES = List.of(
            "Всего ",
            "Лица с ограниченными возможностями здоровья",
            "           из них (из строки 02): инвалиды и дети-инвалиды",
            "Инвалиды и дети-инвалиды (кроме учтенных в строке 03)",
            "Имеют договор о целевом обучении",
            "           из них (из строки 05): Лица с ограниченными возможностями здоровья (имеющие договор о целевом"
                    + " обучении)",
            "                      из строки 06: инвалиды и дети-инвалиды (имеющие договор о целевом обучении)",
            "           из строки 05 инвалиды и дети-инвалиды (кроме учтенных в строке 07) (имеющие договор о целевом"
                    + " обучении)");
    private static final List<List<String>> SPECIALITIES = List.of(
            List.of("13.02.11", "13.01.10", "15.02.14", "09.02.07", "08.02.09", "23.02.07"),
            List.of("18.02.06", "18.01.33", "20.02.04", "15.01.05", "22.02.06", "38.02.01"),
            List.of("35.02.16", "35.01.24", "36.02.01", "19.02.12", "43.01.09", "08.01.07"),
            List.of("44.02.02", "40.02.01", "49.02.01", "54.02.01", "38.02.03", "31.02.01"));
    /** Outcomes in the order of columns 08, 10, 12, 14, 16, 18, 20, 23, 26. */
    private static final int[] OUTCOME_COLUMNS = {8, 10, 12, 14, 16, 18, 20, 23, 26};

    private static final double[] OTHER_OUTCOMES = {0.03, 0.06, 0.33, 0.3, 0.12, 0.06, 0.05, 0.05};
    private static final List<String> TRUTH_CODES = List.of(
            "3.2",
            "3.2.sole_trader",
            "3.2.self_employed",
            "3.2.army",
            "3.2.further_study",
            "3.2.child_care_leave",
            "3.2.at_risk");

    private enum Defect {
        OUTCOMES_EXCEED_GRADUATES,
        NOT_A_NUMBER,
        DECIMAL_COMMA,
        PATTERN,
        REQUIRED,
        SHARE_MISMATCH,
        DUPLICATE,
        FORMULA;

        String rule() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Sums over the accepted rows 1 of one college and year. */
    private static final class Tally {
        private int graduates;
        private final int[] outcomes = new int[OUTCOME_COLUMNS.length];
    }

    void write(TownDelivery town) {
        for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
            int ofTown = 0;
            for (Organization college : town.organizations.colleges()) {
                ofTown += writeCollege(town, college, year);
            }
            town.note("graduates", town.town.territoryId(), year, ofTown);
        }
    }

    private int writeCollege(TownDelivery town, Organization college, int year) {
        String name = college.shortName() + " " + year + ".xlsx";
        Tally tally = new Tally();
        XlsxFile.write(
                town.folder(FEED).resolve(name),
                workbook -> writeSheet(town, college, year, name, workbook.newWorksheet("Sheet1"), tally));
        for (int code = 0; code < TRUTH_CODES.size(); code++) {
            town.truth.ratio(college.id(), TRUTH_CODES.get(code), year, tally.outcomes[code], tally.graduates);
        }
        return tally.graduates;
    }

    private void writeSheet(
            TownDelivery town, Organization college, int year, String file, Worksheet sheet, Tally tally) {
        for (int column = 1; column <= COLUMNS; column++) {
            sheet.value(0, column, String.format("%02d", column));
        }
        int row = 1;
        int number = 0;
        long rows = 0;
        List<String> specialities = SPECIALITIES.get(college.number() - 1);
        int[] firstTotal = null;
        for (int speciality = 0; speciality < specialities.size(); speciality++) {
            String code = specialities.get(speciality);
            RandomStream draw = town.draw("graduates", college.number(), speciality, year);
            List<int[]> figures = figures(draw, year);
            boolean hasTrailingSpace = speciality == 1;
            for (int formRow = 1; formRow <= CATEGORIES.size(); formRow++) {
                write(
                        sheet,
                        row,
                        number++,
                        college,
                        hasTrailingSpace ? code + " " : code,
                        formRow,
                        figures.get(formRow - 1));
                row++;
                rows++;
            }
            int[] whole = figures.get(0);
            firstTotal = speciality == 0 ? whole : firstTotal;
            tally.graduates += whole[0];
            for (int outcome = 0; outcome < OUTCOME_COLUMNS.length; outcome++) {
                tally.outcomes[outcome] += whole[outcome + 1];
            }
            if (speciality == 2) {
                sheet.value(row++, 0, number++);
                row++;
            }
        }
        for (Defect defect : new DefectPlan(
                        town.town, town.organizations.colleges().size())
                .kindsFor(List.of(Defect.values()), college.number() - 1, year)) {
            plant(sheet, row++, number++, college, specialities.get(0), firstTotal, defect);
            rows++;
            town.defects.row(FEED, file, "Sheet1", row, defect.rule());
        }
        row++;
        for (String footnote : List.of(
                "* Графа 22 заполняется по данным центра занятости населения",
                "** Трудоустройство учитывается на 1 сентября отчётного года")) {
            sheet.value(row++, 1, footnote);
            town.defects.row(FEED, file, "Sheet1", row, "footnote_row");
        }
        town.counted(FEED, 1, rows);
    }

    /** Graduates and outcomes of the eight rows of the form; the parts never exceed their whole. */
    private static List<int[]> figures(RandomStream draw, int year) {
        int graduates = draw.between(18, 42);
        int[] whole = outcomes(draw, graduates, EMPLOYED[year - TownDelivery.FIRST_YEAR]);
        int limitedHealth = draw.chance(0.35) ? draw.between(1, 2) : 0;
        int disabledOfThem = limitedHealth == 0 ? 0 : draw.between(0, 1);
        int targeted = draw.between(0, 4);
        List<int[]> rows = new ArrayList<>();
        rows.add(whole);
        rows.add(outcomes(draw, limitedHealth, 0.5));
        rows.add(outcomes(draw, disabledOfThem, 0.5));
        rows.add(outcomes(draw, draw.chance(0.2) ? 1 : 0, 0.5));
        rows.add(outcomes(draw, targeted, 0.8));
        rows.add(outcomes(draw, 0, 0));
        rows.add(outcomes(draw, 0, 0));
        rows.add(outcomes(draw, 0, 0));
        return rows;
    }

    private static int[] outcomes(RandomStream draw, int graduates, double employedShare) {
        int[] figures = new int[1 + OUTCOME_COLUMNS.length];
        figures[0] = graduates;
        // close to the share every year, so that chance alone makes no trend
        figures[1] = Math.min(graduates, (int) (graduates * employedShare + draw.fraction()));
        for (int person = figures[1]; person < graduates; person++) {
            figures[otherOutcome(draw)]++;
        }
        return figures;
    }

    private static int otherOutcome(RandomStream draw) {
        double luck = draw.fraction();
        for (int other = 0; other < OTHER_OUTCOMES.length; other++) {
            luck -= OTHER_OUTCOMES[other];
            if (luck < 0) {
                return 2 + other;
            }
        }
        return OUTCOME_COLUMNS.length;
    }

    private static void write(
            Worksheet sheet, int row, int number, Organization college, String code, int formRow, int[] figures) {
        sheet.value(row, 0, number);
        sheet.value(row, 1, college.shortName());
        sheet.value(row, 2, "региональная");
        sheet.value(row, 3, "ПОО");
        sheet.value(row, 4, code);
        sheet.value(row, 5, formRow);
        sheet.value(row, 6, CATEGORIES.get(formRow - 1));
        sheet.value(row, 7, figures[0]);
        for (int outcome = 0; outcome < OUTCOME_COLUMNS.length; outcome++) {
            int column = OUTCOME_COLUMNS[outcome];
            boolean isLeftBlank = figures[0] == 0 && formRow >= 6;
            if (!isLeftBlank) {
                sheet.value(row, column, figures[outcome + 1]);
            }
            sheet.value(row, column + 1, share(figures[outcome + 1], figures[0]));
        }
        // 20 and 21 are people at risk and their share, 22 those of them at the employment centre
        sheet.value(row, 22, figures[7] / 2);
        sheet.value(row, 25, figures[8] > 0 ? "переезд" : "");
        for (int check = 47; check <= 50; check++) {
            sheet.value(row, check, "принято");
        }
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : Math.round(1e10 * part / whole) / 1e10;
    }

    /**
     * Writes one extra row that breaks one rule, as a total of a speciality the college does not teach. The row of a share
     * that does not fit is a part (form row 4), which no sum counts.
     */
    private static void plant(
            Worksheet sheet,
            int row,
            int number,
            Organization college,
            String firstCode,
            int[] firstTotal,
            Defect defect) {
        boolean isRepeat = defect == Defect.DUPLICATE;
        String code = isRepeat ? firstCode : "29.02.0" + (defect.ordinal() + 1);
        int[] figures = isRepeat ? firstTotal : new int[] {20, 12, 0, 0, 4, 3, 1, 0, 0, 0};
        boolean isPart = defect == Defect.SHARE_MISMATCH;
        if (defect == Defect.OUTCOMES_EXCEED_GRADUATES) {
            figures[1] = 19;
        }
        write(sheet, row, number, college, code, isPart ? 4 : 1, figures);
        switch (defect) {
            case OUTCOMES_EXCEED_GRADUATES, DUPLICATE -> {
                // 19 + 4 + 3 + 1 of 20; the first total once more
            }
            case NOT_A_NUMBER -> sheet.value(row, 8, "######");
            case DECIMAL_COMMA -> sheet.value(row, 8, "12,5");
            case PATTERN -> sheet.value(row, 4, "29.2.4");
            case REQUIRED -> sheet.value(row, 4, "");
            case SHARE_MISMATCH -> sheet.value(row, 9, 0.9);
            case FORMULA -> sheet.formula(row, 8, "10+2");
        }
    }
}
