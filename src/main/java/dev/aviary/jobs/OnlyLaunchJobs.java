package dev.aviary.jobs;

import org.quartz.spi.TriggerFiredBundle;
import org.springframework.scheduling.quartz.SpringBeanJobFactory;

/** Quartz reads the class of a job from the database; whoever can write there must not choose it. */
final class OnlyLaunchJobs extends SpringBeanJobFactory {

    @Override
    protected Object createJobInstance(TriggerFiredBundle bundle) throws Exception {
        var named = bundle.getJobDetail().getJobClass();
        if (named != LaunchJob.class) {
            throw new IllegalStateException("QRTZ_JOB_DETAILS holds a job that is not Aviary's; it is not run: "
                    + bundle.getJobDetail().getKey());
        }
        return super.createJobInstance(bundle);
    }
}
