package ru.orientir.etl.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    private Path home;

    @Test
    void aSecretIsGeneratedOnce() {
        SecretFile file = new SecretFile(home.resolve("secrets/key"));
        assertThat(file.read()).isEmpty();

        String secret = file.readOrGenerate();

        assertThat(secret).hasSize(32);
        assertThat(file.readOrGenerate()).isEqualTo(secret);
        assertThat(new SecretFile(home.resolve("secrets/other")).readOrGenerate())
                .isNotEqualTo(secret);
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        SecretFile file = new SecretFile(home.resolve("secrets/key"));
        file.readOrGenerate();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file.path().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void blanksAroundItDoNotBelongToItAndABlankFileHasNone() throws IOException {
        SecretFile file = new SecretFile(home.resolve("key"));
        Files.writeString(file.path(), "  word\n");
        assertThat(file.read()).hasValue("word");

        Files.writeString(file.path(), " \n");
        assertThat(file.read()).isEmpty();
        assertThat(file.readOrGenerate()).hasSize(32);
    }

    @Test
    void aNewSecretReplacesTheOldOneAndLeavesNothingBeside() throws IOException {
        SecretFile file = new SecretFile(home.resolve("secrets/key"));
        file.write("old");
        file.write("new");

        assertThat(file.read()).hasValue("new");
        try (var files = Files.list(file.path().getParent())) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        SecretFile folder = new SecretFile(Files.createDirectory(home.resolve("key")));

        assertThatThrownBy(folder::read)
                .isInstanceOf(CannotProceedException.class)
                .hasMessageContaining("Cannot read the secret in " + folder.path());
    }
}
