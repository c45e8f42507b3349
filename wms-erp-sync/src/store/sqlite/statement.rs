//! The statements. Many rows at a time: one by one, most of the time would go into the round trips to SQLite's thread.

use std::collections::HashMap;

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::store::{Document, LeaseKey, Scan, Step, Table};

/// Rows or keys in one statement: well below SQLite's 32,766 parameters.
const CHUNK: usize = 500;

/// What a run writes when nothing has changed, its report among it.
const FEW: usize = 8;

/// Whether statements that write so many rows come again and again, so that they are kept prepared.
fn is_usual(count: usize) -> bool {
    count <= FEW || count == CHUNK
}

pub(super) async fn get(
    connection: &mut SqliteConnection,
    tenant: &str,
    table: Table,
    keys: &[&str],
) -> Result<Vec<Option<String>>, sqlx::Error> {
    let mut found = HashMap::new();
    for keys in keys.chunks(CHUNK) {
        let mut query = QueryBuilder::new("");
        on_shelf(&mut query, "SELECT key, value FROM document", tenant, table);
        key_in(&mut query, keys);
        let rows: Vec<(String, String)> = query.build_query_as().fetch_all(&mut *connection).await?;
        found.extend(rows);
    }
    Ok(keys.iter().map(|key| found.get(*key).cloned()).collect())
}

pub(super) async fn scan(
    connection: &mut SqliteConnection,
    tenant: &str,
    table: Table,
    scan: Scan<'_>,
) -> Result<Vec<Document>, sqlx::Error> {
    let mut query = QueryBuilder::new("");
    on_shelf(&mut query, "SELECT key, value FROM document", tenant, table);
    key_begins_with(&mut query, scan.prefix);
    if let Some(after) = scan.after {
        query.push(" AND key > ").push_bind(after.to_owned());
    }
    query.push(" ORDER BY key LIMIT ").push(limit(scan.limit));
    let rows: Vec<(String, String)> = query.build_query_as().fetch_all(&mut *connection).await?;
    Ok(rows.into_iter().map(|(key, value)| Document { key, value }).collect())
}

/// All tables in one statement, which is the same for the same number of them.
pub(super) async fn scan_tables(
    connection: &mut SqliteConnection,
    tenant: &str,
    tables: &[Table],
    limit: usize,
) -> Result<Vec<Vec<Document>>, sqlx::Error> {
    let mut query = QueryBuilder::<Sqlite>::new("");
    for (number, table) in tables.iter().enumerate() {
        query.push(if number > 0 { " UNION ALL SELECT * FROM (" } else { "SELECT * FROM (" });
        query.push("SELECT ").push_bind(i64::try_from(number).unwrap_or(i64::MAX));
        query.push(", key, value FROM document WHERE tenant = ").push_bind(tenant.to_owned());
        query.push(" AND shelf = ").push_bind(table.as_str());
        query.push(" ORDER BY key LIMIT ").push(self::limit(limit)).push(")");
    }
    let mut found: Vec<Vec<Document>> = tables.iter().map(|_| Vec::new()).collect();
    if tables.is_empty() {
        return Ok(found);
    }
    let rows: Vec<(i64, String, String)> = query.build_query_as().fetch_all(connection).await?;
    for (number, key, value) in rows {
        if let Some(table) = usize::try_from(number).ok().and_then(|number| found.get_mut(number)) {
            table.push(Document { key, value });
        }
    }
    // A union has no order.
    found.iter_mut().for_each(|table| table.sort_unstable_by(|one, other| one.key.cmp(&other.key)));
    Ok(found)
}

pub(super) async fn get_of_tenants(
    connection: &mut SqliteConnection,
    tenants: &[&str],
    table: Table,
    key: &str,
) -> Result<Vec<Option<String>>, sqlx::Error> {
    let sql = "SELECT tenant, value FROM document WHERE tenant IN (SELECT value FROM json_each(?)) AND shelf = ? AND key = ?";
    let names = serde_json::Value::from(tenants).to_string();
    let query = sqlx::query_as(sql).bind(names).bind(table.as_str()).bind(key);
    let rows: Vec<(String, String)> = query.fetch_all(connection).await?;
    let found: HashMap<String, String> = rows.into_iter().collect();
    Ok(tenants.iter().map(|tenant| found.get(*tenant).cloned()).collect())
}

pub(super) async fn count(
    connection: &mut SqliteConnection,
    tenant: &str,
    table: Table,
    prefix: &str,
) -> Result<u64, sqlx::Error> {
    let mut query = QueryBuilder::new("");
    on_shelf(&mut query, "SELECT count(*) FROM document", tenant, table);
    key_begins_with(&mut query, prefix);
    let count: i64 = query.build_query_scalar().fetch_one(connection).await?;
    Ok(count.unsigned_abs())
}

/// Writes all of this, and commits. Where it is little, as what a run writes that has found nothing new, all of it is one round trip.
pub(super) async fn write_and_commit(
    connection: &mut SqliteConnection,
    tenant: &str,
    steps: &[Step],
) -> Result<(), sqlx::Error> {
    let mut script = Script::new(connection);
    for step in steps {
        match step {
            Step::Put(rows) => {
                for rows in rows.chunks(CHUNK) {
                    put(script.room_for(rows.len()).await?, tenant, rows);
                }
            }
            Step::Delete(keys) => {
                for keys in keys.chunk_by(|one, next| one.0 == next.0).flat_map(|shelf| shelf.chunks(CHUNK)) {
                    let query = script.room_for(keys.len()).await?;
                    on_shelf(query, "DELETE FROM document", tenant, keys[0].0);
                    key_in(query, &keys.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>());
                }
            }
            Step::DeletePrefix { table, prefix } => {
                let query = script.room_for(1).await?;
                on_shelf(query, "DELETE FROM document", tenant, *table);
                key_begins_with(query, prefix);
            }
            Step::Release(fences) => {
                for fence in fences {
                    extend(script.room_for(1).await?, &fence.key, LeaseRow::over(fence.epoch));
                }
            }
        }
    }
    script.room_for(0).await?.push("COMMIT");
    script.execute().await
}

/// Statements that are executed together.
struct Script<'a> {
    connection: &'a mut SqliteConnection,
    query: QueryBuilder<Sqlite>,
    /// How many rows they write.
    rows: usize,
}

impl<'a> Script<'a> {
    fn new(connection: &'a mut SqliteConnection) -> Self {
        Self { connection, query: QueryBuilder::new(""), rows: 0 }
    }

    /// Where the next statement goes, which writes so many rows. What is there before is executed first, if it would become too much.
    async fn room_for(&mut self, rows: usize) -> Result<&mut QueryBuilder<Sqlite>, sqlx::Error> {
        if self.rows > 0 {
            if self.rows + rows <= FEW {
                self.query.push("; ");
            } else {
                self.execute().await?;
            }
        }
        self.rows += rows;
        Ok(&mut self.query)
    }

    async fn execute(&mut self) -> Result<(), sqlx::Error> {
        let mut query = std::mem::replace(&mut self.query, QueryBuilder::new(""));
        let is_usual = is_usual(std::mem::take(&mut self.rows));
        query.build().persistent(is_usual).execute(&mut *self.connection).await.map(drop)
    }
}

fn put(query: &mut QueryBuilder<Sqlite>, tenant: &str, rows: &[(Table, String, String)]) {
    query.push("INSERT INTO document (tenant, shelf, key, value) ");
    query.push_values(rows, |mut row, (table, key, value)| {
        row.push_bind(tenant).push_bind(table.as_str()).push_bind(key).push_bind(value);
    });
    query.push(" ON CONFLICT (tenant, shelf, key) DO UPDATE SET value = excluded.value");
}

/// What is kept of a lease.
#[derive(Debug, Clone, Copy)]
pub(super) struct LeaseRow {
    pub(super) epoch: i64,
    /// Milliseconds since 1970.
    pub(super) valid_until: i64,
    /// Milliseconds.
    pub(super) duration: i64,
    /// Whether the holder has locked the lease file.
    pub(super) locked: bool,
}

macro_rules! read_lease {
    ($before:literal) => {
        concat!(
            $before,
            "SELECT epoch, valid_until, duration, locked FROM lease WHERE tenant = ? AND name = ?"
        )
    };
}

pub(super) async fn lease(
    connection: &mut SqliteConnection,
    key: &LeaseKey,
) -> Result<Option<LeaseRow>, sqlx::Error> {
    found_lease(connection, read_lease!(""), key).await
}

/// Begins a transaction that writes, and reads a lease in it: one round trip to SQLite's thread instead of two.
pub(super) async fn begin_with_lease(
    connection: &mut SqliteConnection,
    key: &LeaseKey,
) -> Result<Option<LeaseRow>, sqlx::Error> {
    found_lease(connection, read_lease!("BEGIN IMMEDIATE; "), key).await
}

async fn found_lease(
    connection: &mut SqliteConnection,
    sql: &'static str,
    key: &LeaseKey,
) -> Result<Option<LeaseRow>, sqlx::Error> {
    let query = sqlx::query_as(sql).bind(&key.tenant).bind(&key.name);
    let row: Option<(i64, i64, i64, bool)> = query.fetch_optional(connection).await?;
    Ok(row.map(|(epoch, valid_until, duration, locked)| LeaseRow { epoch, valid_until, duration, locked }))
}

/// Those that were ever given out, with their owners, by name.
pub(super) async fn leases(
    connection: &mut SqliteConnection,
    tenant: &str,
) -> Result<Vec<(String, String, LeaseRow)>, sqlx::Error> {
    let sql =
        "SELECT name, owner, epoch, valid_until, duration, locked FROM lease WHERE tenant = ? ORDER BY name";
    let rows: Vec<(String, String, i64, i64, i64, bool)> =
        sqlx::query_as(sql).bind(tenant).fetch_all(connection).await?;
    let row = |(name, owner, epoch, valid_until, duration, locked)| {
        (name, owner, LeaseRow { epoch, valid_until, duration, locked })
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Enters a lease, and commits.
pub(super) async fn give_lease(
    connection: &mut SqliteConnection,
    key: &LeaseKey,
    owner: &str,
    row: LeaseRow,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO lease (tenant, name, epoch, owner, valid_until, duration, locked)
               VALUES (?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (tenant, name) DO UPDATE SET epoch = excluded.epoch, owner = excluded.owner,
               valid_until = excluded.valid_until, duration = excluded.duration, locked = excluded.locked; COMMIT";
    let query = sqlx::query(sql).bind(&key.tenant).bind(&key.name).bind(row.epoch).bind(owner);
    query.bind(row.valid_until).bind(row.duration).bind(row.locked).execute(connection).await.map(drop)
}

/// Lets a lease last until another time, as long as the epoch is current.
pub(super) async fn extend_lease(
    connection: &mut SqliteConnection,
    key: &LeaseKey,
    row: LeaseRow,
) -> Result<(), sqlx::Error> {
    let mut query = QueryBuilder::new("");
    extend(&mut query, key, row);
    query.build().execute(connection).await.map(drop)
}

fn extend(query: &mut QueryBuilder<Sqlite>, key: &LeaseKey, row: LeaseRow) {
    query.push("UPDATE lease SET valid_until = ").push_bind(row.valid_until);
    query.push(", duration = ").push_bind(row.duration);
    query
        .push(" WHERE tenant = ")
        .push_bind(key.tenant.clone())
        .push(" AND name = ")
        .push_bind(key.name.clone());
    query.push(" AND epoch = ").push_bind(row.epoch);
}

/// As a part of the text: SQLite plans a statement again each time that a parameter of it is bound to a limit. A few limits come again
/// and again.
fn limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn on_shelf(query: &mut QueryBuilder<Sqlite>, what: &'static str, tenant: &str, table: Table) {
    query.push(what).push(" WHERE tenant = ").push_bind(tenant.to_owned());
    query.push(" AND shelf = ").push_bind(table.as_str());
}

/// As one parameter, so that the statement is the same for any number of keys, and is prepared once.
fn key_in(query: &mut QueryBuilder<Sqlite>, keys: &[&str]) {
    match keys {
        [key] => query.push(" AND key = ").push_bind((*key).to_owned()),
        _ => {
            let keys = serde_json::Value::from(keys).to_string();
            query.push(" AND key IN (SELECT value FROM json_each(").push_bind(keys).push("))")
        }
    };
}

/// A range instead of LIKE: every character is taken literally, and the primary key answers.
fn key_begins_with(query: &mut QueryBuilder<Sqlite>, prefix: &str) {
    query.push(" AND key >= ").push_bind(prefix.to_owned());
    if let Some(end) = behind_prefix(prefix) {
        query.push(" AND key < ").push_bind(end);
    }
}

/// The least text that is greater than all that begin with `prefix`; `None` when there is none.
fn behind_prefix(prefix: &str) -> Option<String> {
    let mut end = prefix.to_owned();
    while let Some(last) = end.pop() {
        // A range of characters steps over the surrogates.
        if let Some(next) = (last..=char::MAX).nth(1) {
            end.push(next);
            return Some(end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_prefix_is_the_next_text_of_its_length() {
        let end = |prefix: &str| behind_prefix(prefix);
        assert_eq!(end("ab").as_deref(), Some("ac"));
        assert_eq!(end("a\u{D7FF}").as_deref(), Some("a\u{E000}"));
        assert_eq!(end("a\u{10FFFF}").as_deref(), Some("b"));
        assert_eq!(end("\u{10FFFF}"), None);
        assert_eq!(end(""), None);
    }
}
