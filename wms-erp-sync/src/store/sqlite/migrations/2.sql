-- Times in milliseconds; valid_until since 1970. A lease that a program of the version before has given out ends with its
-- lock file only: it is valid until the year 9999.
ALTER TABLE lease ADD COLUMN valid_until INTEGER NOT NULL DEFAULT 253402300799000;
ALTER TABLE lease ADD COLUMN duration INTEGER NOT NULL DEFAULT 253402300799000;
-- Whether its holder has locked the lease file: then it ends with its process.
ALTER TABLE lease ADD COLUMN locked INTEGER NOT NULL DEFAULT 1;
