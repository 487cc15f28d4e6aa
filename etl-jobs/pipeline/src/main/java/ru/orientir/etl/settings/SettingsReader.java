package ru.orientir.etl.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads the settings as Spring Boot does, without starting a context. The later wins: {@code application.yml} in the jar, beside the
 * working folder ({@code ./} and {@code ./config/}) and in {@code <home>/config/}; the environment; {@code -D} options; flags.
 */
public final class SettingsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);
    private static final String FLAGS = "flags";

    private final ConfigurableEnvironment environment;
    private final OrientirSettings settings;

    /**
     * @param home folder for everything that is written
     * @param flags settings given on the command line, {@code orientir.lake=…}
     * @throws CannotProceedException where a setting cannot be used, named with its value unless it is a secret
     */
    public SettingsReader(Path home, Map<String, String> flags) {
        environment = bareEnvironment(home, flags);
        try {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
            settings = bind();
        } catch (BindException e) {
            throw new CannotProceedException(explain(e), e);
        } catch (CannotProceedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CannotProceedException("Cannot read the settings: " + rootMessage(e), e);
        }
    }

    public OrientirSettings settings() {
        return settings;
    }

    /** Flags, {@code -D} options, environment and where to look for files; the files themselves are not read yet. */
    public static ConfigurableEnvironment bareEnvironment(Path home, Map<String, String> flags) {
        ConfigurableEnvironment bare = new StandardEnvironment();
        Map<String, Object> first = new HashMap<>(flags);
        first.put("orientir.home", home.toString());
        bare.getPropertySources().addFirst(new MapPropertySource(FLAGS, first));
        Path config = home.toAbsolutePath().resolve("config");
        bare.getPropertySources()
                .addLast(new MapPropertySource(
                        "locations",
                        Map.of("spring.config.additional-location", "optional:file:" + config + File.separator)));
        return bare;
    }

    /** Tells the log once what is in force; secrets are left out. */
    public void log() {
        LOG.info("Settings: {}", settings.describe());
    }

    private OrientirSettings bind() {
        var unknownFlags = new NoUnboundElementsBindHandler(
                BindHandler.DEFAULT,
                source -> source.getUnderlyingSource() instanceof MapPropertySource map && FLAGS.equals(map.getName()));
        return new Binder(ConfigurationPropertySources.get(environment))
                .bindOrCreate(
                        "orientir",
                        org.springframework.boot.context.properties.bind.Bindable.of(OrientirSettings.class),
                        unknownFlags);
    }

    private static String explain(BindException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotProceedException known) {
                return known.getMessage();
            }
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return "Unknown setting "
                        + unknown.getUnboundProperties().iterator().next().getName();
            }
        }
        String value = e.getProperty() == null ? "" : " «" + e.getProperty().getValue() + "»";
        boolean secret = e.getName().toString().matches(".*(password|key)");
        return "Cannot use the setting " + e.getName() + (secret ? "" : value) + ": " + rootMessage(e);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }
}
