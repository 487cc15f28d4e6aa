package ru.orientir.etl.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.SettingsReader;

/**
 * A migrated warehouse that knows of no run when a test begins; one server for all tests. Gives them {@link JdbcTemplate} and {@link
 * WarehouseDatabase}.
 */
public final class EmptyLedger implements BeforeEachCallback, ParameterResolver {

    @Override
    public void beforeEach(ExtensionContext context) {
        server(context).warehouse.execute("TRUNCATE audit.load_run CASCADE");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == JdbcTemplate.class || type == WarehouseDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = server(context);
        return parameter.getParameter().getType() == JdbcTemplate.class ? server.warehouse : server.database;
    }

    private static Server server(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(EmptyLedger.class))
                .computeIfAbsent(Server.class, type -> new Server(), Server.class);
    }

    private static final class Server implements AutoCloseable {

        private final Path home;
        private final WarehouseDatabase database;
        private final JdbcTemplate warehouse;

        Server() {
            try {
                home = Files.createTempDirectory("ledger");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            database = WarehouseDatabase.open(new SettingsReader(home, Map.of()).settings());
            database.migrate();
            warehouse = new JdbcTemplate(database.etl());
        }

        @Override
        public void close() throws IOException {
            database.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }
}
