-- A run is one row, and the row is the only truth of it: who works on it, when that trainer was last heard of, how far it is.
ALTER TABLE runs ADD COLUMN priority BIGINT NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN owner TEXT;
ALTER TABLE runs ADD COLUMN heartbeat_at BIGINT;
ALTER TABLE runs ADD COLUMN progress TEXT;
ALTER TABLE runs ADD COLUMN lost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN asked_again TEXT;

-- Earlier programs could leave a run open beside a newer one when they were killed.
UPDATE runs SET phase = 'Cancelled', ended_at = COALESCE(started_at, requested_at)
  WHERE phase IN ('Queued', 'Running') AND EXISTS (
    SELECT 1 FROM runs n WHERE n.project = runs.project AND (n.requested_at, n.run) > (runs.requested_at, runs.run));
UPDATE runs SET heartbeat_at = started_at WHERE phase = 'Running';

CREATE UNIQUE INDEX runs_open ON runs (project) WHERE phase IN ('Queued', 'Running');
CREATE INDEX runs_waiting ON runs (priority DESC, requested_at) WHERE phase = 'Queued';
CREATE INDEX runs_by_heartbeat ON runs (heartbeat_at) WHERE phase = 'Running';

CREATE TABLE trainers (owner TEXT PRIMARY KEY, seen_at BIGINT NOT NULL);
