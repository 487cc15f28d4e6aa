package ru.orientir.etl.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.rules.ReferenceCodes;
import ru.orientir.etl.rules.RowConforming;

class IdentityTest {
    private static final String HEADER =
            "Код школы;Код мероприятия;Мероприятие;Дата мероприятия;Формат;Уровень;Фамилия;Имя;Отчество;Дата рождения;СНИЛС;Класс;ОВЗ;Инвалидность;Сирота;Одарённый;Участвовал;Результат";
    private static final List<String> ROW = List.of(
            "07724000-S-001",
            "FORUM",
            "Форум",
            "15.04.2023",
            "очно",
            "муниципальный",
            "Тополева",
            "Мария",
            "Ивановна",
            "01.05.2010",
            "112-233-445 95",
            "7А",
            "",
            "",
            "",
            "",
            "да",
            "призёр");
    private static final String[] SECRETS = {"тополева", "ивановна", "мария", "112-233-445", "11223344595"};

    @Property(tries = 300)
    void aShiftedRowKeepsNoIdentity(@ForAll @IntRange(min = 1, max = 17) int shift) throws RefusedFile {
        List<String> cells = new ArrayList<>(ROW);
        Collections.rotate(cells, shift);
        assertNothingLeaks(String.join(";", cells));
    }

    @Property(tries = 300)
    void aRowWithACellTooManyOrTooFewKeepsNoIdentity(@ForAll @IntRange(max = 17) int position, @ForAll boolean added)
            throws RefusedFile {
        List<String> cells = new ArrayList<>(ROW);
        if (added) {
            cells.add(position, "");
        } else {
            cells.remove(position);
        }
        assertNothingLeaks(String.join(";", cells));
        while (cells.size() < ROW.size()) {
            cells.add("");
        }
        assertNothingLeaks(String.join(";", cells.subList(0, ROW.size())));
    }

    @Property(tries = 200)
    void aRowWhoseNameStandsInAnotherCellTooKeepsNoIdentity(@ForAll @IntRange(max = 17) int position)
            throws RefusedFile {
        List<String> cells = new ArrayList<>(ROW);
        cells.set(position, position == 2 ? "Форум, Тополева Мария" : "Тополева");
        assertNothingLeaks(String.join(";", cells));
    }

    @Property(tries = 300)
    void aShuffledRowKeepsNoNumberOfAPerson(@ForAll long seed) throws RefusedFile {
        List<String> cells = new ArrayList<>(ROW);
        Collections.shuffle(cells, new Random(seed));
        assertThat(told(String.join(";", cells))).doesNotContain("112-233-445");
    }

    @Test
    void aPersonThatStandsWhereNoneIsAskedForIsHidden() throws RefusedFile {
        String header = "Месяц;Код центра;ИНН работодателя;Работодатель;Код школы;Возраст;Пол;Трудоустроено, чел.";
        Delivered file = Delivered.text(
                "minor_employment",
                "m.csv",
                header + ";ФИО",
                "07.2023;07724000-Z-001;2631000013;Парк;07724000-S-001;15;Тополева Мария;1;",
                "07.2023;07724000-Z-001;2631000013;Парк;07724000-S-001;15;м;x;Тополева Мария",
                "07.2023;07724000-Z-001;2631000013;Парк;07724000-S-001;15;м;1;;Тополева Мария",
                "07.2023;07724000-Z-001;2631000013;Парк;07724000-S-001;15;Тополева М. И.;1;",
                "07.2023;07724000-Z-001;2631000013;Парк;07724000-S-001;112-233-445 95;м;1;");

        assertThat(file.rows()).hasSize(5).allSatisfy(row -> assertThat(
                        (Arrays.toString(row.values()) + row.maskedRow()).toLowerCase())
                .doesNotContain(SECRETS));
    }

    @Test
    void anAnswerSheetNumberedByANameIsHidden() throws RefusedFile {
        Delivered file = Delivered.text(
                "satisfaction_survey",
                "2022/07724000-S-001_2022.csv",
                "ID ответа,Код школы,Дата,Кто отвечает,q1,q2,q3,q4",
                "Тополева Мария,07724000-S-001,10.05.2022,ребёнок,5,4,,3",
                "topoleva@example.org,07724000-S-001,10.05.2022,ребёнок,5,4,,3");

        assertThat(file.rows()).hasSize(2).allSatisfy(row -> assertThat(
                        (Arrays.toString(row.values()) + row.maskedRow()).toLowerCase())
                .doesNotContain("тополева", "topoleva"));
    }

    @Test
    void cellsBeyondTheHeaderAreHidden() throws RefusedFile {
        Delivered file = Delivered.text(
                "organization_register",
                "r.csv",
                "По состоянию на;Код организации;Вид организации;Полное наименование;Краткое наименование;ИНН;ОКТМО;Статус",
                "01.09.2023;07724000-S-001;школа;П;К;2631000013;07724000;действует;Тополева Мария");

        assertThat(file.rows().get(0).maskedRow()).doesNotContain("Тополева");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Тополева Мария.csv",
                "участие_Тополева_Мария_Ивановна.csv",
                "Тополева М.И./2023.csv",
                "2023/М. И. Тополева.csv",
                "тополева мария ивановна.csv",
                "СНИЛС 112-233-445 95.csv"
            })
    void aFileNameThatTellsAPersonIsReplaced(String name) {
        SourceFile file = new SourceFile("event_participation", name, "file:/inbox/" + name.replace(' ', '_'), 1, "0");

        SourceFile unnamed = UnnamedDelivery.of(
                file, FeedContracts.bundled().get("event_participation"), () -> Delivered.PSEUDONYMISER);

        assertThat(unnamed.name().toLowerCase()).doesNotContain(SECRETS).endsWith(").csv");
        assertThat(unnamed.toldLocation()).isEmpty();
        assertThat(unnamed)
                .isEqualTo(UnnamedDelivery.of(
                        file, FeedContracts.bundled().get("event_participation"), () -> Delivered.PSEUDONYMISER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023/07724000-S-001_2023.csv",
                "Участие, МБОУ СОШ № 5, 2023.csv",
                "Список участников «Билет в будущее».csv",
                "Школа-интернат 12.csv"
            })
    void aFileNameThatTellsNoPersonStays(String name) {
        SourceFile file = new SourceFile("event_participation", name, "file:/x", 1, "0");

        assertThat(UnnamedDelivery.of(file, FeedContracts.bundled().get("event_participation"), () -> {
                    throw new AssertionError("no key is needed");
                }))
                .isEqualTo(file);
    }

    @Test
    void spellingVariantsOfAPersonHaveOnePseudonym() {
        Pseudonymiser pseudonymiser = Delivered.PSEUDONYMISER;
        assertThat(pseudonymiser.pseudonym(List.of("Лесная-Гора", "Алёна", "", "2010-05-01")))
                .isEqualTo(pseudonymiser.pseudonym(List.of(" ЛЕСНАЯ – ГОРА", "Aлена ", "", "01.05.2010")))
                .isNotEqualTo(pseudonymiser.pseudonym(List.of("Лесная-Гора", "Алина", "", "2010-05-01")));
    }

    @Test
    void anotherKeyGivesAnotherPseudonym() {
        List<String> person = List.of("Лесная", "Алёна", "", "2010-05-01");
        assertThat(new Pseudonymiser(new byte[32], "zero").pseudonym(person))
                .isNotEqualTo(Delivered.PSEUDONYMISER.pseudonym(person));
    }

    @Test
    void aSurveyCommentIsNeverLanded() throws RefusedFile {
        Delivered file = Delivered.text(
                "satisfaction_survey",
                "2022/07724000-S-001_2022.csv",
                "ID ответа,Код школы,Дата,Кто отвечает,Класс,Насколько Вы довольны профориентационной работой школы?,Помогли ли мероприятия узнать о профессиях?,Помогли ли мероприятия в выборе профессии?,Хватает ли Вам информации об учёбе и работе в городе?,Комментарий",
                "a1,07724000-S-001,10.05.2022,ребёнок,9Б,5,4,,3,Пишет Тополева Мария",
                "a2,07724000-S-001,10.05.2022,ребёнок,9Б,5,4,,3,Пишет, Тополева Мария");

        assertThat(file.rows()).hasSize(2).allSatisfy(row -> assertThat(
                        (Arrays.toString(row.values()) + row.maskedRow()).toLowerCase())
                .doesNotContain(SECRETS));
    }

    private static void assertNothingLeaks(String line) throws RefusedFile {
        assertThat(told(line)).doesNotContain(SECRETS);
    }

    /** Everything that leaves the reader and the rules for one line. */
    private static String told(String line) throws RefusedFile {
        RowConforming conforming = new RowConforming(
                FeedContracts.bundled().get("event_participation"),
                new ReferenceCodes(Map.of("event_series", Set.of("FORUM"))),
                new ReportingYears(2018, 2026));
        StringBuilder told = new StringBuilder();
        for (LandedRow row :
                Delivered.text("event_participation", "x.csv", HEADER, line).rows()) {
            told.append(Arrays.toString(row.values())).append(row.maskedRow()).append(row.note());
            told.append(conforming.conform(row, "x.csv").rejections());
        }
        return told.toString().toLowerCase();
    }
}
