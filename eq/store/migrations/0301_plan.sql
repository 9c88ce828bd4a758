-- How much an area matters to the person, and how ready they are to work on it, as answered last.
create table focus_rating (
  person      text not null references person (id) on delete cascade,
  competency  text not null,
  importance  integer check (importance between 0 and 3),
  readiness   integer check (readiness between 0 and 2),
  changed_at  text not null,
  primary key (person, competency)
) strict, without rowid;

-- A plan: one focus. ranking: the terms that spoke for it when it was chosen, as JSON. reference: the sitting change
-- counts from. Days are local dates.
create table plan (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  competency  text not null,
  goal        text not null default '',
  ranking     text not null default '',
  reference   text references assessment (id) on delete set null,
  zone        text not null,
  started_on  text not null,
  ended_on    text,
  created_at  text not null,
  changed_at  text not null
) strict;
create index plan_by_person on plan (person, ended_on, started_on);

-- A practice within a plan; practice is the id of what ships. Its title, small version, exercise, ways of responding
-- (ids, a space between) and measure are kept as they were on the first day, so that a later text cannot change what
-- was recorded. weekdays: digits 1 (Monday) to 7. draw: the number the
-- first day of practice was drawn with, from window_days days; without a test both are null, and so is baseline_from.
-- undone: it came in by a swap that was taken back, and stays only to be cancelled in a calendar that has heard of it.
create table plan_action (
  id                text primary key,
  plan              text not null references plan (id) on delete cascade,
  practice          text not null,
  title             text not null,
  tiny              text not null default '',
  guide             text not null default '',
  ways              text not null default '',
  cue               text not null default '',
  act               text not null default '',
  obstacle          text not null default '',
  instead           text not null default '',
  minutes           integer not null check (minutes between 1 and 10),
  times             integer not null check (times between 1 and 3),
  weekdays          text not null,
  occasion          integer not null default 0 check (occasion in (0, 1)),
  small             integer not null default 0 check (small in (0, 1)),
  remind_at         text,
  measure_name      text not null,
  measure_question  text not null,
  measure_kind      text not null check (measure_kind in ('scale', 'yes-no', 'minutes')),
  measure_better    text not null check (measure_better in ('higher', 'lower')),
  measure_low       text not null default '',
  measure_high      text not null default '',
  baseline_from     text,
  window_days       integer,
  draw              integer,
  practice_from     text not null,
  ended_on          text,
  ending            text check (ending in ('finished', 'stopped', 'swapped', 'distress')),
  replaces          text references plan_action (id) on delete set null,
  undone            integer not null default 0 check (undone in (0, 1)),
  created_at        text not null,
  changed_at        text not null
) strict;
create index action_by_plan on plan_action (plan, created_at);
create index action_by_practice on plan_action (practice);

-- Days on which a practice rests; to_day is the last of them, null while it still rests.
create table plan_pause (
  action    text not null references plan_action (id) on delete cascade,
  from_day  text not null,
  to_day    text,
  primary key (action, from_day)
) strict, without rowid;

-- Each time a practice was made smaller or its cue, days or words were changed. weekdays: the days of the week it had
-- before, so that the days until then stay planned as they were.
create table plan_redesign (
  action    text not null references plan_action (id) on delete cascade,
  on_day    text not null,
  kind      text not null check (kind in ('shrink', 'change')),
  weekdays  text not null,
  primary key (action, on_day, kind)
) strict, without rowid;

-- What a practice was before its last step, as JSON, so that the step can be undone.
create table plan_action_version (
  action     text primary key references plan_action (id) on delete cascade,
  json       text not null,
  edited_at  text not null
) strict;

-- One day of one practice: whether it was done, and its measure (0..10, 0 or 1, or minutes). Either may be missing.
-- value_on: the local date on which the value was given, or the one that took its place; null without a value.
create table practice_log (
  action      text not null references plan_action (id) on delete cascade,
  local_date  text not null,
  done        text check (done in ('done', 'small', 'not-today', 'no-chance')),
  value       real check (value >= 0),
  value_on    text,
  changed_at  text not null,
  primary key (action, local_date)
) strict, without rowid;

-- A guided exercise that was begun on the page. before and after: how upset, 0..10, where it was said.
create table practice_session (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  action      text references plan_action (id) on delete set null,
  practice    text not null,
  guide       text not null,
  at          text not null,
  local_date  text not null,
  seconds     integer not null default 0 check (seconds >= 0),
  finished    integer not null default 0 check (finished in (0, 1)),
  before      integer check (before between 0 and 10),
  after       integer check (after between 0 and 10)
) strict;
create index session_by_practice on practice_session (person, practice, at);
create index session_by_action on practice_session (action) where action is not null;

-- Practices a person left out at their caution; the reason is never kept.
create table practice_skipped (
  person    text not null references person (id) on delete cascade,
  practice  text not null,
  at        text not null,
  primary key (person, practice)
) strict, without rowid;

-- A weekly look at a plan; week counts from 1.
create table review (
  id          text primary key,
  plan        text not null references plan (id) on delete cascade,
  week        integer not null check (week >= 1),
  local_date  text not null,
  note        text not null default '',
  created_at  text not null,
  unique (plan, week)
) strict;

create table review_decision (
  review    text not null references review (id) on delete cascade,
  action    text not null references plan_action (id) on delete cascade,
  decision  text not null check (decision in ('keep', 'shrink', 'swap', 'stop')),
  primary key (review, action)
) strict, without rowid;
