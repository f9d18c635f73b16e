CREATE TABLE city (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    next_election TEXT,
    fictional BIGINT NOT NULL,
    configured BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE step (
    number BIGINT PRIMARY KEY CHECK (number BETWEEN 1 AND 10),
    owner BIGINT,
    status TEXT,
    status_reason TEXT NOT NULL,
    due TEXT,
    revision BIGINT NOT NULL
);

CREATE TABLE task (
    id BIGINT PRIMARY KEY,
    step BIGINT NOT NULL,
    title TEXT NOT NULL,
    details TEXT NOT NULL,
    state TEXT NOT NULL,
    owner BIGINT,
    due TEXT,
    completed_at BIGINT,
    completion_note TEXT,
    blocked_by TEXT,
    suggestion TEXT,
    created_at BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    tlp TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX task_by_step ON task (step, state);
CREATE INDEX task_by_owner ON task (owner, state);

CREATE TABLE note (
    id BIGINT PRIMARY KEY,
    step BIGINT NOT NULL,
    text TEXT NOT NULL,
    author BIGINT NOT NULL,
    at BIGINT NOT NULL,
    edited BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX note_by_step ON note (step);

CREATE TABLE decision (
    id BIGINT PRIMARY KEY,
    step BIGINT NOT NULL,
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    cost BIGINT,
    cost_source TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_of BIGINT,
    due TEXT,
    state TEXT NOT NULL,
    answer_text TEXT,
    answered_by BIGINT,
    answered_at BIGINT,
    question_text TEXT,
    question_by BIGINT,
    question_at BIGINT,
    question_answer TEXT,
    question_answered_by BIGINT,
    question_answered_at BIGINT,
    asked_at BIGINT NOT NULL,
    tlp TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX decision_by_state ON decision (state);

CREATE TABLE comment (
    id BIGINT PRIMARY KEY,
    object_kind TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    author BIGINT NOT NULL,
    at BIGINT NOT NULL,
    edited BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX comment_by_object ON comment (object_kind, object_id);

CREATE TABLE attachment (
    id BIGINT PRIMARY KEY,
    object_kind TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    added_by BIGINT NOT NULL,
    at BIGINT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX attachment_by_object ON attachment (object_kind, object_id);

CREATE TABLE attachment_content (
    attachment BIGINT NOT NULL,
    piece BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (attachment, piece)
);

CREATE TABLE calendar_event (
    id BIGINT PRIMARY KEY,
    title TEXT NOT NULL,
    starts_at BIGINT,
    ends_at BIGINT,
    all_day_on TEXT,
    place TEXT NOT NULL,
    details TEXT NOT NULL,
    step BIGINT,
    kind TEXT NOT NULL,
    tlp TEXT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE calendar_feed (
    account BIGINT PRIMARY KEY,
    key_hash BYTEA NOT NULL UNIQUE,
    made_at BIGINT NOT NULL
);

CREATE TABLE inbox_item (
    id BIGINT PRIMARY KEY,
    account BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor BIGINT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    is_read BIGINT NOT NULL
);
CREATE INDEX inbox_item_by_account ON inbox_item (account, is_read);

CREATE TABLE seen (
    account BIGINT PRIMARY KEY,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL
);

-- Who got the brief of which Monday, so that nobody gets it twice.
CREATE TABLE weekly_brief (
    account BIGINT NOT NULL,
    week TEXT NOT NULL,
    PRIMARY KEY (account, week)
);

-- What the fictional city brought along, so that one click removes it and nothing else.
CREATE TABLE demo_object (
    kind TEXT NOT NULL,
    id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (kind, id)
);

-- The city whose place the fictional one takes, as JSON.
CREATE TABLE demo_city (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    city TEXT NOT NULL
);
