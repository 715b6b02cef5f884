package dev.aviary.jobs;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.boot.batch.autoconfigure.BatchConversionServiceCustomizer;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring Batch and Quartz need from us beside their auto-configuration. What they read back from the database is data, and never chooses code. */
@Configuration(proxyBeanMethods = false)
class BatchConfiguration {

    /** Not a bean by itself under Spring Boot; restart looks jobs up in it. */
    @Bean
    MapJobRegistry jobRegistry() {
        return new MapJobRegistry();
    }

    /** Readable contexts instead of base64 of Java serialisation, which is invisible to a scan and dangerous to read back. */
    @Bean
    ExecutionContextSerializer executionContextSerializer() {
        return new JacksonExecutionContextStringSerializer();
    }

    /**
     * Parameters are texts. A row names the class of its value, and by default any class is made that has a constructor for a text, so whoever could write
     * there could run code of his choice here.
     */
    @Bean
    BatchConversionServiceCustomizer parametersArePlain() {
        return conversions -> conversions.removeConvertible(Object.class, Object.class);
    }

    @Bean
    SchedulerFactoryBeanCustomizer onlyLaunches(ApplicationContext context) {
        return scheduler -> {
            var jobs = new OnlyLaunchJobs();
            jobs.setApplicationContext(context);
            scheduler.setJobFactory(jobs);
        };
    }

    @Bean
    Sleeper jobsSleeper() {
        return time -> Thread.sleep(time.toMillis());
    }
}
