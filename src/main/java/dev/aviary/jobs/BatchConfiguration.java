package dev.aviary.jobs;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring Batch needs from us beside its auto-configuration. */
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

    @Bean
    Sleeper jobsSleeper() {
        return time -> Thread.sleep(time.toMillis());
    }
}
