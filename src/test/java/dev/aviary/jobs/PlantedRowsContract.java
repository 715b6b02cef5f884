package dev.aviary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aviary.testing.RunningAviary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever can write to the tables of Spring Batch and Quartz does not choose what code runs here. */
abstract class PlantedRowsContract {

    private static final AtomicInteger RAN = new AtomicInteger();

    /** As many classes of many libraries are: made from a text, with consequences. */
    public static final class MadeFromText {
        public MadeFromText(String text) {
            RAN.incrementAndGet();
        }
    }

    /** The end of a gadget chain. */
    static final class ReadBack implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            RAN.incrementAndGet();
        }
    }

    /** A job of somebody else's. */
    public static final class OtherJob implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            RAN.incrementAndGet();
        }
    }

    private final RunningAviary aviary;
    private final JdbcClient jdbc;

    PlantedRowsContract(RunningAviary aviary) {
        this.aviary = aviary;
        this.jdbc = aviary.bean(JdbcClient.class);
    }

    @Test
    void makesNoObjectOfAClassThatAParameterNames() {
        aviary.finch().noFaults();
        var run = aviary.sync(aviary.newTenant()).run();
        RAN.set(0);
        plant(run, String.class, MadeFromText.class);
        try {
            assertThatThrownBy(() -> aviary.bean(Jobs.class).find(run)).isInstanceOf(RuntimeException.class);
            assertThat(RAN).hasValue(0);
        } finally {
            plant(run, MadeFromText.class, String.class);
        }
        assertThat(aviary.bean(Jobs.class).find(run)).isPresent();
    }

    private void plant(long run, Class<?> instead, Class<?> type) {
        var planted =
                jdbc.sql("""
                        UPDATE BATCH_JOB_EXECUTION_PARAMS SET PARAMETER_TYPE = ?
                         WHERE PARAMETER_TYPE = ?
                           AND JOB_EXECUTION_ID IN (SELECT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION WHERE JOB_INSTANCE_ID = ?)
                        """).params(type.getName(), instead.getName(), run).update();
        assertThat(planted).isPositive();
    }

    @Test
    void readsNoSerialisedObjectOfAJob() throws Exception {
        var scheduler = aviary.bean(Scheduler.class);
        var key = JobKey.jobKey("planted", "elsewhere");
        scheduler.addJob(
                JobBuilder.newJob(LaunchJob.class)
                        .withIdentity(key)
                        .storeDurably()
                        .build(),
                true);
        RAN.set(0);
        try {
            jdbc.sql("UPDATE QRTZ_JOB_DETAILS SET JOB_DATA = ? WHERE JOB_NAME = 'planted'")
                    .param(serialised())
                    .update();
            try {
                scheduler.getJobDetail(key);
            } catch (SchedulerException e) {
                // Refused, which is as good as not read.
            }
            assertThat(RAN).hasValue(0);
        } finally {
            scheduler.deleteJob(key);
        }
    }

    private static byte[] serialised() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            var map = new HashMap<String, Object>();
            map.put("due", new ReadBack());
            out.writeObject(map);
        }
        return bytes.toByteArray();
    }

    @Test
    void runsNoJobOfAnotherClass() throws Exception {
        var factory = new OnlyLaunchJobs();

        assertThatThrownBy(() -> factory.newJob(fired(OtherJob.class), aviary.bean(Scheduler.class)))
                .hasStackTraceContaining("not Aviary's");
    }

    private static TriggerFiredBundle fired(Class<? extends Job> job) {
        var detail = JobBuilder.newJob(job).withIdentity("planted").build();
        var trigger = (OperableTrigger) TriggerBuilder.newTrigger()
                .withIdentity("planted")
                .forJob(detail)
                .build();
        return new TriggerFiredBundle(detail, trigger, null, false, null, null, null, null);
    }
}
