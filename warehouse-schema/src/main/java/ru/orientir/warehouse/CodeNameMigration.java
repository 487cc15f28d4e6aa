package ru.orientir.warehouse;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Fills {@code core.code_name} from {@code reference/code_name.csv}, again whenever the file changes. Names come with the schema and
 * not with a load: a view that looks one up has it from the start, and a better word makes no published year stale.
 */
final class CodeNameMigration implements JavaMigration {
    private final ReferenceTable names = ReferenceTables.named("code_name");

    /** None: repeatable, before the views. */
    @Override
    public MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "0 code names";
    }

    @Override
    public Integer getChecksum() {
        return List.of(names.header(), names.rows()).hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        String values = String.join(", ", Collections.nCopies(names.header().size(), "?"));
        try (Statement statement = context.getConnection().createStatement();
                PreparedStatement insert = context.getConnection()
                        .prepareStatement("insert into core.code_name (" + String.join(", ", names.header())
                                + ") values (" + values.replaceFirst("\\?$", "?::smallint") + ")")) {
            statement.execute("set local role orientir_owner");
            statement.execute("delete from core.code_name");
            for (List<String> row : names.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    insert.setString(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
            statement.execute("set local role none");
        }
    }
}
