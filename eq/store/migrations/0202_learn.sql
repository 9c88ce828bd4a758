-- The preparation a debrief began from.
alter table entry add column prepared text references entry (id) on delete set null;
create index entry_by_preparation on entry (prepared) where prepared is not null;

-- A sentence of the person's own for a way of responding; response is the id of what ships.
create table own_sentence (
  id          text primary key,
  person      text not null references person (id) on delete cascade,
  response    text not null,
  text        text not null,
  created_at  text not null
) strict;
create index own_sentence_by_response on own_sentence (person, response);

create index entry_by_kind on entry (person, kind, state, at);
create index entry_of_mistreatment on entry (client) where episode = 'abusive';
