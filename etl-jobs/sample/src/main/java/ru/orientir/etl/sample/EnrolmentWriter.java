package ru.orientir.etl.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Feed enrolment: one workbook a school with a sheet an academic year. One school sends a corrected sheet in a later
 * workbook; one extra workbook breaks off in the middle.
 */
final class EnrolmentWriter {

    static final String FEED = "enrolment";
    static final int CORRECTED_SCHOOL = 4;
    static final int CORRECTED_YEAR = 2022;

    private static final int TRUNCATED_SCHOOL = 8;
    private static final int SHIFTED_SCHOOL = 6;
    private static final List<Integer> FLAWED_SCHOOLS = List.of(1, 2, 3, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 20);
    private static final List<String> PARTS =
            List.of("девочки", "с ОВЗ", "инвалиды", "сироты", "одарённые", "в возрасте 14–17 лет");

    private enum Defect {
        FORMULA,
        PART_ABOVE_WHOLE,
        DECIMAL_COMMA,
        NOT_A_NUMBER;

        String rule() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Counts of one grade: all pupils, then the parts in the order of the form. */
    private record GradeRow(int grade, int[] figures) {}

    void write(TownDelivery town) {
        for (Organization school : town.organizations.schools()) {
            writeSchool(town, school);
        }
        if (town.town.index() % 4 == 0) {
            writeTruncated(town);
        }
    }

    private void writeSchool(TownDelivery town, Organization school) {
        String name = school.id() + " Контингент.xlsx";
        XlsxFile.write(town.folder(FEED).resolve(name), workbook -> {
            for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
                if (SchoolRoster.isOpen(school, year)) {
                    boolean isWrong = school.number() == CORRECTED_SCHOOL && year == CORRECTED_YEAR;
                    writeSheet(town, school, year, name, workbook, isWrong ? 7 : 0, 0);
                }
            }
        });
        town.counted(FEED, 1, 0);
        if (school.number() == CORRECTED_SCHOOL) {
            String corrected = school.id() + " Контингент испр.xlsx";
            XlsxFile.write(
                    town.folder(FEED).resolve(corrected),
                    workbook -> writeSheet(town, school, CORRECTED_YEAR, corrected, workbook, 0, 75));
            town.counted(FEED, 1, 0);
        }
    }

    /**
     * Writes one academic year.
     *
     * @param tooMany pupils added by mistake to every grade; such a sheet is corrected later and is not the truth
     * @param daysLater how much later than usual the form was filled in
     */
    private void writeSheet(
            TownDelivery town,
            Organization school,
            int year,
            String file,
            Workbook workbook,
            int tooMany,
            int daysLater) {
        String sheetName = (year - 1) + "-" + year;
        RandomStream draw = town.draw("enrolment form", school.number(), year);
        LocalDate filledIn = LocalDate.of(year - 1, 9, draw.between(5, 25)).plusDays(daysLater);
        EnrolmentSheet sheet = new EnrolmentSheet(
                workbook.newWorksheet(sheetName),
                draw.chance(0.2) ? 2 : 0,
                school.number() == SHIFTED_SCHOOL && year == 2022 ? 1 : 0);
        sheet.preamble(school.shortNameOn(filledIn), school.id(), (year - 1) + "/" + year, filledIn, draw.chance(0.5));
        sheet.header(PARTS);
        List<Defect> defects = defects(town, school, year);
        int[] stage = new int[1 + PARTS.size()];
        int[] whole = new int[1 + PARTS.size()];
        long rows = 0;
        for (int grade = 1; grade <= 11; grade++) {
            int[] figures = count(town, school, year, grade);
            figures[0] += tooMany;
            add(stage, figures);
            add(whole, figures);
            int row = sheet.row(grade + " класс", figures);
            rows++;
            Defect defect =
                    defects.size() >= 1 && grade >= 2 && grade - 2 < defects.size() ? defects.get(grade - 2) : null;
            if (defect != null) {
                spoil(sheet, row, figures, defect);
                town.defects.row(FEED, file, sheetName, row, defect.rule());
            } else if (tooMany == 0) {
                town.note("pupils", school.id(), year, figures[0]);
                town.note("aged 14-17", school.id(), year, figures[6]);
            }
            String total = grade == 4
                    ? "Итого 1–4 классы"
                    : grade == 9 ? "Итого 5–9 классы" : grade == 11 ? "Итого 10–11 классы" : null;
            if (total != null) {
                town.defects.row(FEED, file, sheetName, sheet.row(total, stage), "subtotal_row");
                Arrays.fill(stage, 0);
            }
        }
        town.defects.row(FEED, file, sheetName, sheet.row("Всего по школе", whole), "subtotal_row");
        sheet.skip();
        for (String note : footnotes(draw)) {
            town.defects.row(FEED, file, sheetName, sheet.note(note), "footnote_row");
        }
        town.counted(FEED, 0, rows);
        if (tooMany == 0) {
            town.truth.count(school.id(), "0.1", year, town.noted("pupils", school.id(), year));
        }
    }

    private static List<String> footnotes(RandomStream draw) {
        List<String> notes = new ArrayList<>(List.of("* Сведения на 20 сентября учебного года"));
        if (draw.chance(0.3)) {
            notes.add("** Обучающиеся с ОВЗ и инвалиды могут учитываться дважды");
        }
        return notes;
    }

    private static List<Defect> defects(TownDelivery town, Organization school, int year) {
        int unit = FLAWED_SCHOOLS.indexOf(school.number());
        return unit < 0
                ? List.of()
                : new DefectPlan(town.town, FLAWED_SCHOOLS.size()).kindsFor(List.of(Defect.values()), unit, year);
    }

    private static void spoil(EnrolmentSheet sheet, int row, int[] figures, Defect defect) {
        switch (defect) {
            case FORMULA -> sheet.formula(row, 1, figures[1] + "+" + (figures[0] - figures[1]));
            case PART_ABOVE_WHOLE -> sheet.number(row, 2, figures[0] + 1);
            case DECIMAL_COMMA -> sheet.text(row, 2, figures[1] + ",5");
            case NOT_A_NUMBER -> sheet.text(row, 5, "нет данных");
        }
    }

    private static int[] count(TownDelivery town, Organization school, int year, int grade) {
        LocalDate day = LocalDate.of(year - 1, 9, 20);
        int[] figures = new int[1 + PARTS.size()];
        for (Pupil pupil : town.roster.grade(school, year, grade)) {
            int age = pupil.ageOn(day);
            figures[0]++;
            figures[1] += pupil.isGirl() ? 1 : 0;
            figures[2] += pupil.isLimitedHealth() ? 1 : 0;
            figures[3] += pupil.isDisabled() ? 1 : 0;
            figures[4] += pupil.isOrphan() ? 1 : 0;
            figures[5] += pupil.isGifted() ? 1 : 0;
            figures[6] += age >= 14 && age <= 17 ? 1 : 0;
        }
        return figures;
    }

    private static void add(int[] sums, int[] figures) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += figures[i];
        }
    }

    private void writeTruncated(TownDelivery town) {
        Organization school = town.organizations.school(TRUNCATED_SCHOOL);
        String name = school.id() + " Контингент (2).xlsx";
        try {
            byte[] whole = XlsxFile.bytes(workbook -> {
                Worksheet sheet = workbook.newWorksheet("2024-2025");
                for (int row = 0; row < 40; row++) {
                    sheet.value(row, 0, row + " класс");
                    sheet.value(row, 1, row * 3);
                }
            });
            Path file = town.folder(FEED).resolve(name);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + name, e);
        }
        town.defects.file(FEED, name, "unreadable");
        town.counted(FEED, 1, 0);
    }
}
