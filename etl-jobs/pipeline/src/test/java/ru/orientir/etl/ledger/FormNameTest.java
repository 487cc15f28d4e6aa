package ru.orientir.etl.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FormNameTest {

    @Test
    void aNameTellsWhoReportsAndForWhen() {
        assertThat(FormName.of("school1_2023")).contains(new FormName("school1", 2023, null));
        assertThat(FormName.of("centre_2023-05")).contains(new FormName("centre", 2023, LocalDate.of(2023, 5, 1)));
        assertThat(FormName.of("20240131-A-17")).contains(new FormName("20240131-A-17", null, null));
    }

    @Test
    void whatIsNoMonthIsPartOfTheName() {
        assertThat(FormName.of("centre_2023-13")).contains(new FormName("centre_2023-13", null, null));
    }

    @Test
    void aFileWithoutSuchANameTellsNothing() {
        assertThat(FormName.of(null)).isEmpty();
    }
}
