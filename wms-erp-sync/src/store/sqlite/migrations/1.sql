CREATE TABLE document (
    tenant TEXT NOT NULL,
    shelf TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant, shelf, key)
) WITHOUT ROWID;
CREATE TABLE lease (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (tenant, name)
) WITHOUT ROWID;
