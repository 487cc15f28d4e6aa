package ru.orientir.dashboards.report;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The yearly report on the programme: stage I against stage II.
 *
 * <p>Input: a connection that may read {@code mart.*}. Output: {@code orientir.html} and {@code orientir.xlsx}, both
 * from one snapshot of the warehouse; the same data give the same bytes. Cost: one pass over each mart; memory is
 * bounded by the page, not by the warehouse.
 */
public final class AnnualReport {

    /** File name of the page. */
    public static final String PAGE = "orientir.html";

    /** File name of the workbook. */
    public static final String WORKBOOK = "orientir.xlsx";

    private AnnualReport() {}

    /**
     * Writes both files; a reader sees either the former ones or the new ones, never half of one.
     *
     * @param analyst connection of the analyst's role; its transaction settings are restored
     * @param folder where to write; created when missing
     * @throws SQLException when a mart cannot be read; nothing is replaced then
     * @throws IOException when the folder cannot be written
     */
    public static ReportFiles write(Connection analyst, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        Path draftPage = Files.createTempFile(folder, PAGE, ".tmp");
        Path draftWorkbook = Files.createTempFile(folder, WORKBOOK, ".tmp");
        try (Snapshot snapshot = new Snapshot(analyst)) {
            MartQuery marts = new MartQuery(analyst);
            ReportData data = ReportData.read(marts);
            Files.write(draftPage, ReportPage.assemble(data));
            long rows = ReportWorkbook.write(marts, data.publication(), draftWorkbook);
            Path page = publish(draftPage, folder.resolve(PAGE));
            Path workbook = publish(draftWorkbook, folder.resolve(WORKBOOK));
            return new ReportFiles(page, Files.size(page), workbook, Files.size(workbook), rows, data.detail());
        } finally {
            Files.deleteIfExists(draftPage);
            Files.deleteIfExists(draftWorkbook);
        }
    }

    private static Path publish(Path draft, Path target) throws IOException {
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            // A temporary file is for its owner only; a report is for everybody the folder is for.
            Files.setPosixFilePermissions(draft, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        }
        try {
            return Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** One read-only, repeatable view of the warehouse for all queries of a report. */
    private static final class Snapshot implements AutoCloseable {
        private final Connection connection;
        private final boolean autoCommit;
        private final boolean readOnly;
        private final int isolation;

        Snapshot(Connection connection) throws SQLException {
            this.connection = connection;
            autoCommit = connection.getAutoCommit();
            readOnly = connection.isReadOnly();
            isolation = connection.getTransactionIsolation();
            if (!autoCommit) {
                connection.rollback();
            }
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            connection.setTransactionIsolation(isolation);
            connection.setReadOnly(readOnly);
        }
    }
}
