package ru.orientir.etl.sample;

import java.time.LocalDate;
import java.time.Period;

/**
 * One child, a function of the seed and its four numbers; never stored.
 *
 * @param town index of the town
 * @param school number of the school where the child entered grade 1
 * @param entryYear year in which the child's first academic year ended
 * @param index number within that cohort
 * @param patronymic null where the documents have none
 * @param snils null where the school does not know it
 */
record Pupil(
        int town,
        int school,
        int entryYear,
        int index,
        boolean isGirl,
        String lastName,
        String firstName,
        String patronymic,
        LocalDate birthDate,
        String snils,
        boolean isLimitedHealth,
        boolean isDisabled,
        boolean isOrphan,
        boolean isGifted) {

    static Pupil of(long seed, int town, int school, int entryYear, int index) {
        RandomStream draw = RandomStream.of(seed, "pupil", town, school, entryYear, index);
        boolean isGirl = draw.chance(0.49);
        String lastName = PersonNames.lastName(draw, isGirl);
        String firstName = PersonNames.firstName(draw, isGirl);
        String patronymic = draw.chance(0.02) ? null : PersonNames.patronymic(draw, isGirl);
        LocalDate birthDate = LocalDate.of(entryYear - 9, 11, 1).plusDays(draw.between(0, 364));
        String snils = draw.chance(0.12) ? null : CheckDigits.snils(draw.bits());
        boolean isDisabled = draw.chance(0.022);
        boolean isLimitedHealth = isDisabled ? draw.chance(0.6) : draw.chance(0.035);
        return new Pupil(
                town,
                school,
                entryYear,
                index,
                isGirl,
                lastName,
                firstName,
                patronymic,
                birthDate,
                snils,
                isLimitedHealth,
                isDisabled,
                draw.chance(0.015),
                draw.chance(0.06));
    }

    int ageOn(LocalDate day) {
        return Period.between(birthDate, day).getYears();
    }

    /** The letter of the class. */
    String letter() {
        return index % 3 == 0 ? "А" : index % 3 == 1 ? "Б" : "В";
    }

    /** What tells two children apart: the names and the day of birth, as the pipeline sees them. */
    String identity() {
        return (lastName + "|" + firstName + "|" + (patronymic == null ? "" : patronymic) + "|" + birthDate);
    }
}
