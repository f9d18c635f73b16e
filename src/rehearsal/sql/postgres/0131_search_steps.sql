-- What a search has simulated so far, in the order in which it asked: begun again, it goes on there.
CREATE TABLE run_step (
    run BIGINT NOT NULL,
    step BIGINT NOT NULL,
    packed BYTEA NOT NULL,
    PRIMARY KEY (run, step)
);
