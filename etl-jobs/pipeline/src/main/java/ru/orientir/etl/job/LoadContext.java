package ru.orientir.etl.job;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import ru.orientir.etl.lake.SparkSessions;
import ru.orientir.etl.postgres.RunLock;
import ru.orientir.etl.postgres.WarehouseDatabase;
import ru.orientir.etl.settings.OrientirSettings;
import ru.orientir.etl.settings.SettingsReader;

/**
 * The Spring context of a load. Settings, warehouse, run lock and Spark are opened before it and handed in as beans, so that a command that needs
 * no Spring starts none and a signal closes them in order.
 */
public final class LoadContext {

    private LoadContext() {}

    /** Starts the context; the caller closes it before the warehouse. */
    public static ConfigurableApplicationContext start(
            OrientirSettings settings,
            Map<String, String> flags,
            WarehouseDatabase database,
            RunLock lock,
            SparkSessions spark) {
        Path home = settings.home();
        return new SpringApplicationBuilder(LoadConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .environment(SettingsReader.bareEnvironment(home, flags))
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton("orientirSettings", settings);
                    beans.registerSingleton("warehouseDatabase", database);
                    beans.registerSingleton("runLock", lock);
                    beans.registerSingleton("sparkSessions", spark);
                    beans.registerSingleton("dataSource", database.etl());
                })
                .run();
    }
}
