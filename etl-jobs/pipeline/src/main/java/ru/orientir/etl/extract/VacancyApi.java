package ru.orientir.etl.extract;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Extracts vacancies from the API of «Работа России» into one JSON lines file.
 *
 * <p>Output: one raw vacancy a line, people's contacts removed, keys sorted, lines in order of the vacancy's id; equal
 * content gives equal bytes. Where the API repeats an id, the state modified last stays. The file appears whole or not
 * at all. Cost: all vacancies of the regions are held in memory once, about 2 KB each.
 */
public final class VacancyApi {

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;

    private final VacancyApiSettings settings;
    private final HttpClient client;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private int retries;
    private int pages;

    public VacancyApi(VacancyApiSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * What an extract brought.
     *
     * @param file the JSON lines file
     * @param vacancies its lines
     * @param pages answers with status 200
     * @param retries tries that had to be repeated
     */
    public record Extract(Path file, int vacancies, int pages, int retries) {}

    private record Vacancy(String modified, byte[] line) {}

    /**
     * Reads every page of every region and writes {@code file}.
     *
     * @throws VacancyApiException where the API cannot be reached, refuses, or answers something else than vacancies;
     *     an earlier file stays as it was
     * @throws UncheckedIOException where the file cannot be written
     */
    public Extract extractTo(Path file) {
        retries = 0;
        pages = 0;
        Map<String, Vacancy> vacancies = new TreeMap<>();
        for (String regionCode : settings.regionCodes()) {
            readRegion(regionCode, vacancies);
        }
        try {
            write(file, vacancies);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the vacancies to " + file, e);
        }
        return new Extract(file, vacancies.size(), pages, retries);
    }

    /**
     * Ends on a page without a vacancy that is new for the region: the total that the API states is not to be relied
     * on. It still tells when the setting for the offset does not fit the API.
     */
    private void readRegion(String regionCode, Map<String, Vacancy> vacancies) {
        Set<String> seen = new HashSet<>();
        long offset = 0;
        for (int number = 1; ; number++) {
            URI address = address(regionCode, offset);
            JsonNode envelope = envelope(address, read(address));
            JsonNode page = envelope.path("results").path("vacancies");
            int before = seen.size();
            for (JsonNode element : page) {
                seen.add(keepNewest(
                        address, element.path("vacancy").isObject() ? element.path("vacancy") : element, vacancies));
            }
            int fresh = seen.size() - before;
            if (number == 2) {
                requireFittingOffset(address, seen.size(), page.size(), fresh, total(envelope));
            }
            if (fresh == 0) {
                return;
            }
            offset += settings.offset() == VacancyApiSettings.Offset.PAGES ? 1 : page.size();
        }
    }

    /** A wrong setting shows on the second page: it is empty although much is left, or it repeats the first. */
    private void requireFittingOffset(URI address, int seen, int ofPage, int fresh, long total) {
        boolean jumpsOver = ofPage == 0 && total > seen;
        boolean hardlyMoves = ofPage >= 10 && fresh > 0 && fresh <= ofPage / 10 && total > seen;
        if (jumpsOver || hardlyMoves) {
            throw new VacancyApiException(
                    address,
                    "the second page brought " + fresh + " new vacancies, with " + seen + " of " + total + " read",
                    "the setting for what the offset counts (" + settings.offset() + ") does not fit this API: set the"
                            + " other one");
        }
    }

    private static long total(JsonNode envelope) {
        String total = envelope.path("meta").path("total").asString("");
        return total.matches("\\d{1,18}") ? Long.parseLong(total) : 0;
    }

    private URI address(String regionCode, long offset) {
        String base = settings.base().toString().replaceAll("/+$", "");
        String since = settings.modifiedFrom()
                .map(day -> "&modifiedFrom=" + day + "T00:00:00Z")
                .orElse("");
        return URI.create(base + "/api/v1/vacancies/region/" + regionCode + "?offset=" + offset + "&limit="
                + settings.pageSize() + since);
    }

    private JsonNode envelope(URI address, String body) {
        JsonNode envelope;
        try {
            envelope = mapper.readTree(body);
        } catch (JacksonException e) {
            throw new VacancyApiException(
                    address,
                    "the answer is not JSON",
                    "check that the address leads to the vacancy API and not to a sign-in page",
                    e);
        }
        String status = envelope.path("status").asString("200");
        if (!status.isEmpty() && !status.equals("200")) {
            throw new VacancyApiException(
                    address,
                    "the answer's own status is " + status + " "
                            + envelope.path("meta").path("error").asString(""),
                    "check the region code and the setting for what the offset counts");
        }
        if (!envelope.isObject() || !(envelope.has("results") || envelope.has("meta"))) {
            throw new VacancyApiException(
                    address, "the answer has neither «results» nor «meta»", "check the base address of the API");
        }
        return envelope;
    }

    private String keepNewest(URI address, JsonNode vacancy, Map<String, Vacancy> vacancies) {
        String id = vacancy.path("id").asString("");
        if (id.isBlank()) {
            throw new VacancyApiException(
                    address, "a vacancy has no id", "the API's form has changed; compare it with the vacancy contract");
        }
        String modified = vacancy.path("date_modify").asString("");
        Vacancy known = vacancies.get(id);
        if (known == null || modified.compareTo(known.modified) > 0) {
            String line = mapper.writeValueAsString(VacancyPersonalData.removedFrom(vacancy, mapper));
            vacancies.put(id, new Vacancy(modified, line.getBytes(StandardCharsets.UTF_8)));
        }
        return id;
    }

    private String read(URI address) {
        for (int attempt = 1; ; attempt++) {
            Duration asked = null;
            try {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(address)
                                .timeout(settings.timeout())
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() == OK) {
                    pages++;
                    return answer.body();
                }
                if (!isWorthRepeating(answer.statusCode())) {
                    throw new VacancyApiException(
                            address,
                            "the server answered " + answer.statusCode(),
                            "check the base address and the region code");
                }
                if (attempt >= settings.maxAttempts()) {
                    throw new VacancyApiException(
                            address,
                            "the server answered " + answer.statusCode() + " to " + attempt + " tries",
                            "try again later; vacancies read before stay as they are");
                }
                asked = retryAfter(answer);
            } catch (IOException e) {
                if (attempt >= settings.maxAttempts()) {
                    throw new VacancyApiException(
                            address,
                            "no answer in " + attempt + " tries (" + e + ")",
                            "check the network and the address; vacancies read before stay as they are",
                            e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new VacancyApiException(address, "the run was stopped while waiting", "start it again", e);
            }
            retries++;
            pause(address, attempt, asked);
        }
    }

    private static boolean isWorthRepeating(int status) {
        return status == TOO_MANY_REQUESTS || status == 408 || status >= 500;
    }

    /** What the server asks for, in seconds; null where it says nothing or names a moment. */
    private static Duration retryAfter(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.strip().matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value.strip())))
                .orElse(null);
    }

    private void pause(URI address, int attempt, Duration asked) {
        long backOff = settings.firstDelay().toMillis() << Math.min(attempt - 1, 20);
        long jittered = backOff + ThreadLocalRandom.current().nextLong(backOff / 2 + 1);
        long wanted = asked == null ? jittered : Math.max(asked.toMillis(), jittered);
        try {
            Thread.sleep(Math.min(wanted, settings.maxDelay().toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VacancyApiException(address, "the run was stopped while waiting", "start it again", e);
        }
    }

    private static void write(Path file, Map<String, Vacancy> vacancies) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, ".vacancies", ".part");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(temporary)) {
                for (Vacancy vacancy : vacancies.values()) {
                    writer.write(new String(vacancy.line(), StandardCharsets.UTF_8));
                    writer.write('\n');
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
