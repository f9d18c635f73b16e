-- Who answers a request; nobody in particular: NULL.
ALTER TABLE records_request ADD COLUMN owner BIGINT;
