package ru.orientir.etl.lake;

import org.apache.hadoop.conf.Configuration;
import ru.orientir.etl.settings.OrientirSettings;

/** How files are reached outside Spark: Hadoop's settings, as Spark has them under {@code spark.hadoop.*}. */
public final class HadoopSettings {

    static final String SPARK_PREFIX = "spark.hadoop.";

    private HadoopSettings() {}

    /** The settings for inbox and lake. */
    public static Configuration of(OrientirSettings settings) {
        Configuration storage = new Configuration();
        storage.set(LocalFiles.SETTING, LocalFiles.class.getName());
        settings.spark().conf().forEach((name, value) -> {
            if (name.startsWith(SPARK_PREFIX)) {
                storage.set(name.substring(SPARK_PREFIX.length()), value);
            }
        });
        return storage;
    }
}
