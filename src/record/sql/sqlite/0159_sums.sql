-- From here on the record holds sums of what it cannot show. A Belfry from before would change such rows
-- without saying so: it must not open these data any more.
UPDATE record_head SET next_object = next_object WHERE id = 1;
