package dev.aviary.jobs;

import dev.aviary.logging.FailureText;
import dev.aviary.logging.Masked;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Has the tables of runs say what may be told of a failure. Spring Batch puts the whole stack trace there, with every message: a database quotes the values it
 * refused.
 */
@Component
final class ToldExitMessages implements BeanPostProcessor {

    private static final String FRAME = "\tat ";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof JobRepository)) {
            return bean;
        }
        var repository = new ProxyFactory(bean);
        repository.addAdvice((MethodBeforeAdvice) (method, arguments, target) -> {
            for (var argument : arguments) {
                tell(argument);
            }
        });
        return repository.getProxy();
    }

    private static void tell(Object argument) {
        if (argument instanceof StepExecution step) {
            step.setExitStatus(told(step.getExitStatus(), step.getFailureExceptions()));
        }
        if (argument instanceof JobExecution job) {
            job.setExitStatus(told(job.getExitStatus(), job.getAllFailureExceptions()));
        }
    }

    private static ExitStatus told(ExitStatus status, List<Throwable> failures) {
        var description = status.getExitDescription();
        if (!description.contains(FRAME)) {
            return status;
        }
        var told = failures.stream().map(FailureText::of).distinct().collect(Collectors.joining("; "));
        return new ExitStatus(status.getExitCode(), Masked.text(told));
    }
}
