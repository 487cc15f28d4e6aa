package ru.orientir.etl.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A secret kept in a file that only its owner may read (mode 0600 in a folder 0700), such as a generated password. */
public record SecretFile(Path path) {

    private static final int GENERATED_BYTES = 24;

    /** The secret without surrounding blanks; empty where the file is missing or blank. */
    public Optional<String> read() {
        try {
            return Files.exists(path)
                    ? Optional.of(Files.readString(path).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new CannotProceedException("Cannot read the secret in " + path + ": " + e.getMessage(), e);
        }
    }

    /** The secret, generated and written when there is none yet. */
    public String readOrGenerate() {
        return read().orElseGet(() -> {
            byte[] bytes = new byte[GENERATED_BYTES];
            new SecureRandom().nextBytes(bytes);
            String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            write(secret);
            return secret;
        });
    }

    /** Replaces the secret; a crash leaves the old one or the new one, never half of it. */
    void write(String secret) {
        try {
            Path folder = path.getParent();
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path fresh = Files.createTempFile(
                    folder,
                    path.getFileName() + ".",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, secret + "\n");
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotProceedException("Cannot write the secret " + path + ": " + e.getMessage(), e);
        }
    }
}
