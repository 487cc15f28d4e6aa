package ru.orientir.etl.land;

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
    void aFileWithAHeaderOnlyReportsZero() throws RefusedFile {
        assertThat(Delivered.text("event_participation", "2023/07724000-S-001_2023.csv", PARTICIPATION_HEADER)
                        .rows())
                .isEmpty();
    }
}
