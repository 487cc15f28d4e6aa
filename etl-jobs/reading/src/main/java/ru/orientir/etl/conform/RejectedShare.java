package ru.orientir.etl.conform;

import java.util.Optional;
import ru.orientir.etl.land.Rejection;

/** The rule {@code too_many_rejected}: a file with too large a share of wrong rows is refused whole. */
public final class RejectedShare {
    private static final long COUNTS_FROM = 20;

    private RejectedShare() {}

    /**
     * @param limit share of rejected rows, 0 to 1, above which the file is refused
     * @param rows data rows of the file, left-out rows not counted
     * @param rejected rejected rows among them; few of them never refuse a file
     */
    public static Optional<Rejection> check(double limit, String fileName, long rows, long rejected) {
        if (rejected < COUNTS_FROM || rejected <= rows * limit) {
            return Optional.empty();
        }
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        return Optional.of(new Rejection(
                "too_many_rejected",
                Rejection.Severity.FILE,
                null,
                null,
                null,
                "Файл «%s»: отклонено строк: %d из %d, это больше допустимых %.0f %%. Проверьте, та ли это форма, исправьте строки и пришлите файл снова."
                        .formatted(name, rejected, rows, limit * 100),
                "File «%s»: %d of %d rows were rejected, more than the %.0f %% allowed. Check that this is the right form, correct the rows and send the file again."
                        .formatted(name, rejected, rows, limit * 100),
                null));
    }
}
