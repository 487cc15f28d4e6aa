package ru.orientir.etl.postgres;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import ru.orientir.etl.settings.OrientirSettings;

/**
 * Address and login of a database: all that is needed to open a connection from anywhere, a Spark task included.
 *
 * @param url JDBC address
 */
public record ConnectionTarget(String url, String user, String password) implements Serializable {

    /** Opens a connection that the server's list of sessions shows as {@code application}. */
    public Connection open(String application) throws SQLException {
        return open(application, new Properties());
    }

    Connection open(String application, Properties more) throws SQLException {
        Properties properties = properties(application);
        properties.putAll(more);
        return DriverManager.getConnection(url, properties);
    }

    /** What the driver needs beside the address. */
    public Properties properties(String application) {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    @Override
    public String toString() {
        return OrientirSettings.Warehouse.withoutSecrets(url) + (user == null ? "" : " as " + user);
    }
}
