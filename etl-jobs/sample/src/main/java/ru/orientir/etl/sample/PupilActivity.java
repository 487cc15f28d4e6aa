package ru.orientir.etl.sample;

import java.util.ArrayList;
import java.util.List;
import ru.orientir.etl.sample.EventCalendar.Event;

/**
 * Which events of a year a pupil goes to. Coverage dips in 2020–2021 and grows in stage II: this growth is real.
 */
final class PupilActivity {

    private static final double[] COVERAGE = {0.42, 0.48, 0.60, 0.69, 0.74, 0.78};
    private static final double[] EVENTS_OF_ACTIVE = {1.6, 1.8, 2.05, 2.2, 2.3, 2.35};

    /** One visit: {@code isPresent} false where the child was on the list and did not come. */
    record Visit(Event event, int grade, boolean isPresent, String award) {}

    private PupilActivity() {}

    static List<Visit> of(TownDelivery town, int schoolNumber, Pupil pupil, int year, List<Event> calendar) {
        RandomStream draw = town.draw("activity", pupil.school(), pupil.entryYear(), pupil.index(), year);
        double schoolEffect = town.draw("school zeal", schoolNumber).fraction() * 0.14 - 0.07;
        double share = COVERAGE[year - TownDelivery.FIRST_YEAR] + schoolEffect;
        List<Visit> visits = new ArrayList<>();
        if (!draw.chance(share)) {
            return visits;
        }
        int wanted = 1 + draw.successes(4, (EVENTS_OF_ACTIVE[year - TownDelivery.FIRST_YEAR] - 1) / 4);
        List<Event> left = new ArrayList<>(calendar);
        while (visits.size() < wanted && !left.isEmpty()) {
            Event event = left.remove(draw.between(0, left.size() - 1));
            int grade = year - pupil.entryYear() + 1 + (event.isInAutumn() ? 1 : 0);
            if (event.isFor(grade)) {
                boolean isPresent = !draw.chance(0.05);
                visits.add(new Visit(event, grade, isPresent, isPresent ? award(draw, event) : ""));
            }
        }
        return visits;
    }

    private static String award(RandomStream draw, Event event) {
        if (!event.isContest()) {
            return draw.chance(0.5) ? "участник" : "";
        }
        double luck = draw.fraction();
        return luck < 0.05 ? "победитель" : luck < 0.15 ? "призёр" : "участник";
    }
}
