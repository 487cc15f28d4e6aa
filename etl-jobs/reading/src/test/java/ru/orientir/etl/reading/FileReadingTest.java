package ru.orientir.etl.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileReadingTest {
    private static final String PARTICIPATION_HEADER =
            "Код школы;Код мероприятия;Мероприятие;Дата мероприятия;Формат;Уровень;Фамилия;Имя;Отчество;Дата рождения;СНИЛС;Класс;ОВЗ;Инвалидность;Сирота;Одарённый;Участвовал;Результат";

    @Test
    void landsAParticipationWithoutItsIdentity() throws RefusedFile {
        Delivered file = Delivered.text(
                "event_participation",
                "2023/07724000-S-001_2023.csv",
                PARTICIPATION_HEADER,
                "07724000-S-001;FORUM;Форум;15.04.2023;очно;муниципальный;Лесная;Мария;Ивановна;01.05.2010;112-233-445 95;7А;;;;да;да;призёр");

        List<LandedRow> rows = file.rows();

        assertThat(rows).hasSize(1);
        LandedRow row = rows.get(0);
        assertThat(row.rowNumber()).isEqualTo(2);
        assertThat(row.note()).isNull();
        assertThat(file.value(row, "learner")).matches("[0-9a-f]{32}");
        assertThat(file.value(row, "learner_key_id")).isEqualTo("test");
        assertThat(file.value(row, "learner_age")).isEqualTo("12");
        assertThat(row.maskedRow())
                .contains("***")
                .doesNotContain("Лесная", "Мария", "Ивановна", "01.05.2010", "112-233");
    }

    @Test
    void aZeroCharacterInATextIsLeftOut() throws RefusedFile {
        Delivered table = Delivered.text(
                "partnership_agreement",
                "a.csv",
                "Код школы;Номер договора;Партнёр;ИНН партнёра;Вид партнёра;Дата подписания;Действует до;Расторгнут;Предмет",
                "07724000-S-001;1;Кол\0ледж;;колледж;01.09.2021;;;");
        Delivered records = Delivered.text(
                "vacancy", "v.json", "[{\"id\":\"1\",\"job-name\":\"По\\u0000вар\",\"creation-date\":\"2023-01-01\"}]");

        assertThat(table.value(table.rows().get(0), "partner_name")).isEqualTo("Колледж");
        assertThat(records.value(records.rows().get(0), "job_name")).isEqualTo("Повар");
        assertThat(records.rows().get(0).maskedRow()).doesNotContain("\0");
    }

    @Test
    void signaturesBelowTheTableAreNoData() throws RefusedFile {
        List<LandedRow> rows = Delivered.text(
                        "partnership_agreement",
                        "a.csv",
                        "Код школы;Номер договора;Партнёр;ИНН партнёра;Вид партнёра;Дата подписания;Действует до;Расторгнут;Предмет",
                        "07724000-S-001;1;Колледж;;колледж;01.09.2021;бессрочно;;",
                        "Зам. директора по УВР Ольхова О. О., тел. 8-900-111-22-33;;;;;;;;",
                        "М.П.;;;;;;;;")
                .rows();

        assertThat(rows).extracting(LandedRow::note).containsExactly(null, "footnote_row", "footnote_row");
        assertThat(rows.toString()).doesNotContain("Ольхова", "111-22-33");
    }

    @Test
    void aValueThatIsNoRecordIsToldAsSuch() throws RefusedFile {
        assertThat(Delivered.text(
                                "vacancy",
                                "v.json",
                                "[{\"id\":\"1\",\"job-name\":\"Повар\",\"creation-date\":\"2023-01-01\"},5,null]")
                        .rows())
                .extracting(LandedRow::note)
                .containsExactly(null, "not_a_record", "not_a_record");
    }

    @Test
    void aFileWithAHeaderOnlyReportsZero() throws RefusedFile {
        assertThat(Delivered.text("event_participation", "2023/07724000-S-001_2023.csv", PARTICIPATION_HEADER)
                        .rows())
                .isEmpty();
    }
}
