CREATE TABLE city (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    next_election TEXT,
    fictional INTEGER NOT NULL,
    configured INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE step (
    number INTEGER PRIMARY KEY CHECK (number BETWEEN 1 AND 10),
    owner INTEGER,
    status TEXT,
    status_reason TEXT NOT NULL,
    due TEXT,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    title TEXT NOT NULL,
    details TEXT NOT NULL,
    state TEXT NOT NULL,
    owner INTEGER,
    due TEXT,
    completed_at INTEGER,
    completion_note TEXT,
    blocked_by TEXT,
    suggestion TEXT,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    tlp TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX task_by_step ON task (step, state);
CREATE INDEX task_by_owner ON task (owner, state);

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    text TEXT NOT NULL,
    author INTEGER NOT NULL,
    at INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX note_by_step ON note (step);

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    title TEXT NOT NULL,
    why TEXT NOT NULL,
    cost INTEGER,
    cost_source TEXT NOT NULL,
    asked_by INTEGER NOT NULL,
    asked_of INTEGER,
    due TEXT,
    state TEXT NOT NULL,
    answer_text TEXT,
    answered_by INTEGER,
    answered_at INTEGER,
    question_text TEXT,
    question_by INTEGER,
    question_at INTEGER,
    question_answer TEXT,
    question_answered_by INTEGER,
    question_answered_at INTEGER,
    asked_at INTEGER NOT NULL,
    tlp TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_state ON decision (state);

CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    author INTEGER NOT NULL,
    at INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX comment_by_object ON comment (object_kind, object_id);

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    added_by INTEGER NOT NULL,
    at INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_by_object ON attachment (object_kind, object_id);

CREATE TABLE attachment_content (
    attachment INTEGER NOT NULL,
    piece INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (attachment, piece)
) STRICT;

CREATE TABLE calendar_event (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    starts_at INTEGER,
    ends_at INTEGER,
    all_day_on TEXT,
    place TEXT NOT NULL,
    details TEXT NOT NULL,
    step INTEGER,
    kind TEXT NOT NULL,
    tlp TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_feed (
    account INTEGER PRIMARY KEY,
    key_hash BLOB NOT NULL UNIQUE,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE inbox_item (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor INTEGER NOT NULL,
    object_kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_read INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_item_by_account ON inbox_item (account, is_read);

CREATE TABLE seen (
    account INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Who got the brief of which Monday, so that nobody gets it twice.
CREATE TABLE weekly_brief (
    account INTEGER NOT NULL,
    week TEXT NOT NULL,
    PRIMARY KEY (account, week)
) STRICT;

-- What the fictional city brought along, so that one click removes it and nothing else.
CREATE TABLE demo_object (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- The city whose place the fictional one takes, as JSON.
CREATE TABLE demo_city (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    city TEXT NOT NULL
) STRICT;
