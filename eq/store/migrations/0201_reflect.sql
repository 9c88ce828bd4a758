-- One file of another program's journal, read in as a whole, so that it can be taken back as a whole.
create table import_batch (
  id           text primary key,
  person       text not null references person (id) on delete cascade,
  source       text not null,
  file         text not null,
  imported_at  text not null
) strict;

-- Somebody the person has to do with, under a label only they understand. folded: what makes two labels the same.
create table client (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  label       text not null,
  folded      text not null,
  created_at  text not null,
  unique (person, folded)
) strict;

-- One check-in, note, debrief, preparation or feedback. seq names the row in the search index for good.
-- at is UTC; local_date is the day the person counts it to; followed_at: the follow-up was answered or put away;
-- opened_at: when its draft was last opened.
create table entry (
  seq               integer primary key,
  id                text not null unique,
  person            text not null references person (id) on delete cascade,
  kind              text not null check (kind in ('check-in', 'note', 'debrief', 'preparation', 'feedback')),
  state             text not null check (state in ('draft', 'parked', 'done')),
  at                text not null,
  zone              text not null,
  local_date        text not null,
  severity          integer check (severity between 0 and 10),
  episode           text check (episode in ('demanding', 'aggressive', 'abusive')),
  client            text references client (id) on delete set null,
  need_sure         integer check (need_sure between 0 and 100),
  need_asked        integer check (need_asked in (0, 1)),
  settled           integer not null default 0 check (settled in (0, 1)),
  screen            text not null default '',
  recovery          text check (recovery in ('known', 'not-yet')),
  recovery_minutes  integer check (recovery_minutes >= 0),
  asked_at          text,
  followed_at       text,
  origin            text not null default '',
  external_id       text,
  batch             text references import_batch (id) on delete cascade,
  created_at        text not null,
  changed_at        text not null
) strict;
create unique index entry_by_origin on entry (person, origin, external_id) where external_id is not null;
create index entry_by_time on entry (person, state, at);
create index entry_by_day on entry (person, state, local_date);
create index entry_by_change on entry (person, changed_at);
create index entry_by_client on entry (client, at) where client is not null;
create index entry_by_severity on entry (person, severity) where severity is not null;
create index entry_by_batch on entry (batch) where batch is not null;

-- The texts of an entry, one row a field; an empty field has no row.
create table entry_text (
  entry  text not null references entry (id) on delete cascade,
  field  text not null,
  text   text not null,
  primary key (entry, field)
) strict, without rowid;

-- A point on the plane; pleasantness and energy -1..1. later is the follow-up.
create table entry_point (
  entry         text not null references entry (id) on delete cascade,
  moment        text not null check (moment in ('now', 'before', 'after', 'later')),
  pleasantness  real check (pleasantness between -1 and 1),
  energy        real check (energy between -1 and 1),
  primary key (entry, moment)
) strict, without rowid;

create table entry_word (
  entry      text not null references entry (id) on delete cascade,
  moment     text not null check (moment in ('now', 'before', 'after', 'later')),
  word       text not null,
  intensity  integer check (intensity between 0 and 6),
  position   integer not null,
  primary key (entry, moment, word)
) strict, without rowid;
create index word_by_word on entry_word (word);

-- value is the id of what ships, or the person's own text; worked is asked of responses only.
create table entry_tag (
  entry     text not null references entry (id) on delete cascade,
  kind      text not null check (kind in ('competency', 'trigger', 'response', 'channel', 'need', 'custom')),
  value     text not null,
  worked    text check (worked in ('yes', 'partly', 'no')),
  position  integer not null,
  primary key (entry, kind, value)
) strict, without rowid;
create index tag_by_value on entry_tag (kind, value);

-- The last version of an edited entry, as JSON.
create table entry_version (
  entry      text primary key references entry (id) on delete cascade,
  json       text not null,
  edited_at  text not null
) strict;

-- A promise. due_date is a local date, due_time HH:MM or null. follows: the promise that was moved to this one.
create table commitment (
  id           text primary key,
  person       text not null references person (id) on delete cascade,
  entry        text references entry (id) on delete set null,
  client       text references client (id) on delete set null,
  follows      text references commitment (id) on delete set null,
  what         text not null,
  to_whom      text not null default '',
  due_date     text,
  due_time     text,
  zone         text not null,
  agreed       integer check (agreed in (0, 1)),
  state        text not null check (state in ('open', 'kept', 'moved', 'handed-over', 'broken')),
  reason       text not null default '',
  satisfied    text check (satisfied in ('yes', 'partly', 'no', 'not-asked')),
  created_at   text not null,
  changed_at   text not null,
  resolved_at  text
) strict;
create index commitment_by_state on commitment (person, state, due_date);
create index commitment_by_entry on commitment (entry) where entry is not null;
create index commitment_by_client on commitment (client) where client is not null;

-- The last version of a promise that was changed or resolved, as JSON.
create table commitment_version (
  commitment_id  text primary key references commitment (id) on delete cascade,
  json           text not null,
  edited_at      text not null
) strict;

-- Whether the cue of an if-then came up, as answered on Today.
create table cue_check (
  entry   text not null references entry (id) on delete cascade,
  at      text not null,
  answer  text not null check (answer in ('yes', 'no', 'not-yet')),
  primary key (entry, at)
) strict, without rowid;

-- A folded copy of the words of every entry that is no draft; rowid is entry.seq.
create virtual table entry_search using fts5 (
  title, body, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);
insert into entry_search (entry_search, rank) values ('secure-delete', 1);
