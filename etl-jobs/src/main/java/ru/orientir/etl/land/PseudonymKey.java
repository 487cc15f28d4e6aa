package ru.orientir.etl.land;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where the key of the pseudonyms comes from: the environment ({@code ORIENTIR_PSEUDONYM_KEY}), a secret file
 * ({@code ORIENTIR_PSEUDONYM_KEY_FILE}), or {@code <home>/secrets/pseudonym.key}, made once with 32 random bytes.
 */
public final class PseudonymKey {
    public static final String VARIABLE = "ORIENTIR_PSEUDONYM_KEY";
    public static final String FILE_VARIABLE = "ORIENTIR_PSEUDONYM_KEY_FILE";
    private static final int BYTES = 32;

    private PseudonymKey() {}

    /**
     * @param environment the process's environment
     * @param home folder of everything the program writes
     */
    public static Pseudonymiser pseudonymiser(Map<String, String> environment, Path home) {
        byte[] key = key(environment, home);
        return new Pseudonymiser(key, keyId(key));
    }

    /** Short public name of a key: the first 8 hex digits of its SHA-256. */
    public static String keyId(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256", impossible);
        }
    }

    private static byte[] key(Map<String, String> environment, Path home) {
        String given = environment.get(VARIABLE);
        if (given != null && !given.isBlank()) {
            return given.strip().getBytes(StandardCharsets.UTF_8);
        }
        String file = environment.get(FILE_VARIABLE);
        try {
            return file != null && !file.isBlank()
                    ? read(Path.of(file))
                    : readOrCreate(home.resolve("secrets").resolve("pseudonym.key"));
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the pseudonym key: " + failure, failure);
        }
    }

    private static byte[] read(Path file) throws IOException {
        return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] readOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            restrict(file.getParent(), "rwx------");
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Path fresh = Files.createTempFile(file.getParent(), "pseudonym", ".tmp");
            restrict(fresh, "rw-------");
            Files.writeString(fresh, HexFormat.of().formatHex(random), StandardOpenOption.TRUNCATE_EXISTING);
            publish(fresh, file);
        }
        return read(file);
    }

    /** Whoever comes first decides the key; a link, unlike a move, never replaces the other's. */
    private static void publish(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // the key of the process that was faster is read next
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException noLinks) {
            Files.copy(fresh, file);
            restrict(file, "rw-------");
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
