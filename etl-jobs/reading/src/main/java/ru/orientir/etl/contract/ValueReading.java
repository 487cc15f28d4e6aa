package ru.orientir.etl.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import ru.orientir.etl.contract.value.GradeText;
import ru.orientir.etl.contract.value.MonthText;
import ru.orientir.etl.contract.value.ReadValue;
import ru.orientir.etl.contract.value.RegionCodeText;
import ru.orientir.etl.contract.value.SalaryText;
import ru.orientir.etl.contract.value.YearText;

/** Readings of text that a contract can name where the type's own reading will not do. */
public enum ValueReading {
    /** {@code 7А} → 7. */
    GRADE(GradeText::read),
    /** {@code 2022/2023} → 2023. */
    ACADEMIC_YEAR(YearText::academic),
    /** {@code 2023 год} → 2023. */
    YEAR(YearText::calendar),
    /** {@code 03.2023} → the first of March. */
    MONTH(MonthText::read),
    /** {@code 2.600000e+12} → {@code 2600000000000}. */
    REGION_CODE(RegionCodeText::read),
    /** {@code от 70 000–120 000 ₽} → 70000. */
    SALARY_MINIMUM(SalaryText::minimum),
    /** {@code от 70 000–120 000 ₽} → 120000. */
    SALARY_MAXIMUM(SalaryText::maximum);

    private final Function<String, ReadValue> reading;

    ValueReading(Function<String, ReadValue> reading) {
        this.reading = reading;
    }

    public ReadValue read(String text) {
        return reading.apply(text);
    }

    /** The reading of a contract's word. */
    public static ValueReading of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static boolean isKnown(String word) {
        return known().contains(word);
    }

    static List<String> known() {
        return Arrays.stream(values())
                .map(reading -> reading.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
