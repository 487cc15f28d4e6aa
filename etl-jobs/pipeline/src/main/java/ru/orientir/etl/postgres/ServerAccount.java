package ru.orientir.etl.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ru.orientir.etl.settings.CannotProceedException;

/**
 * The account PostgreSQL runs as. It refuses root, so for root its programs get a user namespace of their own; where the system forbids one
 * (as containers do) they run as {@code nobody}, who then owns the server's folder.
 *
 * @param prefix words put before each command; empty for a plain user
 * @param owner user id that must own the server's data
 */
record ServerAccount(List<String> prefix, long owner) {

    private static final long ROOT = 0;
    private static final long NOBODY = 65_534;

    /** The account for a server in {@code folder}, which must exist: the first way that works here and gets there. */
    static ServerAccount ofThisProcess(Path folder) {
        long user = userOfThisProcess(folder);
        if (user != ROOT) {
            return new ServerAccount(List.of(), user);
        }
        String id = String.valueOf(NOBODY);
        List<String> setpriv = List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups");
        List<ServerAccount> ways = List.of(
                new ServerAccount(List.of("unshare", "-U"), ROOT),
                new ServerAccount(setpriv, NOBODY),
                new ServerAccount(List.of("sudo", "-n", "-u", "#" + id, "--"), NOBODY));
        return ways.stream()
                .filter(way -> runs(with(way.prefix, "ls", folder.toString())))
                .findFirst()
                .orElseThrow(
                        () -> new CannotProceedException("Cannot start the embedded PostgreSQL as root in " + folder
                                + ": it refuses to run as root, and neither unshare, setpriv nor sudo lets it run there as another user."
                                + " Run Orientir as a plain user, put ORIENTIR_HOME where others may pass, such as /var/lib/orientir,"
                                + " or set ORIENTIR_WAREHOUSE_URL"));
    }

    List<String> command(String... words) {
        return List.of(with(prefix, words));
    }

    /** Makes the account own a folder and all in it. Nothing to do for a plain user. */
    void take(Path folder) throws IOException {
        if (prefix.isEmpty() || ((Number) Files.getAttribute(folder, "unix:uid")).longValue() == owner) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", (int) owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Asked of a file just made, because the JDK's own call answers 0 for a user without a name, as in containers. */
    private static long userOfThisProcess(Path folder) {
        try {
            Path mine = Files.createTempFile(folder, "user", "");
            try {
                return ((Number) Files.getAttribute(mine, "unix:uid")).longValue();
            } finally {
                Files.delete(mine);
            }
        } catch (IOException e) {
            throw new CannotProceedException("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String[] with(List<String> prefix, String... words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    private static boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
