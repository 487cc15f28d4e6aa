package ru.orientir.etl.sample;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Feed partnership_agreement: one CSV file a school with all its agreements. Signing picks up in stage II. */
final class PartnershipAgreementWriter {

    static final String FEED = "partnership_agreement";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int FIRST_SIGNING_YEAR = 2018;
    private static final double[] SIGNED_A_YEAR = {0.8, 1.0, 0.6, 0.9, 1.2, 2.2, 2.6, 2.8};
    private static final List<Integer> FLAWED_SCHOOLS = List.of(1, 2, 3, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 20);
    private static final List<String> SUBJECTS =
            List.of("Профессиональные пробы", "Экскурсии на предприятие", "Совместные мероприятия", "Наставничество");

    private enum Defect {
        INN_CHECKSUM,
        VALID_BEFORE_SIGNED,
        NOT_A_DATE,
        UNKNOWN_CODE,
        DUPLICATE
    }

    private record Agreement(
            String number,
            String partner,
            String inn,
            String kind,
            LocalDate signed,
            LocalDate until,
            LocalDate ended) {

        boolean isInForceAtEndOf(int year) {
            LocalDate last = LocalDate.of(year, 12, 31);
            return !signed.isAfter(last)
                    && (until == null || !until.isBefore(last))
                    && (ended == null || ended.isAfter(last));
        }
    }

    void write(TownDelivery town) {
        for (Organization school : town.organizations.schools()) {
            List<Agreement> agreements = agreements(town, school);
            try (CsvFile file = CsvFile.open(town.folder(FEED), school.id() + ".csv", ';')) {
                file.row(
                        "Код школы",
                        "Номер договора",
                        "Партнёр",
                        "ИНН партнёра",
                        "Вид партнёра",
                        "Дата подписания",
                        "Действует до",
                        "Расторгнут",
                        "Предмет");
                String[] last = null;
                RandomStream draw = town.draw("agreement subject", school.number());
                for (Agreement agreement : agreements) {
                    last = cells(school, agreement, draw.oneOf(SUBJECTS));
                    file.row(last);
                }
                plant(town, school, file, last);
                town.counted(FEED, 1, file.lines() - 1L);
            }
            noteTruth(town, school, agreements);
        }
    }

    /** The first agreement is open ended, so that no living school is ever without one. */
    private static List<Agreement> agreements(TownDelivery town, Organization school) {
        List<Agreement> agreements = new ArrayList<>();
        agreements.add(agreement(town, school, 0, LocalDate.of(2018, 9, 3), true));
        for (int i = 0; i < SIGNED_A_YEAR.length; i++) {
            int year = FIRST_SIGNING_YEAR + i;
            RandomStream draw = town.draw("signing", school.number(), year);
            int signed = (int) (SIGNED_A_YEAR[i] + draw.fraction());
            for (int n = 0; n < signed; n++) {
                LocalDate day = LocalDate.of(year, draw.between(1, 12), draw.between(1, 28));
                if (school.livesOn(day)) {
                    agreements.add(agreement(town, school, agreements.size(), day, false));
                }
            }
        }
        return agreements;
    }

    private static Agreement agreement(
            TownDelivery town, Organization school, int ordinal, LocalDate signed, boolean isOpenEnded) {
        RandomStream draw = town.draw("agreement", school.number(), ordinal);
        TownOrganizations organizations = town.organizations;
        double kind = draw.fraction();
        String word;
        Organization partner;
        if (kind < 0.4) {
            word = "колледж";
            partner = draw.oneOf(organizations.colleges());
        } else if (kind < 0.5) {
            word = "вуз";
            partner = organizations.others().get(0);
        } else if (kind < 0.92) {
            word = "работодатель";
            partner = draw.oneOf(organizations.employers());
        } else {
            word = "иное";
            partner = organizations.others().get(1);
        }
        LocalDate until = isOpenEnded || draw.chance(0.25) ? null : signed.plusYears(draw.between(1, 4));
        LocalDate ended = !isOpenEnded && draw.chance(0.05) ? signed.plusDays(draw.between(90, 300)) : null;
        if (ended != null && ended.getYear() > TownDelivery.LAST_YEAR) {
            ended = null;
        }
        if (!school.livesAtEndOf(TownDelivery.LAST_YEAR)
                && (ended == null || ended.isAfter(school.endsOn()))
                && (until == null || until.isAfter(school.endsOn()))) {
            ended = school.endsOn();
        }
        String number = signed.getYear() + "/" + (ordinal + 1) + "-ПО";
        String inn = draw.chance(0.06) ? "" : partner.inn();
        return new Agreement(number, partner.shortName(), inn, word, signed, until, ended);
    }

    private static String[] cells(Organization school, Agreement agreement, String subject) {
        return new String[] {
            school.id(),
            agreement.number(),
            agreement.partner(),
            agreement.inn(),
            agreement.kind(),
            agreement.signed().format(DAY),
            agreement.until() == null ? "" : agreement.until().format(DAY),
            agreement.ended() == null ? "" : agreement.ended().format(DAY),
            subject
        };
    }

    private static void plant(TownDelivery town, Organization school, CsvFile file, String[] last) {
        int unit = FLAWED_SCHOOLS.indexOf(school.number());
        if (unit < 0) {
            return;
        }
        DefectPlan plan = new DefectPlan(town.town, FLAWED_SCHOOLS.size());
        List<Defect> defects = new ArrayList<>();
        for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
            defects.addAll(plan.kindsFor(List.of(Defect.values()), unit, year));
        }
        for (Defect defect : defects) {
            String[] row = Arrays.copyOf(last, last.length);
            if (defect != Defect.DUPLICATE) {
                row[1] = "2024/9" + defect.ordinal() + "-ПО";
                row[3] = town.organizations.employers().get(0).inn();
                row[5] = "12.02.2024";
                row[6] = "";
                row[7] = "";
            }
            switch (defect) {
                case INN_CHECKSUM -> row[3] = CheckDigits.broken(row[3]);
                case VALID_BEFORE_SIGNED -> row[6] = "11.02.2023";
                case NOT_A_DATE -> row[5] = "30.02.2024";
                case UNKNOWN_CODE -> row[4] = "детский сад";
                case DUPLICATE -> {
                    // an exact repeat of the last row
                }
            }
            int line = file.row(row);
            town.defects.row(FEED, file.name(), line, defect.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void noteTruth(TownDelivery town, Organization school, List<Agreement> agreements) {
        for (int year = TownDelivery.FIRST_YEAR; year <= TownDelivery.LAST_YEAR; year++) {
            int thatYear = year;
            if (school.livesAtEndOf(year)) {
                long inForce = agreements.stream()
                        .filter(agreement -> agreement.isInForceAtEndOf(thatYear))
                        .count();
                long signed = agreements.stream()
                        .filter(agreement -> agreement.signed().getYear() == thatYear)
                        .count();
                town.truth.count(school.id(), "2.1", year, inForce);
                town.truth.count(school.id(), "2.1.new", year, signed);
            }
        }
    }
}
