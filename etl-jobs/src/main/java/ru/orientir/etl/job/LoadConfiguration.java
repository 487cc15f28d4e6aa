package ru.orientir.etl.job;

import org.apache.hadoop.conf.Configuration;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import ru.orientir.etl.contract.FeedContracts;
import ru.orientir.etl.extract.VacancyExtract;
import ru.orientir.etl.platform.OrientirSettings;
import ru.orientir.etl.platform.RunLock;
import ru.orientir.etl.platform.SparkSessions;
import ru.orientir.etl.platform.Storage;
import ru.orientir.etl.platform.WarehouseDatabase;

/** Puts the load together. */
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
        return Storage.of(settings);
    }

    @Bean
    LoadPlanning loadPlanning(
            RunRecords records, FeedContracts contracts, Configuration storage, OrientirSettings settings) {
        return new LoadPlanning(records, contracts, storage, settings.lake());
    }

    @Bean
    VacancyExtract vacancyExtract(OrientirSettings settings, Configuration storage) {
        return new VacancyExtract(settings.home().resolve("tmp"), settings.lake(), storage);
    }

    @Bean
    SparkSessions sparkSessions(OrientirSettings settings) {
        return new SparkSessions(settings);
    }

    @Bean
    LoadSteps loadSteps(
            SparkSessions spark,
            OrientirSettings settings,
            FeedContracts contracts,
            RunRecords records,
            WarehouseDatabase database,
            JdbcTemplate warehouse,
            PlatformTransactionManager transactions,
            RunLock lock) {
        return new LoadSteps(spark, settings, contracts, records, database, warehouse, transactions, lock);
    }

    @Bean
    NightlyLoadJob nightlyLoadJob(
            LoadSteps steps,
            RunRecords records,
            JobRepository repository,
            PlatformTransactionManager transactions,
            RunLock lock) {
        return new NightlyLoadJob(steps, records, repository, transactions, lock);
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
