package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {
    private static final Path PAGE = Path.of("DATA_DICTIONARY.md");
    private static final String RENEW = "mvn -pl warehouse-schema -am test -Dtest=DataDictionaryTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddictionary.write=true";

    @Test
    void thePageTellsWhatTheDatabaseHolds() throws SQLException, IOException {
        String markdown = new DataDictionary(Warehouse.migrated()).markdown();
        if (Boolean.getBoolean("dictionary.write")) {
            Files.writeString(PAGE, markdown);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE).replace("\r\n", "\n") : "")
                .as("warehouse-schema/DATA_DICTIONARY.md is stale; renew it with%n  %s%n", RENEW)
                .isEqualTo(markdown);
    }
}
