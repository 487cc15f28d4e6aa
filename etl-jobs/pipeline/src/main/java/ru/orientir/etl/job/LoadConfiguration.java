package ru.orientir.etl.job;

import org.apache.hadoop.conf.Configuration;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.copy.CopySink;
import ru.orientir.etl.extract.VacancyExtract;
import ru.orientir.etl.indicator.IndicatorParts;
import ru.orientir.etl.lake.HadoopSettings;
import ru.orientir.etl.lake.ParquetLake;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.lake.StageNames;
import ru.orientir.etl.ledger.KnownFiles;
import ru.orientir.etl.ledger.Publications;
import ru.orientir.etl.ledger.PublishedRows;
import ru.orientir.etl.ledger.Rejections;
import ru.orientir.etl.ledger.RunFiles;
import ru.orientir.etl.ledger.Runs;
import ru.orientir.etl.ledger.Submissions;
import ru.orientir.etl.postgres.ConnectionTarget;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.publish.Publication;
import ru.orientir.etl.reading.Pseudonymiser;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.table.TableCatalogue;
import ru.orientir.warehouse.IndicatorCatalogue;

/** Puts the load together; Spark starts when a step first asks for it. */
@EnableAutoConfiguration
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class LoadConfiguration {

    // ---- what is known

    @Bean
    Runs runs(JdbcTemplate warehouse) {
        return new Runs(warehouse);
    }

    @Bean
    RunFiles runFiles(JdbcTemplate warehouse) {
        return new RunFiles(warehouse);
    }

    @Bean
    KnownFiles knownFiles(JdbcTemplate warehouse) {
        return new KnownFiles(warehouse);
    }

    @Bean
    Submissions submissions(JdbcTemplate warehouse) {
        return new Submissions(warehouse);
    }

    @Bean
    Publications publications(JdbcTemplate warehouse) {
        return new Publications(warehouse);
    }

    @Bean
    RunYears runYears(
            RunFiles files,
            KnownFiles known,
            Publications publications,
            TableCatalogue tables,
            OrientirSettings settings) {
        return new RunYears(files, known, publications, tables, settings.years().first());
    }

    @Bean
    FeedContracts feedContracts() {
        return FeedContracts.bundled();
    }

    @Bean
    TableCatalogue tableCatalogue(FeedContracts contracts) {
        return RunYears.tables(contracts);
    }

    // ---- where rows come from and go to

    @Bean
    Configuration storage(OrientirSettings settings) {
        return HadoopSettings.of(settings);
    }

    @Bean
    VacancyExtract vacancyExtract(OrientirSettings settings, Configuration storage) {
        return new VacancyExtract(settings.home().resolve("tmp"), settings.lake(), storage);
    }

    @Bean
    InboxComparison inboxComparison(
            KnownFiles files,
            Publications publications,
            FeedContracts contracts,
            Configuration storage,
            OrientirSettings settings) {
        return new InboxComparison(
                files,
                publications,
                contracts,
                storage,
                settings.lake(),
                () -> Pseudonymiser.of(settings.pseudonymKey()));
    }

    @Bean
    ParquetLake lake(SparkSessions spark, OrientirSettings settings) {
        return new ParquetLake(spark, settings.lake());
    }

    @Bean
    CopySink copySink(WarehouseDatabase database) {
        ConnectionTarget target = database.etlTarget();
        return new CopySink(target.url(), target.properties(WarehouseDatabase.LOAD_SESSION));
    }

    @Bean
    RunFeeds runFeeds(KnownFiles files, RunYears years, FeedContracts contracts) {
        return new RunFeeds(files, years, contracts);
    }

    @Bean
    TableSources tableSources(
            TableCatalogue catalogue,
            FeedContracts contracts,
            Submissions submissions,
            RunFeeds feeds,
            Publications publications,
            ParquetLake lake,
            SparkSessions spark,
            JdbcTemplate warehouse) {
        return new TableSources(
                catalogue,
                contracts,
                new IndicatorParts(IndicatorCatalogue.load(), catalogue),
                submissions,
                feeds,
                new PublishedRows(publications, lake),
                lake,
                spark,
                warehouse);
    }

    // ---- the steps

    @Bean
    RejectedShareLimit rejectedShareLimit(OrientirSettings settings) {
        return new RejectedShareLimit(settings.thresholds().rejectedShare());
    }

    @Bean
    RowSteps rowSteps(
            SparkSessions spark,
            ParquetLake lake,
            RunFiles files,
            RunYears years,
            RunFeeds feeds,
            FeedContracts contracts,
            RejectedShareLimit rejectedShare,
            JdbcTemplate warehouse,
            OrientirSettings settings) {
        return new RowSteps(
                spark,
                lake,
                files,
                years,
                contracts,
                rejectedShare,
                feeds,
                () -> warehouse.queryForList(
                        "SELECT DISTINCT organization_id FROM core.dim_organization", String.class),
                () -> Pseudonymiser.of(settings.pseudonymKey()));
    }

    @Bean
    StarSteps starSteps(
            TableSources sources,
            CopySink sink,
            RunYears years,
            JdbcTemplate warehouse,
            PlatformTransactionManager transactions) {
        return new StarSteps(sources, sink, years, warehouse, new TransactionTemplate(transactions));
    }

    @Bean
    IndicatorSteps indicatorSteps(TableSources sources, RunYears years) {
        return new IndicatorSteps(sources, years);
    }

    @Bean
    PublishingSteps publishingSteps(
            TableSources sources,
            SparkSessions spark,
            ParquetLake lake,
            CopySink sink,
            RunFiles files,
            KnownFiles known,
            Publications publications,
            RunYears years,
            RejectedShareLimit rejectedShare,
            FeedContracts contracts,
            JdbcTemplate warehouse,
            PlatformTransactionManager transactions,
            RunLock lock) {
        return new PublishingSteps(
                sources,
                spark,
                lake,
                sink,
                publications,
                new Publication(
                        warehouse,
                        new TransactionTemplate(transactions),
                        known,
                        new Rejections(warehouse),
                        publications),
                years,
                new RunRejections(files, contracts, rejectedShare),
                contracts,
                warehouse,
                lock);
    }

    // ---- the load

    @Bean
    NightlyLoadJob nightlyLoadJob(
            SparkSessions spark,
            RowSteps rows,
            StarSteps star,
            IndicatorSteps numbers,
            PublishingSteps publishing,
            Runs runs,
            JobRepository repository,
            PlatformTransactionManager transactions,
            RunLock lock) {
        return new NightlyLoadJob(spark, rows, star, numbers, publishing, runs, repository, transactions, lock);
    }

    @Bean
    NightlyLoad nightlyLoad(
            InboxComparison inbox,
            Runs runs,
            RunFiles files,
            Publications publications,
            NightlyLoadJob job,
            VacancyExtract vacancies,
            Configuration storage,
            OrientirSettings settings,
            JobOperator operator,
            JobRepository repository,
            RunLock lock) {
        return new NightlyLoad(
                inbox,
                runs,
                files,
                publications,
                job,
                vacancies,
                new StageNames(storage, settings.lake()),
                settings,
                operator,
                repository,
                lock);
    }
}
