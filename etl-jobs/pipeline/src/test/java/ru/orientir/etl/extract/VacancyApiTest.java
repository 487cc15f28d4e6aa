package ru.orientir.etl.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.orientir.etl.extract.VacancyApiSettings.Offset;
import ru.orientir.etl.sample.VacancyApiStandIn;

class VacancyApiTest {

    @TempDir
    Path folder;

    @Test
    void readsEveryPageInSpiteOfRefusals() throws IOException {
        Path served = served(57);
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served)) {
            VacancyApi.Extract extract = new VacancyApi(settings(api.address(), Offset.PAGES, 10)).extractTo(target());
            assertThat(extract.vacancies()).isEqualTo(57);
            assertThat(extract.retries()).as("one 503 and one 429").isEqualTo(2);
            assertThat(extract.pages()).as("six pages and an empty one").isEqualTo(7);
            assertThat(Files.readAllLines(extract.file())).hasSize(57);
        }
    }

    @Test
    void readsTheSameWhereTheOffsetCountsRecords() throws IOException {
        Path served = served(57);
        byte[] byPages;
        byte[] byRecords;
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served)) {
            byPages = bytes(settings(api.address(), Offset.PAGES, 10));
        }
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served, VacancyApiStandIn.Offset.RECORDS)) {
            byRecords = bytes(settings(api.address(), Offset.RECORDS, 25));
        }
        assertThat(byRecords).isEqualTo(byPages);
    }

    @Test
    void saysSoWhereTheSettingForTheOffsetDoesNotFit() throws IOException {
        Path served = served(57);
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served)) {
            assertThatThrownBy(() -> bytes(settings(api.address(), Offset.RECORDS, 10)))
                    .isInstanceOf(VacancyApiException.class)
                    .hasMessageContaining("offset counts");
        }
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served, VacancyApiStandIn.Offset.RECORDS)) {
            assertThatThrownBy(() -> bytes(settings(api.address(), Offset.PAGES, 10)))
                    .isInstanceOf(VacancyApiException.class)
                    .hasMessageContaining("offset counts");
        }
    }

    @Test
    void keepsTheNewestStateOfARepeatedVacancy() throws IOException {
        Path served = folder.resolve("served.jsonl");
        Files.write(
                served,
                List.of(
                        vacancy("b", "2025-03-01", 1),
                        vacancy("a", "2025-03-01", 1),
                        vacancy("b", "2025-04-01", 5),
                        vacancy("b", "2025-02-01", 2)));
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served)) {
            VacancyApi.Extract extract = new VacancyApi(settings(api.address(), Offset.PAGES, 2)).extractTo(target());
            assertThat(extract.vacancies()).isEqualTo(2);
            assertThat(Files.readAllLines(extract.file()))
                    .satisfiesExactly(first -> assertThat(first).contains("\"id\":\"a\""), second -> assertThat(second)
                            .contains("\"id\":\"b\"", "\"work_places\":5"));
        }
    }

    @Test
    void writesNoPersonalData() throws IOException {
        Path served = served(20);
        assertThat(served).content().contains("Петрова", "86554", "hr@example.invalid");
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served)) {
            assertThat(new String(bytes(settings(api.address(), Offset.PAGES, 100)), StandardCharsets.UTF_8))
                    .doesNotContain("Петрова", "86554", "@example.invalid", "contact", "phone", "fax")
                    .contains("\"inn\":\"2631000011\"", "Токарь");
        }
    }

    @Test
    void equalContentGivesEqualBytesInWhateverOrderItComes() throws IOException {
        Path served = served(30);
        Path turned = folder.resolve("turned.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(served));
        Collections.reverse(lines);
        Files.write(turned, lines);
        try (VacancyApiStandIn one = VacancyApiStandIn.start(served);
                VacancyApiStandIn other = VacancyApiStandIn.start(turned)) {
            assertThat(bytes(settings(one.address(), Offset.PAGES, 10)))
                    .isEqualTo(bytes(settings(other.address(), Offset.PAGES, 10)));
        }
    }

    @Test
    void anEmptyRegionGivesAnEmptyFile() throws IOException {
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served(5))) {
            VacancyApiSettings elsewhere = new VacancyApiSettings(
                    api.address(),
                    List.of("77"),
                    Optional.empty(),
                    Offset.PAGES,
                    100,
                    3,
                    Duration.ofMillis(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5));
            assertThat(bytes(elsewhere)).isEmpty();
        }
    }

    @Test
    void asksOnlyForWhatChangedSinceTheGivenDay() throws IOException {
        Path served = folder.resolve("served.jsonl");
        Files.write(served, List.of(vacancy("old", "2025-03-01", 1), vacancy("new", "2025-06-01", 1)));
        try (VacancyApiStandIn api = VacancyApiStandIn.start(served)) {
            VacancyApiSettings recent = new VacancyApiSettings(
                    api.address(),
                    List.of("2600000000000"),
                    Optional.of(LocalDate.of(2025, 5, 1)),
                    Offset.PAGES,
                    100,
                    3,
                    Duration.ofMillis(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5));
            assertThat(new String(bytes(recent), StandardCharsets.UTF_8))
                    .contains("\"new\"")
                    .doesNotContain("\"old\"");
        }
    }

    @Test
    void leavesTheEarlierFileWhereTheServerKeepsRefusing() throws IOException {
        Files.writeString(target(), "earlier\n");
        HttpServer refusing = server(503, "busy");
        try {
            URI address = URI.create("http://127.0.0.1:" + refusing.getAddress().getPort());
            assertThatThrownBy(() -> bytes(settings(address, Offset.PAGES, 10)))
                    .isInstanceOf(VacancyApiException.class)
                    .hasMessageContaining(address + "/api/v1/vacancies/region/26")
                    .hasMessageContaining("503")
                    .hasMessageContaining("try again later");
        } finally {
            refusing.stop(0);
        }
        assertThat(target()).content().isEqualTo("earlier\n");
        try (var files = Files.list(folder)) {
            assertThat(files).as("no half-written file stays").containsExactly(target());
        }
    }

    @Test
    void doesNotTakeAWebPageForVacancies() throws IOException {
        HttpServer page = server(200, "<html>Вход</html>");
        try {
            URI address = URI.create("http://127.0.0.1:" + page.getAddress().getPort());
            assertThatThrownBy(() -> bytes(settings(address, Offset.PAGES, 10)))
                    .isInstanceOf(VacancyApiException.class)
                    .hasMessageContaining("not JSON");
        } finally {
            page.stop(0);
        }
    }

    private static HttpServer server(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Path target() {
        return folder.resolve("extract.jsonl");
    }

    private byte[] bytes(VacancyApiSettings settings) throws IOException {
        return Files.readAllBytes(new VacancyApi(settings).extractTo(target()).file());
    }

    private static VacancyApiSettings settings(URI base, Offset offset, int pageSize) {
        return new VacancyApiSettings(
                base,
                List.of("26"),
                Optional.empty(),
                offset,
                pageSize,
                3,
                Duration.ofMillis(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    private Path served(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            lines.add(vacancy(String.format("id-%03d", number), "2025-03-01", number % 4));
        }
        return Files.write(folder.resolve("served.jsonl"), lines);
    }

    private static String vacancy(String id, String day, int places) {
        return """
                {"id":"%s","region":{"region_code":"2600000000000"},"company":{"inn":"2631000011",\
                "phone":"+7 (86554) 1-22-33","email":"hr@example.invalid","fax":""},"date_modify":"%sT10:00:00+0300",\
                "job-name":"Токарь","duty":"Звонить +7 (86554) 1-22-33, hr@example.invalid","work_places":%d,\
                "contact_list":[{"contact_value":"8 (86554) 12233"}],"contact_person":"Петрова Анна"}""".formatted(id, day, places);
    }
}
