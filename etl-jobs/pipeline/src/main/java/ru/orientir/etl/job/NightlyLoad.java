package ru.orientir.etl.job;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import ru.orientir.etl.conform.Conforming;
import ru.orientir.etl.extract.VacancyApiException;
import ru.orientir.etl.extract.VacancyApiSettings;
import ru.orientir.etl.extract.VacancyExtract;
import ru.orientir.etl.lake.StageNames;
import ru.orientir.etl.land.Landing;
import ru.orientir.etl.ledger.DeliveredFile;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.ledger.RunStart;
import ru.orientir.etl.ledger.Runs;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.reading.SourceFile;
import ru.orientir.etl.settings.CannotProceedException;
import ru.orientir.etl.settings.OrientirSettings;

/**
 * Runs the nightly load and the backfill: the one way into the pipeline for the command line and the scheduler.
 *
 * <p>A run is known by what decides its result: the program, business date, inputs by digest, reference data, and the
 * publication it stands on. The same again is the same run: one that was killed is taken up at the step it was in.
 */
public final class NightlyLoad {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyLoad.class);

    private final InboxComparison inbox;
    private final Runs runs;
    private final RunFiles files;
    private final Publications publications;
    private final NightlyLoadJob job;
    private final VacancyExtract vacancies;
    private final StageNames stageNames;
    private final OrientirSettings settings;
    private final JobOperator operator;
    private final JobRepository repository;
    private final RunLock lock;

    NightlyLoad(
            InboxComparison inbox,
            Runs runs,
            RunFiles files,
            Publications publications,
            NightlyLoadJob job,
            VacancyExtract vacancies,
            StageNames stageNames,
            OrientirSettings settings,
            JobOperator operator,
            JobRepository repository,
            RunLock lock) {
        this.inbox = inbox;
        this.runs = runs;
        this.files = files;
        this.publications = publications;
        this.job = job;
        this.vacancies = vacancies;
        this.stageNames = stageNames;
        this.settings = settings;
        this.operator = operator;
        this.repository = repository;
        this.lock = lock;
    }

    /** Runs a load to its end. The caller holds the run lock and has migrated the warehouse. */
    public LoadOutcome run(LoadRequest request, LoadProgress progress) {
        // Older programs named these folders otherwise.
        stageNames.rename("landed", Landing.STAGE);
        stageNames.rename("conformed", Conforming.STAGE);
        Optional<String> unread = askVacancyApi(request, progress);
        LoadPlan plan = inbox.plan(request);
        plan.notices().forEach(progress::notice);
        String digest = digest(request, plan);
        String runId = request.businessDate().format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + digest.substring(0, 12);
        OffsetDateTime startedAt = runs.begin(new RunStart(
                runId,
                request.command(),
                request.businessDate(),
                request.inbox(),
                lock.holder().toString(),
                digest));
        if (plan.isEmpty() && unread.isPresent()) {
            return end(runId, LoadOutcome.Status.FAILED, unread.get());
        }
        if (plan.isEmpty()) {
            return end(
                    runId,
                    LoadOutcome.Status.NOTHING_NEW,
                    plan.knownFiles() == 0
                            ? "Nothing new: there is no file to read in " + request.inbox()
                            : "Nothing new: %,d files are known already".formatted(plan.knownFiles()));
        }
        LoadRun run = new LoadRun(
                runId,
                request.command(),
                request.businessDate(),
                request.inbox(),
                startedAt,
                plan.newFiles(),
                plan.years(),
                request.feeds(),
                plan.isReferenceNew(),
                plan.referenceDigest());
        files.add(runId, plan.newFiles().stream().map(NightlyLoad::delivered).toList());
        files.addFromLake(runId, plan.years(), request.feeds());
        JobExecution execution = execute(run, progress);
        if (publications.isPublished(runId)) {
            boolean refused = files.feedCounts(runId).stream().anyMatch(feed -> feed.refusedFiles() > 0);
            return end(
                    runId,
                    refused || unread.isPresent()
                            ? LoadOutcome.Status.PUBLISHED_WITH_REFUSALS
                            : LoadOutcome.Status.PUBLISHED,
                    unread.map(reason -> "Published, but a feed could not be read: " + reason)
                            .orElse(refused ? "Published, but whole files were refused" : "Published"));
        }
        Throwable cause = execution.getAllFailureExceptions().stream()
                .findFirst()
                .map(NightlyLoad::root)
                .orElseGet(() -> new IllegalStateException("The job ended as " + execution.getStatus()));
        LOG.error("Run {} failed", runId, cause);
        if (cause instanceof ChecksFailedException) {
            return end(runId, LoadOutcome.Status.CHECKS_FAILED, cause.getMessage());
        }
        return end(runId, LoadOutcome.Status.FAILED, "The load failed: " + cause.getMessage());
    }

    /** @return why the API could not be read; empty where it was read or is not asked */
    private Optional<String> askVacancyApi(LoadRequest request, LoadProgress progress) {
        boolean wanted = request.years().isEmpty()
                && (request.feeds().isEmpty() || request.feeds().contains(VacancyExtract.FEED));
        if (!wanted || request.vacancyApi().isEmpty()) {
            return Optional.empty();
        }
        try {
            VacancyApiSettings api = VacancyApiSettings.of(
                    URI.create(request.vacancyApi().get()), settings.vacancy().regionCodes());
            int count = vacancies.refresh(
                    api.countingOffset(settings.vacancy().offsetCounts().name()), request.businessDate());
            LOG.info("Read {} vacancies from {}", count, api.base());
            return Optional.empty();
        } catch (VacancyApiException | IllegalArgumentException e) {
            LOG.error("The vacancy API could not be read", e);
            progress.notice(e.getMessage());
            return Optional.of(e.getMessage());
        }
    }

    private JobExecution execute(LoadRun run, LoadProgress progress) {
        Job nightlyLoad = job.of(run, progress);
        JobParameters parameters =
                new JobParametersBuilder().addString("run", run.runId()).toJobParameters();
        try {
            JobExecution last = repository.getLastJobExecution(NightlyLoadJob.NAME, parameters);
            if (last != null && last.getStatus() != BatchStatus.COMPLETED && last.isRunning()) {
                // Only the holder of the run lock may say that nobody runs it any more.
                lock.verify();
                operator.recover(last);
                progress.notice("Taking up run " + run.runId() + ", which was interrupted");
            }
            return operator.start(nightlyLoad, parameters);
        } catch (org.springframework.batch.core.job.JobExecutionException e) {
            throw new CannotProceedException("Cannot start run " + run.runId() + ": " + e.getMessage(), e);
        }
    }

    private LoadOutcome end(String runId, LoadOutcome.Status status, String message) {
        String word =
                switch (status) {
                    case PUBLISHED, PUBLISHED_WITH_REFUSALS -> "PUBLISHED";
                    case NOTHING_NEW -> "NOTHING_NEW";
                    case CHECKS_FAILED -> "CHECKS_FAILED";
                    case FAILED, LOCKED -> "FAILED";
                };
        runs.end(runId, word, status.exitCode(), message);
        List<Integer> years = publications.years(runId);
        return new LoadOutcome(status, runId, files.feedCounts(runId), years, message);
    }

    private String digest(LoadRequest request, LoadPlan plan) {
        String inputs = ProgramDigest.get() + "\n" + request.businessDate() + "\n" + plan.lastVintage() + "\n"
                + plan.referenceDigest() + "\n"
                + new java.util.TreeSet<>(plan.years()) + new java.util.TreeSet<>(request.feeds()) + "\n"
                + inbox.contractVersions() + "\n"
                + plan.newFiles().stream()
                        .map(file -> file.feed() + "/" + file.name() + " " + file.sha256())
                        .sorted()
                        .collect(Collectors.joining("\n"));
        return DigestUtils.sha256Hex(inputs);
    }

    private static DeliveredFile delivered(SourceFile file) {
        return new DeliveredFile(file.feed(), file.name(), file.sha256(), file.sizeBytes(), file.toldLocation());
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && !(cause instanceof ChecksFailedException)
                && !(cause instanceof CannotProceedException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
