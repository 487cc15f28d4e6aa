package ru.orientir.etl.contract.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {
    private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);

    @Property
    void everyNotationOfADayGivesThatDay(@ForAll @IntRange(max = 54_000) int days) {
        LocalDate day = FIRST.plusDays(days);
        for (String pattern : new String[] {
            "dd.MM.yyyy",
            "d.M.yyyy",
            "yyyy-MM-dd",
            "dd/MM/yyyy",
            "yyyy-MM-dd'T23:59:59+0300'",
            "dd.MM.yyyy' 10:33:15'",
            "yyyy/MM/dd' 01:05:00'"
        }) {
            assertThat(DateText.parse(day.format(DateTimeFormatter.ofPattern(pattern))))
                    .isEqualTo(day);
        }
        long serial = ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), day);
        assertThat(DateText.parse(String.valueOf(serial))).isEqualTo(day);
    }

    @Property
    void aDateEitherExistsOrIsRefused(
            @ForAll @IntRange(max = 99) int day,
            @ForAll @IntRange(max = 99) int month,
            @ForAll @IntRange(min = 1900, max = 2100) int year) {
        LocalDate date = DateText.parse("%02d.%02d.%d".formatted(day, month, year));
        if (date != null) {
            assertThat(date).isEqualTo(LocalDate.of(year, month, day));
        } else {
            assertThat(month < 1
                            || month > 12
                            || day < 1
                            || day > java.time.YearMonth.of(year, month).lengthOfMonth())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"май 2023", "Май 2023 г.", "мая 2023", "05.2023", "2023-05", "1 мая 2023 г.", "«9» мая 2023 г."})
    void everyNotationOfAMonthGivesItsFirstDay(String text) {
        assertThat(MonthText.read(text).value()).isEqualTo(LocalDate.of(2023, 5, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "26, 26",
        "2600000000000, 2600000000000",
        "2.600000e+12, 2600000000000",
        "26.0, 26",
        "1.000000e+11, 0100000000000",
        "1.0, 01"
    })
    void aRegionCodeKeepsItsDigits(String text, String code) {
        assertThat(RegionCodeText.read(text).value()).isEqualTo(code);
    }

    @Property
    void noTextMakesAReadingFail(@ForAll String text) {
        DateText.read(text);
        NumberText.integer(text);
        NumberText.decimal(text);
        YesNoText.read(text);
        GradeText.read(text);
        YearText.academic(text);
        MonthText.read(text);
        RegionCodeText.read(text);
        SalaryText.minimum(text);
        TaxNumber.isInn(text);
        TaxNumber.isOgrn(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31.02.2023",
                "29.02.2023",
                "00.01.2023",
                "2023-13-01",
                "15.04",
                "вчера",
                "12345678",
                "31 июня 2023"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(DateText.read(text).broken()).isEqualTo("not_a_date");
    }

    @ParameterizedTest
    @CsvSource({
        "29 июня 2026, 2026-06-29",
        "5 марта 2026 г., 2026-03-05",
        "29.02.2024, 2024-02-29",
        "2022-11-29T11:32:32+0300, 2022-11-29"
    })
    void readsDatesInWordsAndTimestamps(String text, LocalDate date) {
        assertThat(DateText.parse(text)).isEqualTo(date);
    }

    @Property
    void spacesBetweenThousandsChangeNothing(@ForAll @IntRange(min = 0) int number) {
        String grouped = String.format("%,d", number).replaceAll("\\D", "\u00A0");
        assertThat(NumberText.integer(grouped).value()).isEqualTo(number);
        assertThat(NumberText.integer(String.valueOf(number)).value()).isEqualTo(number);
        assertThat(NumberText.integer(number + ".0").value()).isEqualTo(number);
    }

    @Property
    void aFractionIsNoWholeNumber(@ForAll @IntRange int whole, @ForAll @IntRange(min = 1, max = 9) int tenth) {
        assertThat(NumberText.integer(whole + "," + tenth).broken()).isEqualTo("decimal_comma");
        assertThat(NumberText.integer(whole + "." + tenth).broken()).isEqualTo("decimal_comma");
    }

    @Property
    void commaAndPointMeanTheSame(@ForAll @IntRange int whole, @ForAll @IntRange(min = 1, max = 99) int fraction) {
        assertThat(NumberText.decimal(whole + "," + fraction)).isEqualTo(NumberText.decimal(whole + "." + fraction));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2+5", "######", "#REF!", "много", "1 40 640", "", "12%", "0x10", "1,234,567"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(NumberText.integer(text).broken()).isEqualTo("not_a_number");
    }

    @Property
    void oneWrongDigitBreaksAnInn(
            @ForAll @NumericChars @StringLength(9) String start,
            @ForAll @IntRange(max = 9) int position,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        String inn = withCheckDigit(start);
        assertThat(TaxNumber.isInn(inn)).isTrue();
        char wrong = (char) ('0' + (inn.charAt(9) - '0' + shift) % 10);
        assertThat(TaxNumber.isInn(inn.substring(0, 9) + wrong)).isFalse();
        assertThat(TaxNumber.isInn(inn.substring(0, position))).isFalse();
    }

    @Property
    void anOgrnEndsInItsRemainder(@ForAll @LongRange(min = 100_000_000_000L, max = 999_999_999_999L) long start) {
        String ogrn = start + String.valueOf(start % 11 % 10);
        assertThat(TaxNumber.isOgrn(ogrn)).isTrue();
        assertThat(TaxNumber.isOgrn(start + String.valueOf((start % 11 % 10 + 1) % 10)))
                .isFalse();
    }

    @Test
    void knowsPublishedNumbers() {
        assertThat(TaxNumber.isInn("7707083893")).isTrue();
        assertThat(TaxNumber.isInn("500100732259")).isTrue();
        assertThat(TaxNumber.isOgrn("1027700132195")).isTrue();
        assertThat(TaxNumber.isInn("7707083894")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "7А, 7",
        "'7 \"А\"', 7",
        "7 класс, 7",
        "11 «Б», 11",
        "7 «А» класс, 7",
        "9-й класс, 9",
        "10, 10",
        "7 А, 7"
    })
    void readsGrades(String text, int grade) {
        assertThat(GradeText.read(text).value()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"2022/2023, 2023", "2022-2023, 2023", "2022–2023 уч. год, 2023", "2022/23, 2023"})
    void anAcademicYearIsKnownByItsEnd(String text, int year) {
        assertThat(YearText.academic(text).value()).isEqualTo(year);
    }

    @Test
    void anAcademicYearLastsOneYear() {
        assertThat(YearText.academic("2022/2024").isBroken()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "от 70 000–120 000 ₽, 70000, 120000",
        "110 000 ₽, 110000, 110000",
        "от 55000,55000,",
        "до 55000,,55000",
        "500 ₽/час или 40 000 ₽/месяц, 40000, 40000",
        "250 ₽/час,,",
        "Не указана,,",
        "33500.0, 33500, 33500"
    })
    void readsMonthlySalaries(String text, Integer minimum, Integer maximum) {
        assertThat(SalaryText.minimum(text)).isEqualTo(ReadValue.of(minimum));
        assertThat(SalaryText.maximum(text)).isEqualTo(ReadValue.of(maximum));
    }

    @Test
    void aSalaryThatMakesNoSenseIsTold() {
        assertThat(SalaryText.minimum("1 40 640 - 40 640 ₽").broken()).isEqualTo("not_a_number");
    }

    private static String withCheckDigit(String start) {
        for (char digit = '0'; digit <= '9'; digit++) {
            if (TaxNumber.isInn(start + digit)) {
                return start + digit;
            }
        }
        throw new AssertionError(start + " has no check digit");
    }
}
