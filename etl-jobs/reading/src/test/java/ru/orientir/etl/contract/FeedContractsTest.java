package ru.orientir.etl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.orientir.warehouse.ReferenceTables;

class FeedContractsTest {

    static Stream<String> feeds() {
        return FeedContracts.bundled().all().stream().map(FeedContract::feed);
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void everyContractIsAnOdcsDocument(String feed) throws IOException {
        Schema schema;
        try (InputStream stream = resource("schema/odcs-json-schema-v3.1.0.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                    .getSchema(stream, InputFormat.JSON);
        }
        assertThat(schema.validate(text(feed), InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void everyRuleSpeaksRussianAndEnglish(String feed) {
        assertThat(FeedContracts.bundled().get(feed).rules()).allSatisfy(rule -> {
            assertThat(rule.messageRu()).matches("(?s).*[а-яё].*");
            assertThat(rule.messageEn()).matches("(?s).*[a-z].*").doesNotMatch("(?s).*[а-яё].*");
        });
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void everyContractTravelsToExecutors(String feed) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(FeedContracts.bundled().get(feed));
        }
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            FeedContract copy = (FeedContract) stream.readObject();
            assertThat(copy.fields())
                    .hasSameSizeAs(FeedContracts.bundled().get(feed).fields());
            assertThat(copy.businessKey())
                    .isEqualTo(FeedContracts.bundled().get(feed).businessKey());
        }
    }

    @Test
    void identitiesAreNoFields() {
        FeedContract contract = FeedContracts.bundled().get("event_participation");

        assertThat(contract.fields())
                .extracting(ContractField::name)
                .doesNotContain("last_name", "first_name", "patronymic", "birth_date", "snils")
                .contains("learner", "learner_key_id", "learner_age");
        assertThat(contract.businessKey())
                .containsExactly("organization_id", "event_series_code", "event_date", "learner");
    }

    @Test
    void commentsAreDropped() {
        assertThat(FeedContracts.bundled().get("satisfaction_survey").fields())
                .extracting(ContractField::name)
                .doesNotContain("comment");
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void everySettingOfAContractIsExplained(String feed) throws IOException {
        String page = Files.readString(Path.of("../docs/contracts.md"));
        Pattern customProperty = Pattern.compile("property: (\\w+)|implementation:\\s*\\{?\\s*rule: \"?(\\w+)");
        assertThat(customProperty
                        .matcher(text(feed))
                        .results()
                        .map(found -> found.group().replaceAll(".*\\W", ""))
                        .filter(word -> !word.equals("frequency")))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void theWarehouseKnowsEveryFeedAsItsContractDoes(String feed) {
        var reference = ReferenceTables.named("feed");
        assertThat(reference.rows())
                .filteredOn(row -> row.get(0).equals(feed))
                .extracting(row -> row.get(reference.header().indexOf("expected_from")))
                .containsExactly(
                        FeedContracts.bundled().get(feed).expectedFrom().orElse(null));
    }

    @Test
    void everyContractIsOfAFeedThatTheWarehouseKnows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/contracts"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".odcs.yaml"))
                            .map(name -> name.replace(".odcs.yaml", "")))
                    .as("a contract without its row in warehouse-schema/src/main/resources/reference/feed.csv")
                    .containsExactlyInAnyOrderElementsOf(feeds().toList());
        }
    }

    @Test
    void namesAnUnknownFeed() {
        assertThatThrownBy(() -> FeedContracts.bundled().get("weather"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("weather")
                .hasMessageContaining("enrolment");
    }

    @Test
    void tellsWhereADocumentBreaksTheStandard() throws IOException {
        String broken = text("enrolment").replace("kind: DataContract", "kind: Contract");

        assertThatThrownBy(() -> new ContractReading().read(broken, "enrolment.odcs.yaml"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("enrolment.odcs.yaml")
                .hasMessageContaining("kind");
    }

    @Test
    void tellsAMisspeltSetting() throws IOException {
        String broken = text("enrolment").replace("property: latestBy", "property: latestby");

        assertThatThrownBy(() -> new ContractReading().read(broken, "enrolment.odcs.yaml"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("latestby")
                .hasMessageContaining("latestBy");
    }

    @Test
    void tellsAFieldThatIsNone() throws IOException {
        String broken = text("enrolment").replace("value: \"submitted_on\"", "value: \"sent_on\"");

        assertThatThrownBy(() -> new ContractReading().read(broken, "enrolment.odcs.yaml"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("sent_on");
    }

    @Test
    void tellsAWrongPattern() throws IOException {
        String unclosed = text("enrolment").replace("sheetPattern: \"", "sheetPattern: \"(");

        assertThatThrownBy(() -> new ContractReading().read(unclosed, "enrolment.odcs.yaml"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("pattern");
    }

    private static String text(String feed) throws IOException {
        try (InputStream stream = resource(feed + ".odcs.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return FeedContractsTest.class.getResourceAsStream("/contracts/" + name);
    }
}
