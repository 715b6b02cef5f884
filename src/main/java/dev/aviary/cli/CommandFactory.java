package dev.aviary.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives commands the application they open; everything else is made by picocli itself. */
final class CommandFactory implements IFactory {

    private final Application application;

    CommandFactory(Application application) {
        this.application = application;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Application.class).newInstance(application);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
