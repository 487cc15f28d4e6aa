package ru.orientir.etl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file can be read and checked by a program of a few megabytes: what a load needs beyond that is not even there. */
class NoSparkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.spark.sql.SparkSession",
                "org.apache.hadoop.fs.FileSystem",
                "org.springframework.context.ApplicationContext"
            })
    void isNotOnTheClasspath(String type) {
        assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
    }
}
