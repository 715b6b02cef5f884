package dev.aviary.sandbox;

import dev.aviary.sandbox.Ids.Kind;
import dev.aviary.sandbox.Jobs.Job;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Forced refreshes (finch-api 2.18), and the sandbox's own way to start one and to say how it ends (2.20). */
final class JobCalls {

    private static final String REFRESH = "data_sync_all";
    private static final String W4 = "w4_form_employee_sync";
    private static final int SCHEDULED = Integer.MAX_VALUE;
    private static final Set<String> OUTCOMES = Set.of("complete", "reauth_error", "permissions_error", "error");

    private JobCalls() {}

    static void submit(Call call) throws IOException {
        var body = call.bodyFields();
        var type = body.requiredText("type");
        if (call.link().assisted()) {
            throw ApiError.badRequest("Automated jobs cannot be created for assisted connections");
        }
        switch (type) {
            case REFRESH -> refresh(call);
            case W4 -> readForm(call, Fields.of(body.value("params")).requiredText("individual_id"));
            default -> throw ApiError.badRequest("type must be " + REFRESH + " or " + W4);
        }
    }

    private static void refresh(Call call) throws IOException {
        var jobs = call.link().jobs();
        var allowed = allowed(call);
        var running = jobs.running(call.now());
        if (running != null) {
            call.answer(202, submitted(call, running));
        } else if (jobs.spend(allowed, call.now())) {
            call.answer(201, submitted(call, jobs.submit(REFRESH, null, call.now(), Jobs.LENGTH)));
        } else {
            var refusal = quota(call);
            refusal.put("retry_at", jobs.retryAt(call.now()).toString());
            call.answer(429, refusal);
        }
    }

    private static void readForm(Call call, String individual) throws IOException {
        call.about(call.link().connectedEntities());
        if (Organization.find(call, individual) == null) {
            throw ApiError.of(404, "not_found_error", "individual_not_found", "Individual not found");
        }
        call.answer(201, submitted(call, call.link().jobs().submit(W4, individual, call.now(), Jobs.LENGTH)));
    }

    static void list(Call call) throws IOException {
        var jobs = new ArrayList<Object>();
        if (!call.link().assisted()) {
            jobs.add(scheduled(call));
        }
        call.link().jobs().all().forEach(job -> jobs.add(shown(call, job)));
        var from = Math.min(jobs.size(), call.query().number("offset", 0, 0));
        var to = (int) Math.min(jobs.size(), (long) from + call.query().number("limit", 1, 100));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("data", jobs.subList(from, to));
        body.put("meta", Map.of("quotas", Map.of(REFRESH, quota(call))));
        call.answer(200, body);
    }

    static void one(Call call) throws IOException {
        var ref = call.world().ids().find(call.part("job_id"), Kind.JOB);
        if (ref != null && ref.place() == call.link().number()) {
            if (ref.index() == SCHEDULED && !call.link().assisted()) {
                call.answer(200, scheduled(call));
                return;
            }
            var job = call.link().jobs().find(ref.index());
            if (job != null) {
                call.answer(200, shown(call, job));
                return;
            }
        }
        throw ApiError.notFound("Job");
    }

    /** There are manual jobs only after writes, which the sandbox does not take. */
    static void manual(Call call) {
        if (call.part("job_id").isBlank()) {
            throw ApiError.of(400, "invalid_request_error", "invalid_request", "job_id is required");
        }
        throw ApiError.notFound("Job");
    }

    /** Ends at once, and takes nothing from the quota. */
    static void runNow(Call call) throws IOException {
        if (!REFRESH.equals(call.bodyFields().requiredText("type"))) {
            throw ApiError.badRequest("type must be " + REFRESH);
        }
        var job = call.link().jobs().submit(REFRESH, null, call.now(), Duration.ZERO);
        call.world().settle(call.link(), call.now());
        call.world()
                .webhooks()
                .raise(
                        call.link(),
                        null,
                        "job.data_sync_all.completed",
                        JsonTree.object("job_id", id(call, job.index()), "job_url", url(call, job.index())),
                        call.now());
        call.answer(200, submitted(call, job));
    }

    static void configuration(Call call) throws IOException {
        call.answer(200, List.of(configured(call)));
    }

    static void configure(Call call) throws IOException {
        var body = call.bodyFields();
        var status = body.requiredText("completion_status");
        if (!REFRESH.equals(body.requiredText("type")) || !OUTCOMES.contains(status)) {
            throw ApiError.badRequest(
                    "type must be " + REFRESH + ", completion_status one of " + new java.util.TreeSet<>(OUTCOMES));
        }
        call.link().jobs().endWith(status);
        call.answer(200, configured(call));
    }

    private static Map<String, @Nullable Object> configured(Call call) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("type", REFRESH);
        fields.put("completion_status", call.link().jobs().outcome());
        return fields;
    }

    private static Map<String, @Nullable Object> submitted(Call call, Job job) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("job_id", id(call, job.index()));
        fields.put("job_url", url(call, job.index()));
        fields.putAll(quota(call));
        return fields;
    }

    private static Map<String, @Nullable Object> quota(Call call) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("allowed_refreshes", allowed(call));
        fields.put("remaining_refreshes", call.link().jobs().remaining(allowed(call), call.now()));
        return fields;
    }

    private static int allowed(Call call) {
        return call.world().switches().number(Switch.REFRESHES_PER_HOUR);
    }

    private static Map<String, @Nullable Object> shown(Call call, Job job) {
        var running = job.isRunning(call.now());
        var fields = described(call, job.index(), job.type(), job.status(call.now()), job.created());
        fields.put("scheduled_at", null);
        fields.put("started_at", job.created().toString());
        fields.put("completed_at", running ? null : job.ends().toString());
        fields.put("params", job.person() == null ? null : Map.of("individual_id", job.person()));
        return fields;
    }

    private static Map<String, @Nullable Object> scheduled(Call call) {
        var fields = described(call, SCHEDULED, REFRESH, "pending", call.link().lastSync(call.now()));
        fields.put("scheduled_at", call.link().nextSync(call.now()).toString());
        fields.put("started_at", null);
        fields.put("completed_at", null);
        fields.put("params", null);
        return fields;
    }

    private static Map<String, @Nullable Object> described(
            Call call, int index, String type, String status, Instant created) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("job_id", id(call, index));
        fields.put("job_url", url(call, index));
        fields.put("type", type);
        fields.put("status", status);
        fields.put("created_at", created.toString());
        return fields;
    }

    private static String id(Call call, int index) {
        return call.world().ids().of(Kind.JOB, call.link().number(), index);
    }

    private static String url(Call call, int index) {
        return call.baseUrl() + "/jobs/automated/" + id(call, index);
    }
}
