-- The product's own tables. Times are milliseconds since 1970, UTC; flags are 0 or 1; lists and records are JSON.
CREATE TABLE projects (
  project TEXT PRIMARY KEY, instance TEXT NOT NULL, title TEXT, active_version TEXT, image_sizes TEXT, updated_at BIGINT NOT NULL);

CREATE TABLE tasks (
  project TEXT NOT NULL, task_id BIGINT NOT NULL, data TEXT NOT NULL, is_labelled BIGINT NOT NULL, is_deleted BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  image_address TEXT, image_sha256 TEXT, image_problem TEXT, image_may_pass BIGINT, image_tried_at BIGINT,
  PRIMARY KEY (project, task_id));
-- For the counts of the status, and for the images that are still to be looked at, labelled tasks first.
CREATE INDEX tasks_that_live ON tasks (project, is_labelled) WHERE is_deleted = 0;
CREATE INDEX tasks_with_image ON tasks (project, image_sha256) WHERE is_deleted = 0 AND image_sha256 IS NOT NULL;
CREATE INDEX tasks_with_problem ON tasks (project, image_problem) WHERE is_deleted = 0 AND image_problem IS NOT NULL;
CREATE INDEX tasks_to_look_at ON tasks (project, is_labelled DESC, task_id) WHERE is_deleted = 0 AND image_tried_at IS NULL;
CREATE INDEX tasks_to_retry ON tasks (project, image_tried_at) WHERE is_deleted = 0 AND image_may_pass = 1;

CREATE TABLE annotations (
  project TEXT NOT NULL, annotation_id BIGINT NOT NULL, task_id BIGINT, record TEXT, is_label BIGINT NOT NULL,
  is_deleted BIGINT NOT NULL, seen_at BIGINT NOT NULL, PRIMARY KEY (project, annotation_id));
CREATE INDEX annotations_by_task ON annotations (project, task_id);
CREATE INDEX annotations_that_live ON annotations (project) WHERE is_deleted = 0;

CREATE TABLE runs (
  project TEXT NOT NULL, run TEXT NOT NULL, phase TEXT NOT NULL, fence BIGINT NOT NULL, reason TEXT NOT NULL,
  requested_at BIGINT NOT NULL, started_at BIGINT, ended_at BIGINT, model_version TEXT, sentences TEXT NOT NULL,
  PRIMARY KEY (project, run));
CREATE INDEX runs_by_time ON runs (project, requested_at);

CREATE TABLE versions (
  project TEXT NOT NULL, number BIGINT NOT NULL, model_version TEXT NOT NULL, run TEXT NOT NULL, fence BIGINT NOT NULL,
  created_at BIGINT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (project, number));

-- What the model of one attempt says about each task. Attempts that were fenced off leave theirs behind; they go with
-- the next version.
CREATE TABLE judgements (
  project TEXT NOT NULL, run TEXT NOT NULL, fence BIGINT NOT NULL, control TEXT NOT NULL, task_id BIGINT NOT NULL,
  probabilities TEXT NOT NULL, predicted TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL,
  given TEXT, suggested TEXT, suggested_confidence DOUBLE PRECISION, label_quality DOUBLE PRECISION,
  is_label_issue BIGINT NOT NULL, mislabeling DOUBLE PRECISION,
  PRIMARY KEY (project, run, fence, task_id, control));
CREATE INDEX judgements_worst_first ON judgements (project, run, fence, control, label_quality, task_id);

CREATE TABLE decisions (
  project TEXT NOT NULL, seq BIGINT NOT NULL, control TEXT NOT NULL, task_id BIGINT NOT NULL, kind TEXT NOT NULL,
  from_label TEXT, to_label TEXT, score DOUBLE PRECISION, model_version TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (project, seq));
CREATE INDEX decisions_by_task ON decisions (project, control, task_id, seq);

CREATE TABLE journal (
  project TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, level BIGINT NOT NULL, sentence TEXT NOT NULL,
  PRIMARY KEY (project, seq));

-- The predictions that were written into Label Studio, so that they can be taken back when a newer version replaces them.
CREATE TABLE pushed (
  project TEXT NOT NULL, task_id BIGINT NOT NULL, model_version TEXT NOT NULL, prediction_id BIGINT,
  PRIMARY KEY (project, task_id, model_version));
