package ru.orientir.etl.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import ru.orientir.etl.postgres.ConnectionTarget;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.postgres.WarehouseDatabase;

/** Keeps the embedded server up for psql, DBeaver and dashboards; other commands work beside it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        header = "Keep the embedded PostgreSQL up and print its addresses.",
        description = {"", "It stays until Ctrl-C. Other commands, loads included, work beside it.", ""},
        footer = {"", "Example:", "  ./orientir serve"})
final class ServeCommand extends Subcommand {

    private static final int SERVER_CHECK_SECONDS = 10;

    ServeCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!settings().warehouse().isEmbedded()) {
            throw usageError(
                    "Nothing to serve: the warehouse is " + settings().warehouse() + ", not the embedded PostgreSQL");
        }
        WarehouseDatabase database = context.openWarehouse(command);
        if (!database.isMigrated()) {
            try (RunLock lock = RunLock.acquire(database, "serve")) {
                database.migrate();
                lock.verify();
            } catch (RunLock.HeldByAnotherException e) {
                context.err().println("A load is at work; the marts appear when it has made them.");
            }
        }
        tellAddresses(database.analystTarget());
        CountDownLatch ended = new CountDownLatch(1);
        context.teardown().add(ended::countDown);
        while (!ended.await(SERVER_CHECK_SECONDS, TimeUnit.SECONDS)) {
            // Says why and ends, rather than pretend, where somebody has stopped the server.
            database.isMigrated();
        }
        return 0;
    }

    private void tellAddresses(ConnectionTarget analyst) throws IOException {
        URI address = address(analyst);
        Path passwords = passwordFile(analyst, address);
        String path = address.getHost() + ":" + address.getPort() + address.getPath();
        PrintStream out = context.out();
        out.println("PostgreSQL is up. The analyst reads schema mart:");
        out.println("  psql  psql \"postgresql://" + analyst.user() + "@" + path + "?passfile="
                + URLEncoder.encode(passwords.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20") + "\"");
        out.println("  JDBC  jdbc:postgresql://" + path + "?user=" + analyst.user());
        out.println("  password  in " + passwords.resolveSibling("warehouse-analyst"));
        out.println("Ctrl-C ends it.");
        out.flush();
    }

    private static URI address(ConnectionTarget analyst) {
        try {
            return new URI(analyst.url().substring("jdbc:".length()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path passwordFile(ConnectionTarget analyst, URI address) throws IOException {
        Path file = settings().secrets().resolve("pgpass");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file,
                String.join(
                                ":",
                                address.getHost(),
                                String.valueOf(address.getPort()),
                                "*",
                                analyst.user(),
                                analyst.password())
                        + "\n");
    }
}
