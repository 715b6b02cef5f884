-- Who owns the run of a job. One row per job: the same job cannot run twice at once, in however many processes.
-- A later owner has a higher fence; what carries an older fence can write nothing more.
CREATE TABLE job_lease (
  job            ${word}    NOT NULL PRIMARY KEY,
  fence          BIGINT     NOT NULL,
  owner          ${name},
  run_id         BIGINT,
  stop_requested BOOLEAN    NOT NULL,
  renewed_at     ${instant},
  expires_at     ${instant}
);
