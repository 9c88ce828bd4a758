-- Who the rows are about: the owner of the workspace, or a client whose packet a coach opened.
create table person (
  id          text primary key,
  role        text not null check (role in ('owner', 'client')),
  label       text not null default '',
  created_at  text not null
) strict;
create unique index one_owner on person (role) where role = 'owner';

-- One exact version of an instrument; digest is the SHA-256 of its canonical JSON.
create table questionnaire (
  digest      text primary key,
  id          text not null,
  version     integer not null,
  title       text not null,
  json        text not null,
  kept_at     text not null
) strict;

-- One sitting. Instants are UTC, ISO 8601 with a Z; zone is the IANA name of the place where it was taken.
create table assessment (
  id             text primary key,
  person         text not null references person (id) on delete cascade,
  questionnaire  text not null references questionnaire (digest),
  frame          text not null default 'self' check (frame in ('self', 'observer')),
  state          text not null check (state in ('draft', 'done')),
  seed           integer not null,
  started_at     text not null,
  ended_at       text,
  taken_at       text not null,
  zone           text not null,
  note           text not null default '',
  quality        text not null default 'open' check (quality in ('open', 'stands')),
  page           integer not null default 0
) strict;
create index assessment_by_person on assessment (person, state, taken_at);

-- Raw answers only; value is null where the statement does not apply. position and page count from 0.
create table answer (
  assessment  text not null references assessment (id) on delete cascade,
  item        text not null,
  value       integer,
  position    integer not null,
  page        integer not null,
  seconds     real,
  given_at    text not null,
  primary key (assessment, item)
) strict, without rowid;

-- What a sitting's date and note were before the last edit, so that the edit can be undone.
create table assessment_version (
  assessment  text primary key references assessment (id) on delete cascade,
  taken_at    text not null,
  zone        text not null,
  note        text not null,
  edited_at   text not null
) strict;

create table setting (
  key    text primary key,
  value  text not null
) strict;
