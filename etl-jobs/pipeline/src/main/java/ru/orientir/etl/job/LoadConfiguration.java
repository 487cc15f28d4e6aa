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
import ru.orientir.etl.extract.VacancyExtract;
import ru.orientir.etl.lake.HadoopSettings;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.land.Pseudonymiser;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.OrientirSettings;

/** Puts the load together. */
@EnableAutoConfiguration
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class LoadConfiguration {

    @Bean
    FeedContracts feedContracts() {
        return FeedContracts.bundled();
    }

    @Bean
    RunRecords runRecords(JdbcTemplate warehouse) {
        return new RunRecords(warehouse);
    }

    @Bean
    Configuration storage(OrientirSettings settings) {
        return HadoopSettings.of(settings);
    }

    @Bean
    LoadPlanning loadPlanning(
            RunRecords records, FeedContracts contracts, Configuration storage, OrientirSettings settings) {
        return new LoadPlanning(
                records, contracts, storage, settings.lake(), () -> Pseudonymiser.of(settings.pseudonymKey()));
    }

    @Bean
    VacancyExtract vacancyExtract(OrientirSettings settings, Configuration storage) {
        return new VacancyExtract(settings.home().resolve("tmp"), settings.lake(), storage);
    }

    @Bean
    RunWorkspace runWorkspace(
            SparkSessions spark,
            OrientirSettings settings,
            RunRecords records,
            FeedContracts contracts,
            WarehouseDatabase database,
            JdbcTemplate warehouse) {
        return new RunWorkspace(spark, settings, records, contracts, database, warehouse);
    }

    @Bean
    NightlyLoadJob nightlyLoadJob(
            RunWorkspace workspace,
            RunRecords records,
            FeedContracts contracts,
            OrientirSettings settings,
            JdbcTemplate warehouse,
            JobRepository repository,
            PlatformTransactionManager transactions,
            RunLock lock) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        return new NightlyLoadJob(
                workspace,
                new RowSteps(workspace, records, contracts, settings),
                new StarSteps(workspace, records, contracts, warehouse, transaction),
                new IndicatorSteps(workspace, records, contracts),
                new PublishingSteps(workspace, records, contracts, warehouse, transaction, lock),
                records,
                repository,
                transactions,
                lock);
    }

    @Bean
    NightlyLoad nightlyLoad(
            LoadPlanning planning,
            RunRecords records,
            NightlyLoadJob job,
            VacancyExtract vacancies,
            OrientirSettings settings,
            JobOperator operator,
            JobRepository repository,
            RunLock lock) {
        return new NightlyLoad(planning, records, job, vacancies, settings, operator, repository, lock);
    }
}
