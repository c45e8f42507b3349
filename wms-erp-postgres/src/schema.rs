//! The tables, their history, and the statements.

use sqlx::AssertSqlSafe;
use wms_erp_sync::store::StoreError;

use crate::failure::Failure;
use crate::session::Session;

/// Each brings a schema from the version that is its place to the next. Append only.
const MIGRATIONS: &[&str] = &[include_str!("migrations/1.sql"), include_str!("migrations/2.sql")];

/// The version that this software writes.
const KNOWN: i64 = MIGRATIONS.len() as i64;

/// The statements, with the name of the schema in them.
#[derive(Debug)]
pub(crate) struct Sql {
    schema: String,
    pub(crate) get: String,
    pub(crate) scan: String,
    pub(crate) scan_tables: String,
    pub(crate) of_tenants: String,
    pub(crate) count: String,
    pub(crate) put: String,
    pub(crate) delete: String,
    pub(crate) delete_prefix: String,
    pub(crate) new_lease: String,
    pub(crate) taken_lease: String,
    pub(crate) kept_lease: String,
    pub(crate) epoch: String,
    pub(crate) write_lease: String,
    pub(crate) end_lease: String,
    pub(crate) owner: String,
    pub(crate) leases: String,
    pub(crate) tenants: String,
    pub(crate) size: String,
    pub(crate) schedule: Schedule,
}

/// The statements of the scheduler. `$1` is the time where the clock of the database does not count.
#[derive(Debug)]
pub(crate) struct Schedule {
    pub(crate) enter: String,
    pub(crate) look: String,
    pub(crate) claim: String,
    pub(crate) renew: String,
    pub(crate) claimed: String,
    pub(crate) finish: String,
    pub(crate) give_back: String,
    pub(crate) ask: String,
    pub(crate) due: String,
    pub(crate) all: String,
    pub(crate) forget: String,
}

impl Schedule {
    fn new(schema: &str) -> Self {
        let due = format!("{schema}.due");
        // Asked for once in a statement, whatever that does with how many rows.
        let clock = "clock AS MATERIALIZED \
                     (SELECT coalesce($1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint) AS now)";
        let claims = "unnest($2::text[], $3::bigint[]) AS mine (key, claim)";
        let is_mine = "due.key = mine.key AND due.claim = mine.claim AND claimed_until > 0";
        Self {
            enter: format!(
                "WITH {clock} INSERT INTO {due} AS due (key, \"interval\", due) \
                 SELECT new.key, new.every, now + new.wait FROM clock, \
                 unnest($2::text[], $3::bigint[], $4::bigint[]) AS new (key, every, wait) ORDER BY new.key \
                 ON CONFLICT (key) DO UPDATE SET \"interval\" = excluded.\"interval\", \
                 due = least(due.due, excluded.due + excluded.\"interval\") \
                 WHERE due.\"interval\" <> excluded.\"interval\""
            ),
            look: format!(
                "WITH {clock} SELECT now, key, due, claimed_at, claimed_until, asked, running FROM clock \
                 LEFT JOIN {due} AS due ON due <= now OR claimed_until > now"
            ),
            claim: format!(
                "WITH {clock}, free AS (SELECT due.key FROM {due} AS due, clock WHERE due.key = ANY($2) \
                 AND due <= now AND claimed_until <= now FOR UPDATE OF due SKIP LOCKED) \
                 UPDATE {due} AS due SET claim = claim + 1, claimed_at = now, claimed_until = now + $5, owner = $6, \
                 running = mine.request, asked = NULL FROM clock, free, \
                 unnest($2::text[], $3::text[], $4::text[]) AS mine (key, asked, request) \
                 WHERE due.key = mine.key AND due.key = free.key AND due <= now AND claimed_until <= now \
                 AND due.asked IS NOT DISTINCT FROM mine.asked RETURNING due.key, claim, due, running"
            ),
            renew: format!(
                "WITH {clock} UPDATE {due} AS due SET claimed_until = now + $4 FROM clock, {claims} \
                 WHERE {is_mine} RETURNING due.key"
            ),
            claimed: format!(
                "WITH {clock} SELECT now, asked, running FROM clock, {due} AS due \
                 WHERE key = $2 AND claim = $3 AND claimed_until > 0 FOR UPDATE OF due"
            ),
            finish: format!(
                "UPDATE {due} SET due = $2, asked = $3, running = NULL, claimed_until = 0 WHERE key = $1"
            ),
            give_back: format!(
                "WITH {clock} UPDATE {due} AS due SET claimed_until = 0 FROM clock, {claims} WHERE {is_mine}"
            ),
            ask: format!(
                "WITH {clock} UPDATE {due} AS due SET asked = $3, \
                 due = CASE WHEN claimed_until > now THEN due ELSE least(due, now + $5) END FROM clock \
                 WHERE key = $2 AND asked IS NOT DISTINCT FROM $4"
            ),
            due: format!("SELECT due, asked FROM {due} WHERE key = $1"),
            all: format!("SELECT key, due FROM {due}"),
            forget: format!(
                "WITH {clock} DELETE FROM {due} AS due USING clock \
                 WHERE due.due < now - $2 AND due.claimed_until <= now AND due.key <> ALL ($3)"
            ),
        }
    }
}

impl Sql {
    /// For a schema whose name [is one](is_name). Of the statements that read or take a lease, `$3` is the time where the clock of the
    /// database does not count.
    pub(crate) fn new(schema: &str) -> Self {
        let document = format!("{schema}.document");
        let lease = format!("{schema}.lease");
        let shelf = "WHERE tenant = $1 AND shelf = $2";
        let prefix = "key >= $3 AND ($4::text IS NULL OR key < $4)";
        let row = "epoch, valid_until, duration";
        let one = "WHERE tenant = $1 AND name = $2";
        // The time is asked for behind the lock, whether there is a row or not.
        let locked = |lock: &str| {
            format!(
                "WITH locked AS MATERIALIZED (SELECT {row} FROM {lease} {one} {lock}) \
                 SELECT coalesce($3, (extract(epoch FROM clock_timestamp()) * 1000)::bigint), {row} \
                 FROM (VALUES (1)) AS always LEFT JOIN locked ON true"
            )
        };
        Self {
            get: format!("SELECT key, value FROM {document} {shelf} AND key = ANY($3)"),
            scan: format!(
                "SELECT key, value FROM {document} {shelf} AND {prefix} AND ($5::text IS NULL OR key > $5) \
                 ORDER BY key LIMIT $6"
            ),
            scan_tables: format!(
                "SELECT wanted.number, found.key, found.value \
                 FROM unnest($2::text[]) WITH ORDINALITY AS wanted (shelf, number), \
                 LATERAL (SELECT key, value FROM {document} WHERE tenant = $1 AND shelf = wanted.shelf \
                 ORDER BY key LIMIT $3) AS found ORDER BY wanted.number, found.key"
            ),
            of_tenants: format!(
                "SELECT tenant, value FROM {document} WHERE tenant = ANY($1) AND shelf = $2 AND key = $3"
            ),
            count: format!("SELECT count(*) FROM {document} {shelf} AND {prefix}"),
            put: format!(
                "INSERT INTO {document} (tenant, shelf, key, value) \
                 SELECT $1, row.* FROM unnest($2::text[], $3::text[], $4::text[]) AS row \
                 ON CONFLICT (tenant, shelf, key) DO UPDATE SET value = excluded.value"
            ),
            delete: format!("DELETE FROM {document} {shelf} AND key = ANY($3)"),
            delete_prefix: format!("DELETE FROM {document} {shelf} AND {prefix}"),
            new_lease: format!(
                "INSERT INTO {lease} (tenant, name, epoch, owner, valid_until, duration) \
                 VALUES ($1, $2, 0, '', 0, 0) ON CONFLICT (tenant, name) DO NOTHING"
            ),
            taken_lease: locked("FOR UPDATE"),
            // Waits for those that take, renew or release it, and not for commits.
            kept_lease: locked("FOR NO KEY UPDATE"),
            // Does not keep a lease from being renewed, but from being taken.
            epoch: format!("SELECT epoch FROM {lease} {one} FOR KEY SHARE"),
            write_lease: format!(
                "UPDATE {lease} SET epoch = $3, owner = $4, valid_until = $5, duration = $6 {one}"
            ),
            end_lease: format!("UPDATE {lease} SET valid_until = 0, duration = 0 {one} AND epoch = $3"),
            owner: format!("SELECT owner FROM {lease} {one}"),
            leases: format!(
                "SELECT name, owner, {row} FROM {lease} WHERE tenant = $1 AND epoch > 0 ORDER BY name"
            ),
            tenants: format!(
                "SELECT tenant FROM {document} UNION SELECT tenant FROM {lease} WHERE epoch > 0 ORDER BY tenant"
            ),
            size: format!("SELECT count(*) FROM {document} WHERE tenant = $1"),
            schedule: Schedule::new(schema),
            schema: schema.to_owned(),
        }
    }

    /// Whether there is nothing to migrate. A user who may not create tables can open a schema that is there already.
    pub(crate) async fn is_current(&self, session: &mut Session<'_>) -> Result<bool, Failure> {
        Ok(self.version(session).await? == Some(KNOWN))
    }

    /// Brings the schema to the current version. To be called at the beginning of a transaction: what a transaction has seen of the
    /// catalogue before it waits here, the server may remember.
    pub(crate) async fn migrate(&self, session: &mut Session<'_>) -> Result<(), Failure> {
        // Others that start at the same moment wait here until the transaction has ended.
        let lock = format!("wms-erp-postgres {}", self.schema);
        let query = sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))").bind(lock);
        query.persistent(false).execute(session.connection().await?).await?;
        let schema = &self.schema;
        // Asked for only where it is missing: the right to create schemas is not needed otherwise.
        let sql = "SELECT nspname::text FROM pg_namespace WHERE nspname = $1";
        if session.row::<(String,)>(sql, &[schema.into()]).await?.is_none() {
            self.execute(session, format!("CREATE SCHEMA {schema}")).await?;
        }
        let found = match self.version(session).await? {
            Some(found) => found,
            None => {
                let table = "(version bigint PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now())";
                self.execute(session, format!("CREATE TABLE {schema}.migration {table}")).await?;
                0
            }
        };
        for (version, migration) in (1..).zip(MIGRATIONS).skip(usize::try_from(found).unwrap_or(0)) {
            self.execute(session, migration.replace("{schema}", schema)).await?;
            let insert = format!("INSERT INTO {schema}.migration (version) VALUES ({version})");
            self.execute(session, insert).await?;
        }
        Ok(())
    }

    /// The version of the schema; none if it has no table of migrations.
    async fn version(&self, session: &mut Session<'_>) -> Result<Option<i64>, Failure> {
        // Read as tables: functions such as to_regclass answer from a memory of the server process.
        let sql = "SELECT relname::text FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace \
                   WHERE nspname = $1 AND relname = 'migration'";
        if session.row::<(String,)>(sql, &[(&self.schema).into()]).await?.is_none() {
            return Ok(None);
        }
        let sql = format!("SELECT coalesce(max(version), 0) FROM {}.migration", self.schema);
        let (found,) = session.row::<(i64,)>(&sql, &[]).await?.unwrap_or_default();
        match found > KNOWN {
            true => Err(StoreError::NewerSchema { found, known: KNOWN }.into()),
            false => Ok(Some(found)),
        }
    }

    async fn execute(&self, session: &mut Session<'_>, sql: String) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(session.connection().await?).await.map(drop)
    }
}

/// Whether this can be the name of a schema without quotes: then nothing has to be escaped anywhere.
pub(crate) fn is_name(schema: &str) -> bool {
    let mut chars = schema.chars();
    chars.next().is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && chars.all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
        && schema.len() <= 63
        && !schema.starts_with("pg_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_has_a_plain_name() {
        for name in ["wms_erp", "_", "a1", "public"] {
            assert!(is_name(name), "{name}");
        }
        let long = "x".repeat(64);
        for name in ["", "1a", "A", "a-b", "a.b", "a\"; DROP", "pg_catalog", "ø", "a b", long.as_str()] {
            assert!(!is_name(name), "{name}");
        }
    }
}
