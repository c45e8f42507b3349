//! The schema and its history.

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{Connection, SqlSafeStr, SqliteConnection};

/// Each brings a file from the version that is its place to the next. Append only: files of every version are out there.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("migrations/1.sql"), include_str!("migrations/2.sql")];

/// The version that this software writes.
pub(super) const KNOWN: i64 = count(MIGRATIONS);

/// Says in the file's header whose it is: the bytes of "WMSE".
pub(super) const APPLICATION_ID: u32 = 0x574D_5345;

/// Whether the file is one of this software's, or still empty.
pub(super) async fn is_ours(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    let id: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *connection).await?;
    let objects: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(connection).await?;
    Ok(id == i64::from(APPLICATION_ID) || (id == 0 && objects == 0))
}

/// The version of the file; 0 when it is empty.
pub(super) async fn version(connection: &mut SqliteConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("PRAGMA user_version").fetch_one(connection).await
}

/// Does the migrations that the file lacks, all or none. sqlx notes them, with a hash of each, in a table of the file; the
/// version in the header keeps older programs away.
pub(super) async fn migrate(
    connection: &mut SqliteConnection,
    migrations: &'static [&'static str],
) -> Result<(), sqlx::Error> {
    if version(connection).await? == count(migrations) {
        return Ok(());
    }
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let found = version(&mut transaction).await?;
    let known = migrator(migrations);
    // The first version kept no such table: what it did is noted now, and not done again.
    if found > 0 {
        known.run_direct(Some(found), &mut *transaction, true).await.map_err(failure)?;
    }
    known.run_direct(None, &mut *transaction, false).await.map_err(failure)?;
    // PRAGMA takes no parameters; both numbers are ours.
    let marks =
        format!("PRAGMA user_version = {}; PRAGMA application_id = {APPLICATION_ID}", count(migrations));
    sqlx::raw_sql(sqlx::AssertSqlSafe(marks)).execute(&mut *transaction).await?;
    transaction.commit().await
}

const fn count(migrations: &[&str]) -> i64 {
    migrations.len() as i64
}

fn migrator(migrations: &'static [&'static str]) -> Migrator {
    let migrations = (1_i64..).zip(migrations).map(|(version, sql)| {
        Migration::new(version, "".into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(migrations.collect())
}

fn failure(error: MigrateError) -> sqlx::Error {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error,
        error => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: &[&str] = &["CREATE TABLE thing (name TEXT); INSERT INTO thing VALUES ('kept')"];
    const NOW: &[&str] = &[
        THEN[0],
        "ALTER TABLE thing ADD colour TEXT",
        "UPDATE thing SET colour = 'blue' WHERE name = 'kept'",
    ];

    const BROKEN: &[&str] = &[THEN[0], "CREATE TABLE other (name TEXT)", "CREATE TABLE thing (name TEXT)"];

    async fn empty() -> SqliteConnection {
        SqliteConnection::connect("sqlite::memory:").await.unwrap()
    }

    #[tokio::test]
    async fn an_older_file_gets_what_it_lacks_in_order_and_keeps_its_content() {
        let mut connection = empty().await;
        migrate(&mut connection, THEN).await.unwrap();
        assert_eq!(version(&mut connection).await.unwrap(), 1);
        migrate(&mut connection, NOW).await.unwrap();
        migrate(&mut connection, NOW).await.unwrap();
        assert_eq!(version(&mut connection).await.unwrap(), 3);
        let colours: Vec<String> =
            sqlx::query_scalar("SELECT colour FROM thing").fetch_all(&mut connection).await.unwrap();
        assert_eq!(colours, ["blue"]);
    }

    #[tokio::test]
    async fn a_file_without_a_list_of_migrations_gets_one_and_what_it_lacks() {
        let mut connection = empty().await;
        sqlx::raw_sql(THEN[0]).execute(&mut connection).await.unwrap();
        sqlx::raw_sql("PRAGMA user_version = 1").execute(&mut connection).await.unwrap();
        migrate(&mut connection, NOW).await.unwrap();
        let colours: Vec<String> =
            sqlx::query_scalar("SELECT colour FROM thing").fetch_all(&mut connection).await.unwrap();
        assert_eq!(colours, ["blue"]);
        let listed: i64 = sqlx::query_scalar("SELECT count(*) FROM _sqlx_migrations")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(listed, 3);
    }

    #[tokio::test]
    async fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let mut connection = empty().await;
        migrate(&mut connection, THEN).await.unwrap();
        migrate(&mut connection, BROKEN).await.unwrap_err();
        assert_eq!(version(&mut connection).await.unwrap(), 1);
        let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE type = 'table'")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(tables, 2, "the thing, and the list of migrations");
    }

    #[tokio::test]
    async fn a_file_of_other_software_is_told_apart() {
        let mut connection = empty().await;
        assert!(is_ours(&mut connection).await.unwrap(), "empty");
        sqlx::query("CREATE TABLE stranger (x)").execute(&mut connection).await.unwrap();
        assert!(!is_ours(&mut connection).await.unwrap());
        migrate(&mut connection, MIGRATIONS).await.unwrap();
        assert!(is_ours(&mut connection).await.unwrap());
    }
}
