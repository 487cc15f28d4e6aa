package ru.orientir.etl.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.reading.Rejection;

class RulesOverRowsTest {
    private static final RowPlace CSV_ROW =
            new RowPlace("2023/07724000-S-001_2023.csv", null, 5, "organization_id=1;event_date=4");

    private final RulesOverRows participation =
            new RulesOverRows(FeedContracts.bundled().get("event_participation"));
    private final RulesOverRows enrolment =
            new RulesOverRows(FeedContracts.bundled().get("enrolment"));

    @Test
    void aRepeatedRowIsToldWhichOneCounts() {
        Rejection rejection =
                participation.duplicate(CSV_ROW, new RowPlace(CSV_ROW.fileName(), null, 3, null), "as it was");

        assertThat(rejection.rule()).isEqualTo("duplicate");
        assertThat(rejection.cell()).isNull();
        assertThat(rejection.maskedRow()).isEqualTo("as it was");
        assertThat(rejection.messageRu())
                .isEqualTo(
                        "Файл «07724000-S-001_2023.csv», строка 5: такая же запись уже есть в строке 3; оставьте одну.");
        assertThat(rejection.messageEn())
                .isEqualTo("File «07724000-S-001_2023.csv», line 5: the same record is in line 3 already; keep one.");
    }

    @Test
    void aRepeatedRowOfAWorkbookIsToldSheetAndFile() {
        Rejection rejection = enrolment.duplicate(
                new RowPlace("a.xlsx", "2022-2023", 12, "grade=A"), new RowPlace("b.xlsx", "2022-2023", 7, null), "");

        assertThat(rejection.messageRu())
                .isEqualTo(
                        "Файл «a.xlsx», лист «2022-2023», строка 12: такая же запись уже есть в строке 7 листа «2022-2023» файла «b.xlsx»; оставьте одну.");
        assertThat(rejection.messageEn())
                .isEqualTo(
                        "File «a.xlsx», sheet «2022-2023», row 12: the same record is in row 7 of sheet «2022-2023» of file «b.xlsx» already; keep one.");
    }

    @Test
    void anUnknownOrganizationIsToldWithItsCell() {
        Rejection rejection = participation.unknownOrganization(CSV_ROW, "07724000-S-999", "");

        assertThat(rejection.rule()).isEqualTo("unknown_code");
        assertThat(rejection.cell()).isEqualTo("столбец 1");
        assertThat(rejection.messageRu())
                .isEqualTo(
                        "Файл «07724000-S-001_2023.csv», строка 5: организации с кодом «07724000-S-999» нет в реестре; исправьте код или передайте её в реестр организаций.");
        assertThat(rejection.messageEn())
                .isEqualTo(
                        "File «07724000-S-001_2023.csv», line 5: no organization «07724000-S-999» in the register; correct the code or have it registered.");
    }

    @Test
    void theStricterOfContractAndSettingsRefusesAFile() {
        assertThat(participation.tooManyRejected(0.9, "x.csv", 40, 21)).isPresent(); // the contract: 0.5
        assertThat(participation.tooManyRejected(0.3, "x.csv", 80, 25)).isPresent();
        assertThat(participation.tooManyRejected(0.5, "x.csv", 80, 25)).isEmpty();
        assertThat(participation.tooManyRejected(0.0, "x.csv", 80, 19)).isEmpty();
    }

    @Test
    void aRowIsShownByItsValues() {
        Map<String, Object> values = Map.of("organization_id", "07724000-S-001", "grade", 7, "participated", true);

        assertThat(participation.maskedRow(values::get)).isEqualTo("07724000-S-001; ; ; ; ; 7; ; ; ; ; true; ");
    }
}
