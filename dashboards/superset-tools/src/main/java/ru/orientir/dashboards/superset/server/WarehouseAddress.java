package ru.orientir.dashboards.superset.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.orientir.dashboards.superset.Asset;
import ru.orientir.dashboards.superset.AssetKind;
import ru.orientir.dashboards.superset.Assets;
import ru.orientir.dashboards.superset.SupersetException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where Superset finds the warehouse: what differs from one installation to the next, while the assets stay the same.
 *
 * @param host as Superset's machine sees it
 * @param sslMode how the connection is encrypted, in libpq's words; empty leaves it to the driver
 */
public record WarehouseAddress(String host, int port, String database, String sslMode, String user, String password) {

    private static final int USUAL_PORT = 5432;
    private static final String MASK = "XXXXXXXXXX";
    private static final Pattern SSL_MODE = Pattern.compile("(?:^|&)sslmode=([a-z-]+)");

    /**
     * Reads an address.
     *
     * @param url {@code jdbc:postgresql://host:5432/database} or the same without {@code jdbc:}
     */
    public static WarehouseAddress of(String url, String user, String password) {
        try {
            URI uri = URI.create(url.replaceFirst("^jdbc:", "").replaceFirst("^postgresql\\+psycopg2:", "postgresql:"));
            if (uri.getHost() != null && uri.getPath() != null && uri.getPath().length() > 1) {
                int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
                Matcher ssl = SSL_MODE.matcher(uri.getQuery() == null ? "" : uri.getQuery());
                return new WarehouseAddress(
                        uri.getHost(),
                        port,
                        uri.getPath().substring(1),
                        ssl.find() ? ssl.group(1) : "",
                        user,
                        password);
            }
        } catch (IllegalArgumentException e) {
            throw unusable(url, e);
        }
        throw unusable(url, null);
    }

    private static SupersetException unusable(String url, Exception cause) {
        return new SupersetException(
                "«" + url + "» is no address of a warehouse; expected postgresql://host:5432/database", cause);
    }

    /** The assets with their database connected here; its catalogue goes with the datasets. */
    public Assets connect(Assets assets) {
        List<Asset> connected = new ArrayList<>();
        for (Asset asset : assets.all()) {
            ObjectNode content = asset.content().deepCopy();
            if (asset.kind() == AssetKind.DATABASE) {
                content.put("sqlalchemy_uri", uri());
            } else if (asset.kind() == AssetKind.DATASET) {
                content.put("catalog", database);
            }
            connected.add(asset.with(content));
        }
        return new Assets(connected);
    }

    private String uri() {
        String authority = host.contains(":") ? "[" + host.replaceAll("[\\[\\]]", "") + "]" : host;
        return "postgresql+psycopg2://" + user + ":" + MASK + "@" + authority + ":" + port + "/" + database
                + (sslMode.isEmpty() ? "" : "?sslmode=" + sslMode);
    }

    @Override
    public String toString() {
        return host + ":" + port + "/" + database + " as " + user;
    }
}
