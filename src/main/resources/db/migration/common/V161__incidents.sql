-- A live token of ours was seen where it must not be. At most one is open per finding. noticed_at: when the webhook had been told.
CREATE TABLE leak_incident (
  incident_id CHAR(36)   NOT NULL PRIMARY KEY,
  finding_id  CHAR(36)   NOT NULL,
  aware_at    ${instant} NOT NULL,
  closed_at   ${instant},
  noticed_at  ${instant},
  FOREIGN KEY (finding_id) REFERENCES leak_finding (finding_id)
);

CREATE INDEX leak_incident_noticed ON leak_incident (noticed_at, closed_at);
