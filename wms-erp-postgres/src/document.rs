//! Documents. Many rows in one statement, as arrays: the number of parameters does not grow with them.

use std::collections::HashMap;

use async_trait::async_trait;
use sqlx::AssertSqlSafe;
use wms_erp_sync::store::{Document, Fence, Scan, Step, Table};

use crate::PostgresStore;
use crate::failure::Failure;
use crate::schema::Sql;
use crate::session::Session;
use crate::transaction::Work;

/// Rows or keys in one statement: a message of some megabytes.
const CHUNK: usize = 1_000;

pub(crate) struct Get<'a> {
    pub(crate) sql: &'a Sql,
    pub(crate) tenant: &'a str,
    pub(crate) table: Table,
    pub(crate) keys: &'a [&'a str],
}

#[async_trait]
impl Work for Get<'_> {
    type Output = Vec<Option<String>>;

    fn action(&self) -> &'static str {
        "read documents"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let mut found = HashMap::new();
        for keys in self.keys.chunks(CHUNK) {
            let values = [self.tenant.into(), self.table.as_str().into(), keys.into()];
            found.extend(session.rows::<(String, String)>(&self.sql.get, &values).await?);
        }
        Ok(self.keys.iter().map(|key| found.get(*key).cloned()).collect())
    }
}

pub(crate) struct Scanned<'a> {
    pub(crate) sql: &'a Sql,
    pub(crate) tenant: &'a str,
    pub(crate) table: Table,
    pub(crate) scan: Scan<'a>,
}

#[async_trait]
impl Work for Scanned<'_> {
    type Output = Vec<Document>;

    fn action(&self) -> &'static str {
        "scan documents"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let Scan { prefix, after, limit, .. } = self.scan;
        let (end, limit) = (behind_prefix(prefix), i64::try_from(limit).unwrap_or(i64::MAX));
        let values = [
            self.tenant.into(),
            self.table.as_str().into(),
            prefix.into(),
            end.as_deref().into(),
            after.into(),
            limit.into(),
        ];
        let rows: Vec<(String, String)> = session.rows(&self.sql.scan, &values).await?;
        Ok(rows.into_iter().map(|(key, value)| Document::new(key, value)).collect())
    }
}

pub(crate) struct ScannedTables<'a> {
    pub(crate) sql: &'a Sql,
    pub(crate) tenant: &'a str,
    pub(crate) tables: &'a [Table],
    pub(crate) limit: usize,
}

#[async_trait]
impl Work for ScannedTables<'_> {
    type Output = Vec<Vec<Document>>;

    fn action(&self) -> &'static str {
        "scan documents"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let shelves: Vec<&str> = self.tables.iter().map(|table| table.as_str()).collect();
        let limit = i64::try_from(self.limit).unwrap_or(i64::MAX);
        let values = [self.tenant.into(), shelves.as_slice().into(), limit.into()];
        let rows: Vec<(i64, String, String)> = session.rows(&self.sql.scan_tables, &values).await?;
        let mut found: Vec<Vec<Document>> = self.tables.iter().map(|_| Vec::new()).collect();
        for (number, key, value) in rows {
            // Counted from one.
            let place = usize::try_from(number - 1).ok();
            if let Some(table) = place.and_then(|place| found.get_mut(place)) {
                table.push(Document::new(key, value));
            }
        }
        Ok(found)
    }
}

pub(crate) struct OfTenants<'a> {
    pub(crate) sql: &'a Sql,
    pub(crate) tenants: &'a [&'a str],
    pub(crate) table: Table,
    pub(crate) key: &'a str,
}

#[async_trait]
impl Work for OfTenants<'_> {
    type Output = Vec<Option<String>>;

    fn action(&self) -> &'static str {
        "read documents"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let mut found = HashMap::new();
        for tenants in self.tenants.chunks(CHUNK) {
            let values = [tenants.into(), self.table.as_str().into(), self.key.into()];
            found.extend(session.rows::<(String, String)>(&self.sql.of_tenants, &values).await?);
        }
        Ok(self.tenants.iter().map(|tenant| found.get(*tenant).cloned()).collect())
    }
}

pub(crate) struct Count<'a> {
    pub(crate) sql: &'a Sql,
    pub(crate) tenant: &'a str,
    pub(crate) table: Table,
    pub(crate) prefix: &'a str,
}

#[async_trait]
impl Work for Count<'_> {
    type Output = u64;

    fn action(&self) -> &'static str {
        "count documents"
    }

    fn writes(&self) -> bool {
        false
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<Self::Output, Failure> {
        let end = behind_prefix(self.prefix);
        let values =
            [self.tenant.into(), self.table.as_str().into(), self.prefix.into(), end.as_deref().into()];
        let count: Option<(i64,)> = session.row(&self.sql.count, &values).await?;
        Ok(count.map_or(0, |(count,)| count.unsigned_abs()))
    }
}

pub(crate) struct Commit<'a> {
    pub(crate) store: &'a PostgresStore,
    pub(crate) tenant: &'a str,
    pub(crate) fences: &'a [Fence],
    pub(crate) steps: &'a [Step],
}

#[async_trait]
impl Work for Commit<'_> {
    type Output = ();

    fn action(&self) -> &'static str {
        "commit"
    }

    async fn run(&self, session: &mut Session<'_>) -> Result<(), Failure> {
        // In one order, so that two commits never wait for each other.
        let mut fences: Vec<&Fence> = self.fences.iter().collect();
        fences.sort_unstable();
        for fence in fences {
            self.store.check_fence(session, fence).await?;
        }
        for step in self.steps {
            match step {
                Step::Put(rows) => self.put(session, rows).await?,
                Step::Delete(keys) => self.delete(session, keys)?,
                Step::DeletePrefix { table, prefix } => {
                    let end = behind_prefix(prefix);
                    let of =
                        [self.tenant.into(), table.as_str().into(), prefix.into(), end.as_deref().into()];
                    session.later(&self.store.sql.delete_prefix, &of)?;
                }
                Step::Release(fences) => self.store.end_leases(session, fences)?,
            }
        }
        Ok(())
    }
}

impl Commit<'_> {
    async fn put(
        &self,
        session: &mut Session<'_>,
        rows: &[(Table, String, String)],
    ) -> Result<(), sqlx::Error> {
        for rows in rows.chunks(CHUNK) {
            let shelves: Vec<&str> = rows.iter().map(|(table, ..)| table.as_str()).collect();
            let keys: Vec<&str> = rows.iter().map(|(_, key, _)| key.as_str()).collect();
            let values: Vec<&str> = rows.iter().map(|(.., value)| value.as_str()).collect();
            let query = sqlx::query(AssertSqlSafe(&*self.store.sql.put)).bind(self.tenant);
            let query = query.bind(shelves).bind(keys).bind(values).persistent(false);
            query.execute(session.connection().await?).await?;
        }
        Ok(())
    }

    fn delete(&self, session: &mut Session<'_>, keys: &[(Table, String)]) -> Result<(), sqlx::Error> {
        for shelf in keys.chunk_by(|one, next| one.0 == next.0) {
            for chunk in shelf.chunks(CHUNK) {
                let keys: Vec<&str> = chunk.iter().map(|(_, key)| key.as_str()).collect();
                let values = [self.tenant.into(), chunk[0].0.as_str().into(), keys.as_slice().into()];
                session.later(&self.store.sql.delete, &values)?;
            }
        }
        Ok(())
    }
}

/// The least text that is greater than all that begin with `prefix`; `None` when there is none. By bytes, as the columns
/// compare: in UTF-8 that is the order of the characters.
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
