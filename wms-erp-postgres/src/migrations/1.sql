CREATE TABLE {schema}.document (
    tenant text COLLATE "C" NOT NULL,
    shelf text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (tenant, shelf, key)
);
-- Times in milliseconds; valid_until since 1970, by the clock of the database.
CREATE TABLE {schema}.lease (
    tenant text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    epoch bigint NOT NULL,
    owner text NOT NULL,
    valid_until bigint NOT NULL,
    duration bigint NOT NULL,
    PRIMARY KEY (tenant, name)
);
