package ru.orientir.etl.platform;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The account PostgreSQL runs as. It refuses root, so for root its programs get a user namespace of their own; where the system forbids one
 * (as containers do) they run as {@code nobody}, who then owns the server's folder.
 *
 * @param prefix words put before each command; empty for a plain user
 * @param owner user id that must own the server's data
 */
record ServerAccount(List<String> prefix, long owner) {

    private static final long NOBODY = 65_534;

    static ServerAccount ofThisProcess() {
        long user = new UnixSystem().getUid();
        if (user != 0) {
            return new ServerAccount(List.of(), user);
        }
        if (runs("unshare", "-U", "true")) {
            return new ServerAccount(List.of("unshare", "-U"), 0);
        }
        String id = String.valueOf(NOBODY);
        List<String> setpriv = List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--");
        if (runs(with(setpriv, "true"))) {
            return new ServerAccount(setpriv, NOBODY);
        }
        List<String> sudo = List.of("sudo", "-n", "-u", "#" + NOBODY, "--");
        if (runs(with(sudo, "true"))) {
            return new ServerAccount(sudo, NOBODY);
        }
        throw new CannotProceedException(
                "Cannot start the embedded PostgreSQL as root: it refuses to run as root, and neither unshare, setpriv"
                        + " nor sudo works here. Run Orientir as a plain user, or set ORIENTIR_WAREHOUSE_URL");
    }

    List<String> command(String... words) {
        return List.of(with(prefix, words));
    }

    /** Makes the account own a folder and all in it, and checks that it can get there. Nothing to do for a plain user. */
    void take(Path folder) throws IOException {
        if (new UnixSystem().getUid() != 0 || ((Number) Files.getAttribute(folder, "unix:uid")).longValue() == owner) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", (int) owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Says which folder on the way bars the account, if one does. */
    void requireReach(Path folder) {
        if (!prefix.isEmpty() && !runs(with(prefix, "ls", folder.toString()))) {
            throw new CannotProceedException(
                    "Cannot start the embedded PostgreSQL as root: user " + owner + ", as whom it runs, may not enter "
                            + folder
                            + ". Put ORIENTIR_HOME where others may pass, such as /var/lib/orientir, or set ORIENTIR_WAREHOUSE_URL");
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
