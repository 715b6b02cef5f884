package dev.aviary;

import dev.aviary.cli.CommandLineInterface;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Aviary, service and command line in one. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Aviary {

    public static void main(String[] args) {
        System.exit(CommandLineInterface.run(Aviary.class, args));
    }
}
