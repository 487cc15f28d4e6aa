package ru.orientir.etl.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import ru.orientir.etl.contract.FeedContract;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.contract.FileForm;
import ru.orientir.etl.contract.ReportingYears;
import ru.orientir.etl.reading.FeedRecognition;
import ru.orientir.etl.reading.FileReading;
import ru.orientir.etl.reading.LandedRow;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.reading.ReadCounts;
import ru.orientir.etl.reading.ReadingLimits;
import ru.orientir.etl.reading.RefusedFile;
import ru.orientir.etl.reading.Rejection;
import ru.orientir.etl.reading.SourceFile;

/** Checks a file before it is sent, by the same contract, readers and rules as the load, without Spark or a database. */
public final class FileCheck {
    private static final int MOST_REJECTIONS = 200;

    private final FeedContracts contracts;
    private final ReferenceCodes references;
    private final ReportingYears years;
    private final double highestRejectedShare;
    private final Pseudonymiser pseudonymiser;

    /** @param highestRejectedShare share of rejected rows that the load allows a file */
    public FileCheck(
            FeedContracts contracts,
            ReferenceCodes references,
            ReportingYears years,
            double highestRejectedShare,
            Pseudonymiser pseudonymiser) {
        this.contracts = contracts;
        this.references = references;
        this.years = years;
        this.highestRejectedShare = highestRejectedShare;
        this.pseudonymiser = pseudonymiser;
    }

    /**
     * @param file the file; a folder above it that is called as a feed tells the feed
     * @param feed feed to check it as; null to tell it from the folder, else from the header
     * @throws UncheckedIOException when the file cannot be opened at all
     */
    public FileReport validate(Path file, String feed) {
        String name = file.getFileName().toString();
        try {
            String known = feed != null ? feed : feedOf(file).orElse(null);
            if (known != null) {
                return new OneFile(contracts.get(known), name).check(file);
            }
            FileReport attempt = new OneFile(anyAccepting(name), name).check(file);
            boolean formUnknown = !attempt.isRefused()
                    || List.of("no_header", "wrong_sheet", "wrong_encoding", "wrong_year")
                            .contains(attempt.refusal().rule());
            return formUnknown ? unrecognised(name) : refused(name, null, attempt.refusal());
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read %s: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    private Optional<String> feedOf(Path file) throws IOException {
        for (Path folder = file.toAbsolutePath().getParent();
                folder != null && folder.getFileName() != null;
                folder = folder.getParent()) {
            if (contracts.contains(folder.getFileName().toString())) {
                return Optional.of(folder.getFileName().toString());
            }
        }
        return new FeedRecognition(contracts, ReadingLimits.DEFAULT)
                .recognise(file.getFileName().toString(), () -> Files.newInputStream(file));
    }

    private FeedContract anyAccepting(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        FileForm.Format format =
                switch (ending) {
                    case "xlsx" -> FileForm.Format.XLSX;
                    case "json", "jsonl", "ndjson" -> FileForm.Format.JSON;
                    default -> FileForm.Format.CSV;
                };
        return contracts.all().stream()
                .filter(contract -> contract.form().formats().contains(format))
                .findFirst()
                .orElseThrow();
    }

    private FileReport unrecognised(String name) {
        String feeds = String.join(
                ", ", contracts.all().stream().map(FeedContract::feed).toList());
        Rejection refusal = new Rejection(
                "no_header",
                Rejection.Severity.FILE,
                null,
                null,
                null,
                "Файл «%s»: не похож ни на одну из форм. Проверьте строку заголовков или укажите форму: --feed и одно из %s."
                        .formatted(name, feeds),
                "File «%s»: it looks like none of the forms. Check the header row or name the form: --feed and one of %s."
                        .formatted(name, feeds),
                null);
        return refused(name, null, refusal);
    }

    /** A file that was not read to its end: nothing is said of its rows. */
    private static FileReport refused(String name, FeedContract contract, Rejection refusal) {
        return new FileReport(
                name,
                contract == null ? null : contract.feed(),
                0,
                0,
                0,
                0,
                new TreeSet<>(),
                List.of(),
                Map.of(),
                refusal,
                List.of());
    }

    /** The check of one file. */
    private final class OneFile {
        private final FeedContract contract;
        private final String name;
        private final RowConforming conforming;
        private final RulesOverRows rules;
        private final List<Rejection> rejections = new ArrayList<>();
        private final Map<String, Long> countsByRule = new TreeMap<>();
        private final TreeSet<Integer> found = new TreeSet<>();
        private final Map<Key, RowPlace> keys = new HashMap<>();
        private long valid;
        private long rejected;
        private long repeated;
        private long leftOut;

        OneFile(FeedContract contract, String name) {
            this.contract = contract;
            this.name = name;
            this.conforming = new RowConforming(contract, references, years);
            this.rules = new RulesOverRows(contract);
        }

        FileReport check(Path file) throws IOException {
            SourceFile source =
                    new SourceFile(contract.feed(), name, file.toUri().toString(), Files.size(file), "");
            FileReading reading = new FileReading(contract, pseudonymiser, ReadingLimits.DEFAULT.within(years));
            try {
                ReadCounts counts = reading.read(source, () -> Files.newInputStream(file), this::take);
                Rejection refusal = rules.tooManyRejected(
                                highestRejectedShare, name, valid + rejected, rejected - repeated)
                        .orElse(null);
                return report(refusal, counts.noticesRu());
            } catch (RefusedFile refused) {
                return refused(name, contract, refused.rejection());
            }
        }

        private void take(LandedRow row) {
            ConformedRow conformed = conforming.conform(row, name);
            List<Rejection> broken = new ArrayList<>(conformed.rejections());
            if (conformed.outcome() == ConformedRow.Outcome.LEFT_OUT) {
                leftOut++;
            } else if (!conformed.isValid()) {
                rejected++;
            } else {
                RowPlace place = RowPlace.of(row, name);
                RowPlace first = contract.latestWinsSilently() ? null : keys.putIfAbsent(key(conformed), place);
                if (first == null) {
                    valid++;
                    if (conformed.reportingYear() != null) {
                        found.add(conformed.reportingYear());
                    }
                } else {
                    rejected++;
                    repeated++;
                    broken.add(rules.duplicate(place, first, row.maskedRow()));
                }
            }
            for (Rejection rejection : broken) {
                countsByRule.merge(rejection.rule(), 1L, Long::sum);
                if (rejection.severity() != Rejection.Severity.INFO && rejections.size() < MOST_REJECTIONS) {
                    rejections.add(rejection);
                }
            }
        }

        private Key key(ConformedRow row) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String field : contract.businessKey()) {
                    String value = String.valueOf(row.values()[contract.indexOf(field)]);
                    digest.update((value.length() + ":" + value).getBytes(StandardCharsets.UTF_8));
                }
                return new Key(Arrays.copyOf(digest.digest(), 16));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("This Java has no SHA-256", impossible);
            }
        }

        private FileReport report(Rejection refusal, List<String> notices) {
            return new FileReport(
                    name,
                    contract.feed(),
                    valid + rejected,
                    valid,
                    rejected,
                    leftOut,
                    found,
                    List.copyOf(rejections),
                    countsByRule,
                    refusal,
                    notices);
        }
    }

    /** A business key in 16 bytes. */
    private static final class Key {
        private final byte[] bytes;

        Key(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
