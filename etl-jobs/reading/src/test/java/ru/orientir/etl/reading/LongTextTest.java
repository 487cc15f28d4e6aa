package ru.orientir.etl.reading;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import ru.orientir.etl.contract.CanonicalText;
import ru.orientir.etl.contract.ContractField;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.FieldReading;
import ru.orientir.etl.contract.FileForm;
import ru.orientir.etl.contract.value.DateText;
import ru.orientir.etl.contract.value.GradeText;
import ru.orientir.etl.contract.value.MonthText;
import ru.orientir.etl.contract.value.NumberText;
import ru.orientir.etl.contract.value.SalaryText;
import ru.orientir.etl.contract.value.YearText;

/** No text that a cell can hold keeps the reader busy: what is tried on it takes time that grows with its length and not faster. */
class LongTextTest {
    private static final int LENGTH = ReadingLimits.DEFAULT.maxCellCharacters();
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static List<String> texts() {
        List<String> repeated = List.of(
                "а", "А", "1", " ", "-", "_", ".", "@", "(", "А. ", "Аа ", "Аа-", "аа-", "1 ", "8-", "111 ", "a.", "\t",
                "или ", "\u00A0");
        List<String> begun = List.of("", "7", "Тополева ", "2022-2023", "+7 (", "от 10 000");
        return begun.stream()
                .flatMap(begin -> repeated.stream()
                        .map(each -> begin + each.repeat((LENGTH - begin.length() - 1) / each.length()) + "!"))
                .map(TableLanding::emptyToNull)
                .toList();
    }

    @Test
    void personsAreLookedForInAMoment() {
        for (String text : texts()) {
            inAMoment(text, () -> {
                IdentityText.tellsPerson(text);
                IdentityText.mayTellPerson(text);
                IdentityText.withoutPersons(text);
                Pseudonymiser.normalisedText(text);
                CanonicalText.of(text);
            });
        }
    }

    @Test
    void valuesAreReadInAMoment() {
        for (String text : texts()) {
            inAMoment(text, () -> {
                DateText.parse(text);
                GradeText.read(text);
                MonthText.read(text);
                NumberText.parse(text);
                SalaryText.minimum(text);
                YearText.academic(text);
                YearText.calendar(text);
            });
        }
    }

    @Test
    void whatContractsDeclareIsTriedInAMoment() {
        for (String text : texts()) {
            inAMoment(text, () -> {
                for (FeedContract contract : FeedContracts.bundled().all()) {
                    for (ContractField field : contract.fields()) {
                        FieldReading.read(field, text, 2022);
                    }
                    for (FileForm.LeftOut rows : contract.form().leftOut()) {
                        rows.pattern().matcher(text).matches();
                    }
                }
            });
        }
    }

    private static void inAMoment(String text, Runnable reading) {
        assertTimeoutPreemptively(
                MOMENT, reading::run, () -> "%.40s… of %d characters".formatted(text.strip(), text.length()));
    }
}
