package ru.orientir.etl.platform;

import org.apache.hadoop.conf.Configuration;

/** How files are reached outside Spark: Hadoop's settings, as Spark has them under {@code spark.hadoop.*}. */
public final class Storage {

    private static final String PREFIX = "spark.hadoop.";

    private Storage() {}

    /** The settings for inbox and lake. */
    public static Configuration of(OrientirSettings settings) {
        Configuration storage = new Configuration();
        settings.spark().conf().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                storage.set(name.substring(PREFIX.length()), value);
            }
        });
        return storage;
    }
}
