package ru.orientir.warehouse;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes Flyway's warnings and errors on and keeps its progress for the debug level. Public because Flyway makes it. */
public final class QuietFlywayLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> source) {
        return new QuietLog(LoggerFactory.getLogger(source));
    }

    private record QuietLog(Logger logger) implements Log {
        @Override
        public void debug(String message) {
            logger.debug(message);
        }

        @Override
        public void info(String message) {
            logger.debug(message);
        }

        @Override
        public void notice(String message) {
            logger.debug(message);
        }

        @Override
        public void warn(String message) {
            logger.warn(message);
        }

        @Override
        public void error(String message) {
            logger.error(message);
        }

        @Override
        public void error(String message, Exception cause) {
            logger.error(message, cause);
        }
    }
}
