-- The days of the week a practice had before they were changed, so that the days until then stay planned as they were.
alter table plan_redesign add column weekdays text;
