-- The age key pair of this workspace: packets and answers are sealed to the recipient, and opened with the identity.
create table own_key (
  person      text primary key references person (id) on delete cascade,
  recipient   text not null,
  identity    text not null,
  name        text not null default '',
  made_at     text not null
) strict;

-- A coach whose key file the owner opened. name is the owner's own word for them.
create table coach (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  name        text not null,
  recipient   text not null,
  added_at    text not null,
  unique (person, recipient)
) strict;

-- Names that are replaced in a report before it leaves. shown: what stands in their place, "" for the next letter.
create table mask (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  name        text not null,
  folded      text not null,
  shown       text not null default '',
  created_at  text not null,
  unique (person, folded)
) strict;

-- What was shared when. sections, texts: ids, a space between. digest: of the report, "" for an export of everything.
create table share_log (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  at          text not null,
  zone        text not null,
  format      text not null check (format in ('html', 'pdf', 'md', 'json', 'eqpack', 'csv')),
  copy        text not null check (copy in ('person', 'coach', '')),
  sealed      text not null default '' check (sealed in ('', 'passphrase', 'key')),
  recipient   text not null default '',
  purpose     text not null default '',
  until       text,
  first_day   text,
  last_day    text,
  sections    text not null default '',
  texts       text not null default '',
  entries     integer not null default 0 check (entries >= 0),
  answers     integer not null default 0 check (answers in (0, 1)),
  masked      integer not null default 0 check (masked >= 0),
  report      text not null default '',
  digest      text not null default ''
) strict;
create index share_log_by_time on share_log (person, at);

-- An answer of a coach to a report of the owner's; json is the whole of it as it came.
create table coach_reply (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  report      text not null,
  made_at     text not null,
  opened_at   text not null,
  read_at     text,
  json        text not null
) strict;
create index reply_by_time on coach_reply (person, made_at);

-- What a coach knows of a client beyond their packets. merged_into: the client they turned out to be; taking that back
-- leaves both as they were. asked_on: the day on which the question whether to delete was put off last.
create table client_file (
  person       text primary key references person (id) on delete cascade,
  next_on      text,
  merged_into  text references person (id) on delete set null,
  merged_at    text,
  asked_on     text,
  changed_at   text not null
) strict, without rowid;
create index file_by_merge on client_file (merged_into) where merged_into is not null;

-- Whose packets go to which client: sender is the id that stands in the report.
create table client_sender (
  sender  text primary key,
  person  text not null references person (id) on delete cascade
) strict, without rowid;
create index sender_by_person on client_sender (person);

-- A packet that was opened. id is the report's. json is the report as it came; follows: whether its numbers follow from
-- its answers.
create table packet (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  sender      text not null,
  digest      text not null,
  made_at     text not null,
  first_day   text not null,
  last_day    text not null,
  until       text,
  subject     text not null default '',
  reply_to    text,
  follows     text not null check (follows in ('yes', 'no', 'withheld')),
  opened_at   text not null,
  read_at     text,
  json        text not null
) strict;
create index packet_by_person on packet (person, made_at);

-- A coach's note about a client, or about one packet of theirs; private unless shared.
create table coach_note (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  packet      text references packet (id) on delete set null,
  text        text not null,
  shared      integer not null default 0 check (shared in (0, 1)),
  created_at  text not null,
  changed_at  text not null
) strict;
create index note_by_person on coach_note (person, created_at);

-- A note before its last change, as JSON.
create table coach_note_version (
  note       text primary key references coach_note (id) on delete cascade,
  json       text not null,
  edited_at  text not null
) strict;

-- A session with a client and the step agreed in it. due: a local date or null.
create table coach_session (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  packet      text references packet (id) on delete set null,
  on_day      text not null,
  agreed      text not null default '',
  due         text,
  done        text check (done in ('yes', 'partly', 'no')),
  created_at  text not null,
  changed_at  text not null
) strict;
create index session_by_person on coach_session (person, on_day);

-- Questions on the sheet of a session. rule: what in the report led to it, "" for one's own.
create table session_question (
  id        text primary key,
  session   text not null references coach_session (id) on delete cascade,
  position  integer not null,
  rule      text not null default '',
  text      text not null,
  because   text not null default '',
  asked     integer not null default 0 check (asked in (0, 1))
) strict;
create index question_by_session on session_question (session, position);

-- An answer that was made for a client.
create table reply_made (
  id         text primary key,
  person     text not null references person (id) on delete cascade,
  packet     text references packet (id) on delete set null,
  made_at    text not null,
  notes      integer not null check (notes >= 0),
  digest     text not null
) strict;
