-- Times are milliseconds since the Unix epoch. JSON columns hold the values of the code of the same name.

CREATE TABLE IF NOT EXISTS setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT UNIQUE,
    email TEXT UNIQUE,
    login TEXT,
    domain TEXT,
    password TEXT,
    hint TEXT,
    last_seen INTEGER NOT NULL,
    standing TEXT NOT NULL,
    -- The person that a corporate account is joined to.
    person TEXT UNIQUE,
    person_phone TEXT
) STRICT;

CREATE UNIQUE INDEX IF NOT EXISTS account_login ON account (login, coalesce(domain, ''));

-- What identity providers call the people of the accounts.
CREATE TABLE IF NOT EXISTS subject (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, account)
) STRICT;

CREATE TABLE IF NOT EXISTS avatar (
    account TEXT PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    type TEXT NOT NULL,
    etag TEXT NOT NULL,
    picture BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS sign_in (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    -- The latest turn, and until when it waits for an answer.
    turn INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- The account that it ended with, and the session that its code was redeemed for.
    account TEXT,
    session TEXT
) STRICT;

-- Each `auth_session` is one turn: a step, and what the answer to it got.
CREATE TABLE IF NOT EXISTS turn (
    sign_in TEXT NOT NULL REFERENCES sign_in ON DELETE CASCADE,
    number INTEGER NOT NULL,
    step TEXT NOT NULL,
    outcome TEXT,
    PRIMARY KEY (sign_in, number)
) STRICT;

CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    app TEXT,
    device TEXT,
    -- How often the refresh token was rotated, and whether the latest one is known to have arrived.
    generation INTEGER NOT NULL,
    arrived INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    ended INTEGER NOT NULL
) STRICT;

-- Wrong codes and passwords of a phone, an e-mail or a login.
CREATE TABLE IF NOT EXISTS attempts (
    subject TEXT PRIMARY KEY,
    spent INTEGER NOT NULL,
    locked_until INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS sent (
    recipient TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- The answers that are repeated for an idempotency key.
CREATE TABLE IF NOT EXISTS remembered (
    scope TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT;
