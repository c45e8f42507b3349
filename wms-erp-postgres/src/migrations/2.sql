-- When each process of each tenant runs, and which engine runs it now. Times in milliseconds since 1970, by the clock of the database;
-- the interval in milliseconds.
CREATE TABLE {schema}.due (
    key text COLLATE "C" PRIMARY KEY,
    "interval" bigint NOT NULL,
    due bigint NOT NULL,
    -- Requests as text: the next one, and the one that is being run.
    asked text,
    running text,
    -- Counts the claims: whoever has an older one changes nothing any more.
    claim bigint NOT NULL DEFAULT 0,
    owner text NOT NULL DEFAULT '',
    claimed_at bigint NOT NULL DEFAULT 0,
    claimed_until bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
