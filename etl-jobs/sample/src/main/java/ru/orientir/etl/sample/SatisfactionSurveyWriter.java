package ru.orientir.etl.sample;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Feeds satisfaction_survey (a CSV file a school and year, a row an answer sheet) and survey_invitation (a file a town
 * and year). Satisfaction does not change over the years; only the response dips in 2020.
 */
final class SatisfactionSurveyWriter {

    static final String FEED = "satisfaction_survey";
    static final String INVITATION_FEED = "survey_invitation";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final List<Integer> FLAWED_SCHOOLS = List.of(1, 2, 3, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 20);
    private static final double SATISFIED = 0.72;
    private static final int FIRST_QUESTION = 5;

    private enum Respondent {
        CHILD("ребёнок"),
        PARENT("родитель");

        final String word;

        Respondent(String word) {
            this.word = word;
        }
    }

    private enum Stage {
        GRADES_1_7("1–7", 1, 7),
        GRADES_8_9("8–9", 8, 9),
        GRADES_10_11("10–11", 10, 11);

        final String word;
        final int first;
        final int last;

        Stage(String word, int first, int last) {
            this.word = word;
            this.first = first;
            this.last = last;
        }
    }

    private enum Defect {
        OUT_OF_RANGE,
        NOT_A_NUMBER,
        DECIMAL_COMMA,
        NOT_A_DATE,
        UNKNOWN_CODE,
        DUPLICATE
    }

    /** Sums over the accepted sheets of one school and year. */
    private static final class Tally {
        private final int[] answers = new int[Respondent.values().length];
        private final int[] satisfied = new int[Respondent.values().length];
        private int scores;
        private int sheets;
        private int invited;
    }

    void write(TownDelivery town) {
        for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
            String name = town.town.territoryId() + "_" + year + ".csv";
            try (CsvFile invitations = CsvFile.open(town.folder(INVITATION_FEED), name, ';')) {
                invitations.row("Код школы", "Год", "Кто отвечает", "Ступень", "Приглашено");
                for (Organization school : town.organizations.schools()) {
                    boolean isSilent = school.number() == EventParticipationWriter.SILENT_SCHOOL
                            && year == EventParticipationWriter.SILENT_YEAR;
                    if (SchoolRoster.isOpen(school, year) && !isSilent) {
                        writeSchool(town, school, year, invitations);
                    }
                }
                town.counted(INVITATION_FEED, 1, invitations.lines() - 1L);
            }
        }
    }

    private void writeSchool(TownDelivery town, Organization school, int year, CsvFile invitations) {
        Tally tally = new Tally();
        String name = year + "/" + school.id() + "_" + year + ".csv";
        try (CsvFile file = CsvFile.open(town.folder(FEED), name, ',')) {
            file.row(
                    "ID ответа",
                    "Код школы",
                    "Дата",
                    "Кто отвечает",
                    "Класс",
                    "Насколько Вы довольны профориентационной работой школы?",
                    "Помогли ли мероприятия узнать о профессиях?",
                    "Помогли ли мероприятия в выборе профессии?",
                    "Хватает ли Вам информации об учёбе и работе в городе?",
                    "Комментарий");
            String[] last = null;
            for (Respondent respondent : Respondent.values()) {
                for (Stage stage : Stage.values()) {
                    String[] row = writeStage(town, school, year, respondent, stage, file, invitations, tally);
                    last = row == null ? last : row;
                }
            }
            plant(town, school, year, file, last);
            town.counted(FEED, 1, file.lines() - 1L);
        }
        noteTruth(town, school.id(), year, tally);
    }

    private String[] writeStage(
            TownDelivery town,
            Organization school,
            int year,
            Respondent respondent,
            Stage stage,
            CsvFile file,
            CsvFile invitations,
            Tally tally) {
        List<Pupil> pupils = new ArrayList<>();
        List<Integer> grades = new ArrayList<>();
        town.roster.forEach(school, year, (pupil, grade) -> {
            if (grade >= stage.first && grade <= stage.last) {
                pupils.add(pupil);
                grades.add(grade);
            }
        });
        RandomStream draw = town.draw("survey", school.number(), year, respondent.ordinal(), stage.ordinal());
        int invited = (int) Math.ceil(pupils.size() * (respondent == Respondent.CHILD ? 0.3 : 0.25));
        invitations.row(school.id(), Integer.toString(year), respondent.word, stage.word, Integer.toString(invited));
        tally.invited += invited;
        double schoolEffect = town.draw("school spirit", school.number()).fraction() * 0.1 - 0.05;
        int sheets = draw.successes(invited, year == 2020 ? 0.4 : 0.58);
        String[] row = null;
        for (int sheet = 0; sheet < sheets; sheet++) {
            int who = draw.between(0, pupils.size() - 1);
            row = sheet(draw, school, year, respondent, pupils.get(who), grades.get(who), tally, schoolEffect);
            file.row(row);
        }
        return row;
    }

    private static String[] sheet(
            RandomStream draw,
            Organization school,
            int year,
            Respondent respondent,
            Pupil pupil,
            int grade,
            Tally tally,
            double schoolEffect) {
        tally.sheets++;
        LocalDate day = LocalDate.of(year, 4, 10).plusDays(draw.between(0, 45));
        String[] row = new String[10];
        row[0] = year + "-" + String.format("%05d", tally.sheets);
        row[1] = school.id();
        row[2] = day.format(DAY);
        row[3] = respondent.word;
        row[4] = grade + pupil.letter();
        int sureAnswer = draw.between(0, 3);
        for (int question = 0; question < 4; question++) {
            boolean isMissing = question != sureAnswer && draw.chance(0.08);
            row[FIRST_QUESTION + question] =
                    isMissing ? "" : Integer.toString(score(draw, respondent, tally, SATISFIED + schoolEffect));
        }
        row[9] = comment(draw, pupil);
        return row;
    }

    private static int score(RandomStream draw, Respondent respondent, Tally tally, double satisfied) {
        boolean isSatisfied = draw.chance(satisfied);
        double shade = draw.fraction();
        int score = isSatisfied ? (shade < 0.45 ? 4 : 5) : shade < 0.7 ? 3 : shade < 0.9 ? 2 : 1;
        tally.answers[respondent.ordinal()]++;
        tally.satisfied[respondent.ordinal()] += isSatisfied ? 1 : 0;
        tally.scores += score;
        return score;
    }

    private static String comment(RandomStream draw, Pupil pupil) {
        int kind = draw.between(0, 19);
        return switch (kind) {
            case 0 -> "Спасибо, всё понравилось!";
            case 1 -> "Хотелось бы больше экскурсий, мастер-классов и встреч с работодателями";
            case 2 ->
                "Ребёнок (" + pupil.lastName() + " " + pupil.firstName() + ", " + pupil.letter()
                        + ") мечтает стать врачом, а про медицину не рассказывали";
            case 3 -> "«Билет в будущее» — \"очень\" полезно";
            default -> "";
        };
    }

    private static void plant(TownDelivery town, Organization school, int year, CsvFile file, String[] last) {
        int unit = FLAWED_SCHOOLS.indexOf(school.number());
        if (unit < 0 || last == null) {
            return;
        }
        DefectPlan plan = new DefectPlan(town.town, FLAWED_SCHOOLS.size());
        for (Defect defect : plan.kindsFor(List.of(Defect.values()), unit, year)) {
            String[] row = Arrays.copyOf(last, last.length);
            if (defect != Defect.DUPLICATE) {
                row[0] = year + "-9" + String.format("%04d", defect.ordinal());
                row[FIRST_QUESTION] = "4";
                row[9] = "";
            }
            switch (defect) {
                case OUT_OF_RANGE -> row[FIRST_QUESTION] = "7";
                case NOT_A_NUMBER -> row[FIRST_QUESTION] = "хорошо";
                case DECIMAL_COMMA -> row[FIRST_QUESTION] = "4,5";
                case NOT_A_DATE -> row[2] = "32.05." + year;
                case UNKNOWN_CODE -> row[3] = "учитель";
                case DUPLICATE -> {
                    // an exact repeat of the last row
                }
            }
            int line = file.row(row);
            town.defects.row(FEED, file.name(), line, defect.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void noteTruth(TownDelivery town, String id, int year, Tally tally) {
        int children = Respondent.CHILD.ordinal();
        int parents = Respondent.PARENT.ordinal();
        int answers = tally.answers[children] + tally.answers[parents];
        int satisfied = tally.satisfied[children] + tally.satisfied[parents];
        town.truth.ratio(id, "1.5", year, satisfied, answers);
        town.truth.ratio(id, "1.5.child", year, tally.satisfied[children], tally.answers[children]);
        town.truth.ratio(id, "1.5.parent", year, tally.satisfied[parents], tally.answers[parents]);
        town.truth.ratio(id, "1.5.mean", year, tally.scores, answers);
        town.truth.ratio(id, "1.5.response", year, tally.sheets, tally.invited);
    }
}
