-- Quartz keeps the data of triggers as texts from here on; what it kept before cannot be read that way. Start-up sets every job's next due time anew.
DELETE FROM QRTZ_FIRED_TRIGGERS;
DELETE FROM QRTZ_SIMPLE_TRIGGERS;
DELETE FROM QRTZ_TRIGGERS;
DELETE FROM QRTZ_JOB_DETAILS;
