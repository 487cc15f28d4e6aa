package ru.orientir.dashboards.superset.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ru.orientir.dashboards.superset.SupersetException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Superset's REST API as one person who has logged in. Any answer but a good one is a {@link RefusedException}. */
public final class SupersetClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(5);
    private static final int PAGE = 100;

    private final URI address;
    private final HttpClient http;
    private String token;
    private String csrfToken;

    /** An answer that is no success. */
    public static final class RefusedException extends RuntimeException {
        private final int status;
        private final String body;

        RefusedException(String request, int status, String body) {
            super(request + " answered " + status + ": " + shortened(body));
            this.status = status;
            this.body = body;
        }

        public int status() {
            return status;
        }

        /** The body as it came. */
        public String body() {
            return body;
        }

        private static String shortened(String body) {
            String line = body.strip().replaceAll("\\s+", " ");
            return line.length() > 400 ? line.substring(0, 400) + "…" : line;
        }
    }

    private SupersetClient(URI address) {
        this.address = address;
        http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(CONNECT_WITHIN)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Logs in.
     *
     * @param url address of Superset, such as {@code http://localhost:8088}
     * @throws SupersetException where nobody answers there, it is no Superset, or it does not know user and password
     */
    public static SupersetClient login(String url, String user, String password) {
        SupersetClient client = new SupersetClient(address(url));
        ObjectNode login = object().put("username", user).put("password", password);
        login.put("provider", "db").put("refresh", true);
        try {
            client.token = client.post("/api/v1/security/login", login)
                    .path("access_token")
                    .asString("");
            client.csrfToken =
                    client.get("/api/v1/security/csrf_token/").path("result").asString("");
        } catch (RefusedException e) {
            if (e.status() == 401) {
                throw new SupersetException(
                        "Superset at " + url + " does not know user " + user + " with this password", e);
            }
            throw new SupersetException("Cannot log in to Superset at " + url + ": " + e.getMessage(), e);
        }
        return client;
    }

    private static URI address(String url) {
        String trimmed = url.replaceAll("/+$", "");
        if (!trimmed.matches("https?://[^/\\s]+(/\\S*)?")) {
            throw new SupersetException("«" + url + "» is no address of a Superset; expected http://host:8088");
        }
        return URI.create(trimmed);
    }

    /** An empty object to fill and send. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public JsonNode get(String path) {
        return json(path, send("GET", path, null, null));
    }

    public byte[] getBytes(String path) {
        return send("GET", path, null, null);
    }

    public JsonNode post(String path, JsonNode body) {
        return json(path, send("POST", path, bytes(body), "application/json"));
    }

    public JsonNode put(String path, JsonNode body) {
        return json(path, send("PUT", path, bytes(body), "application/json"));
    }

    public void delete(String path) {
        send("DELETE", path, null, null);
    }

    /** Sends a file and further fields as a form. */
    public JsonNode postFile(String path, String field, String fileName, byte[] file, Map<String, String> fields) {
        String boundary = "orientir-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> append(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                        + "\r\n"));
        append(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/zip\r\n\r\n");
        body.writeBytes(file);
        append(body, "\r\n--" + boundary + "--\r\n");
        return json(path, send("POST", path, body.toByteArray(), "multipart/form-data; boundary=" + boundary));
    }

    /** All rows of a list, page after page. */
    public List<JsonNode> list(String path) {
        List<JsonNode> rows = new ArrayList<>();
        for (int page = 0; ; page++) {
            JsonNode answer = get(path + "?q=(page:" + page + ",page_size:" + PAGE + ")");
            answer.path("result").forEach(rows::add);
            if (answer.path("result").isEmpty()
                    || rows.size() >= answer.path("count").asInt(0)) {
                return rows;
            }
        }
    }

    private byte[] send(String method, String path, byte[] body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_WITHIN)
                .header("Accept", "application/json")
                .header("Accept-Language", "en")
                .header("Referer", address.toString())
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (csrfToken != null) {
            request.header("X-CSRFToken", csrfToken);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new RefusedException(
                        method + " " + path, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (ConnectException e) {
            throw new SupersetException(
                    "No Superset answers at " + address + "; check the address, and that it is up", e);
        } catch (IOException e) {
            throw new SupersetException("Cannot talk to Superset at " + address + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SupersetException("Interrupted while talking to Superset at " + address, e);
        }
    }

    private JsonNode json(String path, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new SupersetException(address + path + " does not answer as Superset does; check the address", e);
        }
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
