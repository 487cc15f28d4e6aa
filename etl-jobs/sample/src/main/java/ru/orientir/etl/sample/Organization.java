package ru.orientir.etl.sample;

import java.time.LocalDate;

/**
 * One organization of a town with its whole life.
 *
 * @param number number within its kind, from 1
 * @param renamedOn day since which {@code laterShortName} holds; null where it never changes
 * @param endsOn last day of its life; null while it lives
 * @param successorNumber number of the organization of the same kind that takes its learners; 0 for none
 * @param isMerged true where it joined another, false where it was closed
 */
record Organization(
        String id,
        Kind kind,
        int number,
        String fullName,
        String shortName,
        LocalDate renamedOn,
        String laterShortName,
        String inn,
        String ogrn,
        String address,
        LocalDate opensOn,
        LocalDate endsOn,
        int successorNumber,
        boolean isMerged) {

    /** Kinds of organizations, with the letter in the id and the word in the register. */
    enum Kind {
        SCHOOL("S", "школа"),
        COLLEGE("C", "колледж"),
        UNIVERSITY("U", "вуз"),
        EMPLOYER("E", "работодатель"),
        EMPLOYMENT_CENTRE("Z", "центр занятости"),
        EXTRACURRICULAR("X", "дополнительное образование");

        final String letter;
        final String word;

        Kind(String letter, String word) {
            this.letter = letter;
            this.word = word;
        }
    }

    static String id(String territoryId, Kind kind, int number) {
        return territoryId + "-" + kind.letter + "-" + String.format("%03d", number);
    }

    String shortNameOn(LocalDate day) {
        return renamedOn == null || day.isBefore(renamedOn) ? shortName : laterShortName;
    }

    boolean livesOn(LocalDate day) {
        return endsOn == null || !endsOn.isBefore(day);
    }

    boolean livesAtStartOf(int year) {
        return livesOn(LocalDate.of(year, 1, 1));
    }

    boolean livesAtEndOf(int year) {
        return livesOn(LocalDate.of(year, 12, 31));
    }
}
