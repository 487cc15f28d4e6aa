package ru.orientir.etl.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymKeyTest {
    private static final List<String> PERSON = List.of("Лесная", "Алёна", "", "2010-05-01");

    @TempDir
    Path home;

    @Test
    void isMadeOnceAndKeptToItsOwner() throws IOException {
        Pseudonymiser first = PseudonymKey.pseudonymiser(Map.of(), home);
        Pseudonymiser second = PseudonymKey.pseudonymiser(Map.of(), home);

        assertThat(second.keyId()).isEqualTo(first.keyId()).matches("[0-9a-f]{8}");
        assertThat(second.pseudonym(PERSON)).isEqualTo(first.pseudonym(PERSON));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets/pseudonym.key"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(home.resolve("secrets"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theEnvironmentComesFirst() {
        Pseudonymiser given =
                PseudonymKey.pseudonymiser(Map.of(PseudonymKey.VARIABLE, "a secret of the region's"), home);

        assertThat(given.keyId())
                .isNotEqualTo(PseudonymKey.pseudonymiser(Map.of(), home).keyId());
    }

    @Test
    void aSecretFileComesNext() throws IOException {
        Path file = Files.writeString(home.resolve("key"), "a secret of the region's\n");

        assertThat(PseudonymKey.pseudonymiser(Map.of(PseudonymKey.FILE_VARIABLE, file.toString()), home)
                        .keyId())
                .isEqualTo(PseudonymKey.pseudonymiser(Map.of(PseudonymKey.VARIABLE, "a secret of the region's"), home)
                        .keyId());
    }

    @Test
    void neverShowsItself() {
        assertThat(PseudonymKey.pseudonymiser(Map.of(PseudonymKey.VARIABLE, "a secret of the region's"), home))
                .asString()
                .doesNotContain("secret of");
    }
}
