package ru.orientir.etl.job;

import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.ledger.Runs;
import ru.orientir.etl.postgres.RunLock;

/**
 * The nightly load, from top to bottom. A step writes to folders and staging tables of its run only; nothing is seen
 * before {@code publish}. A step that was interrupted is repeated from its beginning, a finished one is skipped.
 */
final class NightlyLoadJob {

    static final String NAME = "nightlyLoad";
    private static final int STEPS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(NightlyLoadJob.class);

    private final SparkSessions spark;
    private final RowSteps rows;
    private final StarSteps star;
    private final IndicatorSteps numbers;
    private final PublishingSteps publishing;
    private final Runs runs;
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final RunLock lock;

    NightlyLoadJob(
            SparkSessions spark,
            RowSteps rows,
            StarSteps star,
            IndicatorSteps numbers,
            PublishingSteps publishing,
            Runs runs,
            JobRepository repository,
            PlatformTransactionManager transactions,
            RunLock lock) {
        this.spark = spark;
        this.rows = rows;
        this.star = star;
        this.numbers = numbers;
        this.publishing = publishing;
        this.runs = runs;
        this.repository = repository;
        this.transactions = transactions;
        this.lock = lock;
    }

    Job of(LoadRun run, LoadProgress progress) {
        StepFactory step = new StepFactory(run, progress);
        return new JobBuilder(NAME, repository)
                // As received, identities replaced before anything is written.
                .start(step.of("land", rows::land))
                // Types and rules; rows that break one are kept apart with the reason.
                .next(step.of("conform", rows::conform))
                // Which rows count now, judged once for all who ask.
                .next(step.of("select", rows::select))
                // Before the facts, because they are told by organization.
                .next(step.of("dimension", star::dimension))
                // Only years that the run touches.
                .next(step.of("table", star::table))
                // Who reported comes first: a missing row is a zero only where somebody did.
                .next(step.of("indicator", numbers::indicator))
                // All years, those of earlier runs from the lake.
                .next(step.of("comparison", numbers::comparison))
                // Into staging, with keys and indexes.
                .next(step.of("load", publishing::load))
                // The last chance to keep yesterday's warehouse.
                .next(step.of("check", publishing::check))
                // One transaction.
                .next(step.of("publish", publishing::publish))
                .build();
    }

    /** Scala throws checked exceptions unannounced, and a step that ends by one would be repeated for ever. */
    private static LoadResult ending(String step, java.util.concurrent.Callable<LoadResult> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Step " + step + " failed: " + e.getMessage(), e);
        }
    }

    /** CPU time of this process; what a step costs is told in the log, for wall time says little on a busy machine. */
    private static Duration processCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private final class StepFactory {

        private final LoadRun run;
        private final LoadProgress progress;
        private int number;

        StepFactory(LoadRun run, LoadProgress progress) {
            this.run = run;
            this.progress = progress;
        }

        Step of(String name, Function<LoadRun, LoadResult> work) {
            int position = ++number;
            // No transaction spans a step: each stage has its own, and work of minutes must not hold one open.
            DefaultTransactionAttribute none =
                    new DefaultTransactionAttribute(DefaultTransactionAttribute.PROPAGATION_NOT_SUPPORTED);
            return new StepBuilder(name, repository)
                    .tasklet(
                            (contribution, context) -> {
                                perform(name, position, work);
                                return RepeatStatus.FINISHED;
                            },
                            transactions)
                    .transactionAttribute(none)
                    .build();
        }

        private void perform(String name, int position, Function<LoadRun, LoadResult> work) {
            lock.verify();
            progress.stepStarted(name, position, STEPS);
            runs.stepBegins(run.runId(), name);
            spark.nameJobs(name);
            Duration before = processCpu();
            LoadResult result = ending(name, () -> work.apply(run));
            runs.stepEnds(run.runId(), name, result.read(), result.written(), result.rejected(), result.message());
            LOG.info("step={} run={} cpu={} {}", name, run.runId(), processCpu().minus(before), result);
            progress.stepFinished(name, result.message());
        }
    }
}
