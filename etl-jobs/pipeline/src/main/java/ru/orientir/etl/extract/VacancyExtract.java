package ru.orientir.etl.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * What the vacancy API says on a day, kept in the lake as a file that is read like any delivery: {@code
 * extracted/vacancy/api_<date>.jsonl}, one vacancy a line, personal data left out before anything is written.
 */
public final class VacancyExtract {

    /** Feed whose files the extracts are. */
    public static final String FEED = "vacancy";

    private final Path temporary;
    private final String folder;
    private final Configuration storage;

    /**
     * @param temporary local folder for the unfinished extract
     * @param lake root of the lake
     */
    public VacancyExtract(Path temporary, String lake, Configuration storage) {
        this.temporary = temporary;
        this.folder = folder(lake);
        this.storage = storage;
    }

    /** The folder that is read like an inbox. */
    public static String folder(String lake) {
        return lake + "/extracted";
    }

    /**
     * Reads the API to its end.
     *
     * @return how many vacancies it had
     * @throws VacancyApiException naming address, reason and remedy; an extract of an earlier day stays as it is
     */
    public int refresh(VacancyApiSettings settings, LocalDate day) {
        URI address = settings.base();
        try {
            Files.createDirectories(temporary);
            VacancyApi.Extract extract = new VacancyApi(settings).extractTo(temporary.resolve("api_" + day + ".jsonl"));
            org.apache.hadoop.fs.Path target =
                    new org.apache.hadoop.fs.Path(folder + "/" + FEED + "/api_" + day + ".jsonl");
            FileSystem files = target.getFileSystem(storage);
            org.apache.hadoop.fs.Path part = target.suffix(".part");
            files.copyFromLocalFile(
                    true, true, new org.apache.hadoop.fs.Path(extract.file().toUri()), part);
            files.delete(target, false);
            if (!files.rename(part, target)) {
                throw new IOException("cannot rename " + part);
            }
            return extract.vacancies();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep what the vacancy API at " + address + " said: " + e.getMessage(), e);
        }
    }
}
