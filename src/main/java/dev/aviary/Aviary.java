package dev.aviary;

import dev.aviary.cli.CommandLineInterface;
import java.io.ObjectInputFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Aviary, service and command line in one. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Aviary {

    public static void main(String[] args) {
        refuseSerialisedObjects();
        System.exit(CommandLineInterface.run(Aviary.class, args));
    }

    /** Nothing of Aviary's is kept by Java serialisation. Where a library would read it back, say from a row of Quartz's tables, somebody else wrote it. */
    private static void refuseSerialisedObjects() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!*"));
        }
    }
}
