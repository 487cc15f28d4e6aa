package ru.orientir.etl.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small stand-in of the vacancy API of «Работа России» on the loopback address. It serves the vacancies of one JSON
 * lines file by region, page after page, in the API's envelope and with its habits: {@code meta.total} now a string and
 * now a number, no {@code results.vacancies} on an empty page, and on its first requests one 503 and one 429 with
 * {@code Retry-After}.
 *
 * <p>Input: a file of raw vacancies, one JSON object a line. Only the position of each line is held in memory.
 */
public final class VacancyApiStandIn implements AutoCloseable {

    private static final Pattern REGION_PATH = Pattern.compile("/api/v1/vacancies/region/(\\d{1,13})");
    private static final int LARGEST_PAGE = 100;
    private static final int UNAVAILABLE_REQUEST = 2;
    private static final int TOO_MANY_REQUEST = 4;

    /** What the {@code offset} of a request counts; real clients disagree, so both can be served. */
    public enum Offset {
        PAGES,
        RECORDS
    }

    private record Line(String regionCode, OffsetDateTime modified, long start, int length) {}

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Path vacancies;
    private final Offset offset;
    private final List<Line> lines = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;
    private final ExecutorService threads;

    private VacancyApiStandIn(Path vacancies, Offset offset) throws IOException {
        this.vacancies = vacancies;
        this.offset = offset;
        indexLines();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        threads = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "vacancy-api-stand-in");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Starts serving on a free port; the offset counts pages.
     *
     * @throws UncheckedIOException where the file cannot be read or no port is free
     */
    public static VacancyApiStandIn start(Path vacancies) {
        return start(vacancies, Offset.PAGES);
    }

    public static VacancyApiStandIn start(Path vacancies, Offset offset) {
        try {
            return new VacancyApiStandIn(vacancies, offset);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot serve the vacancies of " + vacancies, e);
        }
    }

    /** Base address, such as {@code http://127.0.0.1:40123}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Requests answered so far, refused ones included. */
    public int requests() {
        return requests.get();
    }

    private void indexLines() throws IOException {
        long start = 0;
        try (BufferedReader reader = Files.newBufferedReader(vacancies)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int length = line.getBytes(StandardCharsets.UTF_8).length;
                if (!line.isBlank()) {
                    JsonNode vacancy = mapper.readTree(line);
                    lines.add(new Line(
                            vacancy.path("region").path("region_code").asString(),
                            moment(vacancy.path("date_modify").asString()),
                            start,
                            length));
                }
                start += length + 1;
            }
        }
    }

    private static OffsetDateTime moment(String text) {
        return OffsetDateTime.parse(text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int request = requests.incrementAndGet();
            Matcher path = REGION_PATH.matcher(exchange.getRequestURI().getPath());
            if (request == UNAVAILABLE_REQUEST) {
                send(exchange, 503, "{\"status\":\"503\"}");
            } else if (request == TOO_MANY_REQUEST) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, "{\"status\":\"429\"}");
            } else if (!path.matches()) {
                send(exchange, 404, "{\"status\":\"404\"}");
            } else {
                send(exchange, 200, page(path.group(1), parameters(exchange), request));
            }
        }
    }

    private String page(String regionCode, Map<String, String> parameters, int request) throws IOException {
        int limit = Math.min(LARGEST_PAGE, Integer.parseInt(parameters.getOrDefault("limit", "100")));
        long asked = Long.parseLong(parameters.getOrDefault("offset", "0"));
        String modifiedFrom = parameters.get("modifiedFrom");
        OffsetDateTime since = modifiedFrom == null || modifiedFrom.isBlank() ? null : since(modifiedFrom);
        List<Line> found = lines.stream()
                .filter(line -> isSameRegion(line.regionCode, regionCode))
                .filter(line -> since == null || !line.modified.isBefore(since))
                .toList();
        long first = offset == Offset.PAGES ? asked * limit : asked;
        ObjectNode envelope = mapper.createObjectNode();
        envelope.put("status", "200");
        envelope.putObject("request").put("api", "v1");
        ObjectNode meta = envelope.putObject("meta");
        if (request % 2 == 0) {
            meta.put("total", Integer.toString(found.size()));
        } else {
            meta.put("total", found.size());
        }
        meta.put("limit", limit);
        ObjectNode results = envelope.putObject("results");
        if (first < found.size()) {
            ArrayNode page = results.putArray("vacancies");
            int end = (int) Math.min(found.size(), first + limit);
            for (Line line : found.subList((int) first, end)) {
                page.addObject().set("vacancy", read(line));
            }
        }
        return mapper.writeValueAsString(envelope);
    }

    private static boolean isSameRegion(String ofVacancy, String asked) {
        String padded = asked.length() == 1 ? "0" + asked : asked;
        return ofVacancy.length() >= 2 && padded.startsWith(ofVacancy.substring(0, 2));
    }

    private static OffsetDateTime since(String text) {
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                : OffsetDateTime.parse(text);
    }

    private JsonNode read(Line line) throws IOException {
        try (var file = Files.newByteChannel(vacancies)) {
            ByteBuffer bytes = ByteBuffer.allocate(line.length);
            file.position(line.start);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // a channel may hand over less than asked
            }
            return mapper.readTree(bytes.array());
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
