package ru.orientir.etl.sample;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ru.orientir.etl.sample.Organization.Kind;

/** Feed organization_register: a full snapshot of the region's organizations at four dates, town after town. */
final class OrganizationRegisterWriter implements AutoCloseable {

    static final String FEED = "organization_register";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final List<LocalDate> SNAPSHOTS = List.of(
            LocalDate.of(2020, 1, 1), LocalDate.of(2021, 9, 1), LocalDate.of(2023, 9, 1), LocalDate.of(2025, 9, 1));

    private enum Defect {
        INN_CHECKSUM,
        OGRN_CHECKSUM,
        UNKNOWN_CODE,
        NOT_A_DATE,
        DUPLICATE
    }

    private final List<CsvFile> files = new ArrayList<>();

    OrganizationRegisterWriter(Path inbox) {
        for (LocalDate snapshot : SNAPSHOTS) {
            CsvFile file = CsvFile.open(inbox.resolve(FEED), "Реестр организаций " + snapshot + ".csv", ';');
            file.row(
                    "По состоянию на",
                    "Код организации",
                    "Вид организации",
                    "Полное наименование",
                    "Краткое наименование",
                    "ИНН",
                    "ОГРН",
                    "ОКТМО",
                    "Адрес",
                    "Статус",
                    "Дата создания",
                    "Дата прекращения",
                    "Код правопреемника");
            files.add(file);
        }
    }

    void write(TownDelivery town) {
        for (int i = 0; i < SNAPSHOTS.size(); i++) {
            CsvFile file = files.get(i);
            int before = file.lines();
            String[] row = null;
            for (Organization organization : town.organizations.all()) {
                row = cells(town.town, organization, SNAPSHOTS.get(i));
                file.row(row);
            }
            DefectPlan plan = new DefectPlan(town.town, 1);
            for (Defect defect : plan.kindsFor(List.of(Defect.values()), 0, 2020 + i)) {
                plant(town, file, defect, row);
            }
            town.counted(FEED, town.town.index() == 0 ? 1 : 0, file.lines() - before);
        }
    }

    private static String[] cells(Town town, Organization organization, LocalDate asOf) {
        boolean isEnded = !organization.livesOn(asOf);
        String successor = organization.successorNumber() == 0
                ? ""
                : Organization.id(town.territoryId(), organization.kind(), organization.successorNumber());
        return new String[] {
            asOf.format(DAY),
            organization.id(),
            organization.kind().word,
            organization.fullName(),
            organization.shortNameOn(asOf),
            organization.inn(),
            organization.ogrn(),
            town.territoryId(),
            organization.address(),
            !isEnded ? "действует" : organization.isMerged() ? "реорганизована" : "ликвидирована",
            organization.opensOn().format(DAY),
            isEnded ? organization.endsOn().format(DAY) : "",
            isEnded ? successor : ""
        };
    }

    /** A defect never touches a row that other feeds refer to: it sits on an organization nobody names. */
    private static void plant(TownDelivery town, CsvFile file, Defect defect, String[] last) {
        String[] row = Arrays.copyOf(last, last.length);
        if (defect != Defect.DUPLICATE) {
            row[1] = Organization.id(town.town.territoryId(), Kind.EMPLOYER, 900 + defect.ordinal());
            row[2] = Kind.EMPLOYER.word;
            row[3] = "Общество с ограниченной ответственностью «Заря-" + defect.ordinal() + "»";
            row[4] = "ООО «Заря-" + defect.ordinal() + "»";
        }
        switch (defect) {
            case INN_CHECKSUM -> row[5] = CheckDigits.broken(row[5]);
            case OGRN_CHECKSUM -> row[6] = CheckDigits.broken(row[6]);
            case UNKNOWN_CODE -> row[9] = "приостановлена";
            case NOT_A_DATE -> row[10] = "31.02.2010";
            case DUPLICATE -> {
                // an exact repeat of the last row
            }
        }
        int line = file.row(row);
        town.defects.row(FEED, file.name(), line, defect.name().toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public void close() {
        files.forEach(CsvFile::close);
    }
}
