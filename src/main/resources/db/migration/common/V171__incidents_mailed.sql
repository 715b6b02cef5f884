-- When the mail about an incident had been taken; noticed_at is the same for the webhook.
ALTER TABLE leak_incident ADD COLUMN mailed_at ${instant};
