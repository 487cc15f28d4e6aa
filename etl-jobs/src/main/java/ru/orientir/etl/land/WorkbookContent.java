package ru.orientir.etl.land;

import java.io.IOException;
import java.util.List;
import ru.orientir.etl.contract.FeedContract;

/** Rows of a workbook. */
final class WorkbookContent {
    WorkbookContent(FeedContract contract, Refusals refusals, ReadingLimits limits, String fileName) {}

    void read(OpenStream stream, RowLanding landing, List<String> notices) throws RefusedFile, IOException {}
}
