package ru.orientir.etl;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import ru.orientir.etl.cli.CommandLineRun;

/** Entry point of the command line, and the Spring configuration of a load. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrientirApplication {

    public static void main(String[] arguments) {
        System.exit(CommandLineRun.of(arguments).run());
    }
}
