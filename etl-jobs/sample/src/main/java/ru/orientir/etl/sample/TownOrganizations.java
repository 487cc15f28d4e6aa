package ru.orientir.etl.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import ru.orientir.etl.sample.Organization.Kind;

/**
 * The organizations of one town, the same for every caller: 20 schools (one merges in 2022, one closes in 2023, one is
 * renamed), 4 colleges, 1 university, 2 of extracurricular education, 60 employers, 1 employment centre.
 */
record TownOrganizations(
        List<Organization> schools,
        List<Organization> colleges,
        List<Organization> others,
        List<Organization> employers,
        Organization centre) {

    static final int RENAMED_SCHOOL = 5;
    static final int MERGED_SCHOOL = 18;
    static final int CLOSED_SCHOOL = 19;
    static final LocalDate MERGED_ON = LocalDate.of(2022, 8, 31);
    static final LocalDate CLOSED_ON = LocalDate.of(2023, 8, 31);

    private static final int SCHOOLS = 20;
    private static final int EMPLOYERS = 60;
    private static final LocalDate RENAMED_ON = LocalDate.of(2021, 9, 1);
    /** None bears a surname of {@link PersonNames}, or who looks for a child in the warehouse would find a street. */
    private static final List<String> STREETS = List.of(
            "ул. Гагарина",
            "ул. Менделеева",
            "ул. Линейная",
            "ул. Степная",
            "б-р Мира",
            "ул. Чайковского",
            "пер. Школьный");

    private static final List<String> COLLEGES =
            List.of("Энергетический колледж", "Химический колледж", "Аграрный техникум", "Гуманитарный колледж");
    private static final List<String> COLLEGE_ABBREVIATIONS = List.of("ЭК", "ХК", "АТ", "ГК");
    private static final List<String> TRADES = List.of(
            "Азот",
            "Ставролен",
            "Арнест",
            "Каскад",
            "Вектор",
            "Агрокомплекс",
            "Теплосеть",
            "Водоканал",
            "Хлебозавод",
            "Молочный завод",
            "Стройсервис",
            "Автотранс",
            "Энергосбыт",
            "Медтехника",
            "Торговый дом",
            "Шерсть");

    static TownOrganizations of(long seed, Town town) {
        List<Organization> schools = new ArrayList<>();
        for (int number = 1; number <= SCHOOLS; number++) {
            schools.add(school(seed, town, number));
        }
        List<Organization> colleges = new ArrayList<>();
        for (int number = 1; number <= COLLEGES.size(); number++) {
            String name = COLLEGES.get(number - 1);
            colleges.add(plain(
                    seed,
                    town,
                    Kind.COLLEGE,
                    number,
                    "Государственное бюджетное профессиональное образовательное учреждение «" + name + "», "
                            + town.place(),
                    "ГБПОУ " + COLLEGE_ABBREVIATIONS.get(number - 1) + " " + town.shortPlace()));
        }
        List<Organization> employers = new ArrayList<>();
        for (int number = 1; number <= EMPLOYERS; number++) {
            String trade = TRADES.get((number - 1) % TRADES.size()) + (number > TRADES.size() ? "-" + number : "");
            employers.add(plain(
                    seed,
                    town,
                    Kind.EMPLOYER,
                    number,
                    "Общество с ограниченной ответственностью «" + trade + "»",
                    "ООО «" + trade + "»"));
        }
        String place = town.shortPlace();
        List<Organization> others = List.of(
                plain(seed, town, Kind.UNIVERSITY, 1, "Технологический институт (филиал), " + place, "НТИ " + place),
                plain(seed, town, Kind.EXTRACURRICULAR, 1, "Дворец детского творчества, " + place, "ДДТ " + place),
                plain(seed, town, Kind.EXTRACURRICULAR, 2, "Детский технопарк, " + place, "ДТ " + place));
        Organization centre =
                plain(seed, town, Kind.EMPLOYMENT_CENTRE, 1, "Центр занятости населения, " + place, "ЦЗН " + place);
        return new TownOrganizations(schools, colleges, others, employers, centre);
    }

    private static Organization school(long seed, Town town, int number) {
        Organization base = plain(
                seed,
                town,
                Kind.SCHOOL,
                number,
                "Муниципальное бюджетное общеобразовательное учреждение средняя общеобразовательная школа № " + number
                        + ", " + town.shortPlace(),
                "МБОУ СОШ № " + number + " " + town.shortPlace());
        LocalDate endsOn = number == MERGED_SCHOOL ? MERGED_ON : number == CLOSED_SCHOOL ? CLOSED_ON : null;
        int successor = number == MERGED_SCHOOL ? 2 : number == CLOSED_SCHOOL ? 3 : 0;
        boolean isRenamed = number == RENAMED_SCHOOL;
        return new Organization(
                base.id(),
                base.kind(),
                number,
                base.fullName(),
                base.shortName(),
                isRenamed ? RENAMED_ON : null,
                isRenamed ? "МБОУ Лицей № " + number + " " + town.shortPlace() : base.shortName(),
                base.inn(),
                base.ogrn(),
                base.address(),
                base.opensOn(),
                endsOn,
                successor,
                number == MERGED_SCHOOL);
    }

    private static Organization plain(long seed, Town town, Kind kind, int number, String fullName, String shortName) {
        RandomStream draw = RandomStream.of(seed, "organization", town.index(), kind.ordinal(), number);
        long ordinal = town.index() * 100L + kind.ordinal() * 1_000_003L + number;
        LocalDate opensOn = LocalDate.of(draw.between(1995, 2018), draw.between(1, 12), draw.between(1, 28));
        return new Organization(
                Organization.id(town.territoryId(), kind, number),
                kind,
                number,
                fullName,
                shortName,
                null,
                shortName,
                CheckDigits.inn(town.regionCode(), ordinal),
                CheckDigits.ogrn(town.regionCode(), Math.max(2002, opensOn.getYear()), ordinal),
                town.address(draw.oneOf(STREETS), draw.between(1, 120)),
                opensOn,
                null,
                0,
                false);
    }

    Organization school(int number) {
        return schools.get(number - 1);
    }

    List<Organization> all() {
        List<Organization> all = new ArrayList<>(schools);
        all.addAll(colleges);
        all.addAll(others);
        all.addAll(employers);
        all.add(centre);
        return all;
    }
}
