package ru.orientir.etl.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Who learns where: the pupils of a school in an academic year, those of a merged or closed school with them. */
record SchoolRoster(long seed, Town town, TownOrganizations organizations) {

    private static final double STAYS_AFTER_GRADE_9 = 0.5;

    /** Hands over every pupil of the school with the grade, in the academic year that ends in {@code year}. */
    void forEach(Organization school, int year, ObjIntConsumer<Pupil> visitor) {
        for (int grade = 1; grade <= 11; grade++) {
            for (Pupil pupil : grade(school, year, grade)) {
                visitor.accept(pupil, grade);
            }
        }
    }

    List<Pupil> grade(Organization school, int year, int grade) {
        List<Pupil> pupils = new ArrayList<>();
        if (isOpen(school, year)) {
            addCohort(pupils, school, year, grade);
        }
        for (Organization other : organizations.schools()) {
            if (other.successorNumber() == school.number() && !isOpen(other, year)) {
                addCohort(pupils, other, year, grade);
            }
        }
        return pupils;
    }

    /** Whether the school teaches in the academic year that ends in {@code year}. */
    static boolean isOpen(Organization school, int year) {
        return school.endsOn() == null || year <= school.endsOn().getYear();
    }

    private void addCohort(List<Pupil> pupils, Organization home, int year, int grade) {
        int entryYear = year - grade + 1;
        if (!isOpen(home, entryYear)) {
            return;
        }
        int size = cohort(home, entryYear);
        int present = grade >= 10 ? (int) (size * STAYS_AFTER_GRADE_9) : size;
        for (int index = 0; index < present; index++) {
            pupils.add(Pupil.of(seed, town.index(), home.number(), entryYear, index));
        }
    }

    private int cohort(Organization school, int entryYear) {
        int usual = RandomStream.of(seed, "school size", town.index(), school.number())
                .between(42, 78);
        int swing = RandomStream.of(seed, "cohort", town.index(), school.number(), entryYear)
                .between(-4, 4);
        return usual + swing;
    }
}
