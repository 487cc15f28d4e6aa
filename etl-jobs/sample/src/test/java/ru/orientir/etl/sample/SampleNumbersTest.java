package ru.orientir.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleNumbersTest {

    @Test
    void controlDigitsAreThoseOfKnownNumbers() {
        // numbers published by the state: an INN and OGRN of a big bank, the example SNILS of the pension fund
        assertThat(innFits("7707083893")).isTrue();
        assertThat(ogrnFits("1027700132195")).isTrue();
        assertThat(snilsFits("112-233-445 95")).isTrue();
    }

    @Test
    void numbersFitAndBrokenOnesDoNot() {
        for (long ordinal = 0; ordinal < 20_000; ordinal += 7) {
            String inn = CheckDigits.inn(26, ordinal);
            String ogrn = CheckDigits.ogrn(26, 2015, ordinal);
            assertThat(innFits(inn)).as(inn).isTrue();
            assertThat(ogrnFits(ogrn)).as(ogrn).isTrue();
            assertThat(innFits(CheckDigits.broken(inn))).as(inn).isFalse();
            assertThat(ogrnFits(CheckDigits.broken(ogrn))).as(ogrn).isFalse();
            String snils = CheckDigits.snils(ordinal * 7_919);
            assertThat(snilsFits(snils)).as(snils).isTrue();
        }
    }

    @Test
    void townsBeyondTheRealOnesNeverShareACode() {
        Towns towns = Towns.load();
        assertThat(towns.at(0).territoryId()).isEqualTo("07724000");
        assertThat(towns.realCount()).isEqualTo(34);
        Set<String> codes = new HashSet<>();
        Set<String> finishedRegions = new HashSet<>();
        String region = "";
        for (int index = 0; index < 3_000; index++) {
            Town town = towns.at(index);
            assertThat(town.territoryId()).matches("\\d{8}");
            assertThat(codes.add(town.territoryId())).as(town.territoryId()).isTrue();
            assertThat(town.territoryId().startsWith("07")).isEqualTo(index < towns.realCount());
            if (!town.regionFile().equals(region)) {
                assertThat(finishedRegions.add(town.regionFile()))
                        .as("towns of a region follow one another")
                        .isTrue();
                region = town.regionFile();
            }
        }
    }

    private static boolean innFits(String inn) {
        int[] weights = {2, 4, 10, 3, 5, 9, 4, 6, 8};
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += weights[i] * Character.digit(inn.charAt(i), 10);
        }
        return inn.length() == 10 && sum % 11 % 10 == Character.digit(inn.charAt(9), 10);
    }

    private static boolean ogrnFits(String ogrn) {
        return ogrn.length() == 13
                && Long.parseLong(ogrn.substring(0, 12)) % 11 % 10 == Character.digit(ogrn.charAt(12), 10);
    }

    private static boolean snilsFits(String written) {
        String digits = written.replaceAll("\\D", "");
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (9 - i) * Character.digit(digits.charAt(i), 10);
        }
        int control = sum < 100 ? sum : sum % 101 == 100 ? 0 : sum % 101;
        return digits.length() == 11 && control == Integer.parseInt(digits.substring(9));
    }
}
