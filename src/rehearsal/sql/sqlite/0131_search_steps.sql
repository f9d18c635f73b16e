-- What a search has simulated so far, in the order in which it asked: begun again, it goes on there.
CREATE TABLE run_step (
    run INTEGER NOT NULL,
    step INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (run, step)
) STRICT;
