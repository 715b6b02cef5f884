package dev.aviary.jobs;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The definitions read at start-up from the directory of job files, checked against the jobs there are. */
@Component
final class JobFiles {

    private static final Logger log = LoggerFactory.getLogger(JobFiles.class);

    private final List<JobDefinition> definitions;

    /** @throws JobFileException naming every fault with file and line */
    JobFiles(JobsProperties properties, List<Job> jobs) throws IOException {
        var faults = new ArrayList<String>();
        this.definitions = read(files(properties), faults);
        check(definitions, jobs, faults);
        if (!faults.isEmpty()) {
            throw new JobFileException(faults);
        }
    }

    List<JobDefinition> definitions() {
        return definitions;
    }

    private static List<Resource> files(JobsProperties properties) throws IOException {
        if (!Files.isDirectory(properties.directory())) {
            log.info(
                    "No directory {} (aviary.jobs.directory): the job files inside the jar are used",
                    properties.directory());
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:jobs/*.yml"))
                    .filter(file -> isJobFile(String.valueOf(file.getFilename())))
                    .toList();
        }
        try (var paths = Files.list(properties.directory())) {
            return paths.filter(p -> isJobFile(p.toString()))
                    .sorted()
                    .<Resource>map(FileSystemResource::new)
                    .toList();
        }
    }

    /** Rules that a job works by lie beside it, and are read by the room that has the job. */
    private static boolean isJobFile(String name) {
        return (name.endsWith(".yml") || name.endsWith(".yaml")) && !name.endsWith("-rules.yml");
    }

    private static List<JobDefinition> read(List<Resource> files, List<String> faults) {
        var definitions = new ArrayList<JobDefinition>();
        for (var file : files) {
            var name = "jobs/" + file.getFilename();
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                JobFile.read(name, reader, faults).ifPresent(definitions::add);
            } catch (IOException e) {
                faults.add(name + ": cannot be read (" + e.getClass().getSimpleName() + "); check the file's mode");
            }
        }
        definitions.sort(Comparator.comparing(JobDefinition::name));
        return List.copyOf(definitions);
    }

    private static void check(List<JobDefinition> definitions, List<Job> jobs, List<String> faults) {
        var seen = new HashMap<String, String>();
        for (var definition : definitions) {
            var other = seen.put(definition.name(), definition.source());
            if (other != null) {
                faults.add(
                        definition.source() + ": job '" + definition.name() + "' is defined in " + other + " already");
            }
            jobs.stream()
                    .filter(job -> job.getName().equals(definition.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            job -> checkParameters(definition, job, faults),
                            () -> faults.add(
                                    definition.source() + ": there is no job '" + definition.name() + "'; known are "
                                            + String.join(
                                                    ", ",
                                                    jobs.stream()
                                                            .map(Job::getName)
                                                            .sorted()
                                                            .toList())));
        }
    }

    private static void checkParameters(JobDefinition definition, Job job, List<String> faults) {
        try {
            job.getJobParametersValidator().validate(RunParameters.of(definition, Map.of(), "check"));
        } catch (InvalidJobParametersException e) {
            faults.add(definition.source() + ": parameters: " + e.getMessage());
        }
    }
}
