package dev.aviary.keyrotation;

import dev.aviary.audit.AuditLog;
import dev.aviary.jobs.JobPermission;
import dev.aviary.jobs.RunLeases;
import dev.aviary.keys.KeyUnusableException;
import dev.aviary.keys.KeyUpkeep;
import dev.aviary.operators.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersValidator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One step, whatever the act. */
@Configuration(proxyBeanMethods = false)
class KeyRotationJob {

    private static final Set<String> KNOWN = Set.of(
            "occasion", "at-once", KeyRotations.ACT, KeyRotations.TENANT, KeyRotations.TO, KeyRotations.NEW_VERSION);

    @Bean
    UpkeepProgress upkeepProgress() {
        return new UpkeepProgress();
    }

    @Bean
    RewrapTargets rewrapTargets() {
        return new RewrapTargets();
    }

    @Bean
    Job keyRotation(
            JobRepository repository,
            KeyUpkeep upkeep,
            AuditLog audit,
            RunLeases leases,
            Clock clock,
            UpkeepProgress progress,
            RewrapTargets targets,
            List<JobExecutionListener> listeners) {
        var job = new JobBuilder(KeyRotations.JOB, repository).validator(parameters(upkeep, targets));
        listeners.forEach(job::listener);
        return job.start(new UpkeepStep(repository, upkeep, audit, leases, clock, progress))
                .build();
    }

    @Bean
    JobPermission keyRotationPermission() {
        return new JobPermission(KeyRotations.JOB, Permission.MANAGE_KEYS);
    }

    static JobParametersValidator parameters(KeyUpkeep upkeep, RewrapTargets targets) {
        return parameters -> {
            if (parameters == null) {
                throw new InvalidJobParametersException("parameters are missing");
            }
            for (var parameter : parameters) {
                if (!KNOWN.contains(parameter.name())) {
                    throw new InvalidJobParametersException("unknown parameter '" + parameter.name() + "'; known are "
                            + KeyRotations.ACT + ", " + KeyRotations.TENANT + ", " + KeyRotations.TO + ", "
                            + KeyRotations.NEW_VERSION);
                }
            }
            var act = parameters.getString(KeyRotations.ACT);
            if (Act.of(act).isEmpty()) {
                throw new InvalidJobParametersException(
                        "'" + KeyRotations.ACT + "' is '" + act + "'; it must be rotate, rewrap or epoch");
            }
            requireId(parameters.getString(KeyRotations.TENANT));
            requireRewrap(act, parameters, upkeep, targets);
        };
    }

    private static void requireRewrap(
            @Nullable String act, JobParameters parameters, KeyUpkeep upkeep, RewrapTargets targets)
            throws InvalidJobParametersException {
        var to = parameters.getString(KeyRotations.TO);
        var version = parameters.getString(KeyRotations.NEW_VERSION);
        if ((to != null || version != null) && !Act.REWRAP.word().equals(act)) {
            throw new InvalidJobParametersException(
                    "'" + KeyRotations.TO + "' and '" + KeyRotations.NEW_VERSION + "' are for rewrap only");
        }
        if (to != null && version != null) {
            throw new InvalidJobParametersException(
                    "'" + KeyRotations.TO + "' and '" + KeyRotations.NEW_VERSION + "' exclude each other");
        }
        if (version != null && !version.equals("true")) {
            throw new InvalidJobParametersException("'" + KeyRotations.NEW_VERSION + "' must be true, or left out");
        }
        if (to != null && !targets.isAllowed(to)) {
            throw new InvalidJobParametersException(
                    "'" + KeyRotations.TO
                            + "' is taken from 'aviary keys rewrap --to' only, by somebody who signs in; run that, or name the key in aviary.keys.kek");
        }
        try {
            if (to != null) {
                upkeep.requireKeeper(to);
            }
        } catch (KeyUnusableException e) {
            throw new InvalidJobParametersException("'" + KeyRotations.TO + "': " + e.getMessage());
        }
    }

    private static void requireId(@Nullable String tenant) throws InvalidJobParametersException {
        try {
            if (tenant != null) {
                UUID.fromString(tenant);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidJobParametersException("'" + KeyRotations.TENANT + "' is not the id of a tenant");
        }
    }
}
