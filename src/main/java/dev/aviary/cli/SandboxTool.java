package dev.aviary.cli;

import java.util.ServiceLoader;
import java.util.spi.ToolProvider;

/** Finds the simulator by name: it is a tool like any other, spoken to over HTTP and imported by nobody. */
final class SandboxTool {

    private SandboxTool() {}

    static ToolProvider find() {
        return ServiceLoader.load(ToolProvider.class, SandboxTool.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(tool -> tool.name().equals("aviary-sandbox"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This build has no simulator (tool aviary-sandbox)"));
    }
}
