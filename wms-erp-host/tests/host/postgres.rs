//! The service with its state in PostgreSQL.

#[path = "../../../wms-erp-postgres/tests/postgres/server.rs"]
pub(crate) mod server;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wms_erp_host::Exit;

use self::server::{OWNER, PASSWORD, Server};
use crate::rig::Rig;

/// The lines of a configuration, with the address of a server.
fn lines(server: &Server, more: &str) -> String {
    let url = server.url_of(OWNER, PASSWORD).replace(&format!(":{PASSWORD}@"), "@");
    format!("store = \"{url}\"\n{more}\nstore_schema = \"{}\"", server.schema())
}

#[tokio::test]
async fn two_services_share_a_store_in_postgresql() {
    let Some(server) = Server::running() else {
        return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
    };
    let mut rig = Rig::start().await;
    rig.correct_the_country();
    rig.set("DB_PASSWORD", PASSWORD);
    rig.configure_store(&lines(&server, "store_password_env = \"DB_PASSWORD\""));
    let first = rig.host(&["once"]).await;
    assert_eq!(first.exit, Exit::Done, "{first:?}");
    let writes = rig.writes();
    let again = rig.host(&["once"]).await;
    assert_eq!(
        (again.exit, rig.writes()),
        (Exit::Done, writes),
        "what one has done the other knows: {again:?}"
    );
    let status = rig.host(&["status"]).await;
    assert!(!format!("{first:?} {again:?} {status:?}").contains(PASSWORD));
    for arguments in [&["store", "check"][..], &["store", "backup", "copy.sqlite3"]] {
        let ran = rig.host(arguments).await;
        assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
        assert!(ran.err.contains("pg_dump"), "{ran:?}");
    }
    assert!(!rig.folder.path().join("sync.sqlite3").exists());

    std::fs::write(rig.folder.path().join("password"), format!("{PASSWORD}\n")).unwrap();
    rig.configure_store(&lines(&server, "store_password_file = \"password\""));
    let other = rig.host(&["status"]).await;
    assert_ne!(other.exit, Exit::Usage, "{other:?}");
}

#[tokio::test]
async fn what_is_wrong_with_the_store_names_the_line_and_no_password() {
    let mut rig = Rig::start().await;
    rig.set("DB_PASSWORD", PASSWORD);
    let refused = format!("store = \"postgres://a:{PASSWORD}@127.0.0.1:1/b\"");
    let unreachable = "store = \"postgres://a@127.0.0.1:1/b\"\nstore_password_env = \"DB_PASSWORD\"";
    let cases = [
        (refused.as_str(), "contains a password"),
        (unreachable, "cannot be reached"),
        ("store = \"postgres://a@b:port/c\"", "postgres://user@host"),
        ("store = \"postgres://a@b/c\"\nstore_password_env = \"MISSING\"", "MISSING is not set"),
        ("store = \"postgres://a@b/c\"\nstore_password_file = \"missing\"", "cannot be read"),
        ("store = \"sync.sqlite3\"\nstore_schema = \"x\"", "PostgreSQL only"),
        (
            "store = \"sync.sqlite3\"\nscheduler = \"postgres\"",
            "sync.toml:2: scheduler: needs a store in PostgreSQL",
        ),
        (
            "store = \"sync.sqlite3\"\nscheduler = \"cron\"",
            "sync.toml:2: scheduler: must be \"embedded\" or \"postgres\"",
        ),
        (
            "store = \"sync.sqlite3\"\nlease_duration = \"1s\"",
            "sync.toml:2: lease_duration: must be five seconds or more",
        ),
    ];
    for (lines, expected) in cases {
        rig.configure_store(lines);
        let ran = rig.host(&["status"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{lines}: {ran:?}");
        assert!(ran.err.contains(expected) && ran.err.contains("sync.toml:"), "{lines}: {ran:?}");
        assert!(!ran.err.contains(PASSWORD) && !ran.out.contains(PASSWORD), "{ran:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_with_the_scheduler_of_the_database_does_the_work_and_status_knows_what_comes_next() {
    let Some(server) = Server::running() else {
        return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
    };
    let mut rig = Rig::start().await;
    rig.correct_the_country();
    rig.set("DB_PASSWORD", PASSWORD);
    let more = "store_password_env = \"DB_PASSWORD\"\nscheduler = \"postgres\"\nlease_duration = \"10s\"";
    rig.configure_store(&lines(&server, more));
    let next = |ran: &crate::rig::Ran| {
        let status: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let processes = status["tenants"][0]["processes"].as_array().unwrap().clone();
        processes.into_iter().filter(|process| process["next"].is_string()).count()
    };
    let before = rig.host(&["status", "--json"]).await;
    assert_eq!(next(&before), 0, "{before:?}");
    {
        let serving = rig.host(&["run"]);
        let done = async {
            while rig.systems.wms.orders().len() < 4 {
                tokio::task::yield_now().await;
            }
            rig.stop.cancel();
        };
        let (ran, ()) = tokio::join!(serving, done);
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    }
    let rig = rig.restarted();
    let after = rig.host(&["status", "--json"]).await;
    assert_eq!(next(&after), 4, "{after:?}");
}

/// The disk is another machine's: the configuration is right, and there is nothing to mend in it.
#[tokio::test]
async fn a_database_without_room_is_1_and_says_what_to_do() {
    let Some(server) = Server::running() else {
        return crate::skipped("PostgreSQL 15 or later is not installed (Debian: postgresql)");
    };
    let mut rig = Rig::start().await;
    rig.correct_the_country();
    rig.set("DB_PASSWORD", PASSWORD);
    let lines = lines(&server, "store_password_env = \"DB_PASSWORD\"");
    rig.configure_store(&lines);
    let schema = lines.rsplit('"').nth(1).unwrap();
    let mut connection = PgConnection::connect(&server.url_of(OWNER, PASSWORD)).await.unwrap();
    let full = format!(
        "CREATE FUNCTION full_{schema}() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity LIKE '{schema}.%')
         THEN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END IF; END $$;
         CREATE EVENT TRIGGER full_{schema} ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
         EXECUTE FUNCTION full_{schema}()"
    );
    sqlx::raw_sql(AssertSqlSafe(full)).execute(&mut connection).await.unwrap();
    for command in [&["once"][..], &["status"], &["held"]] {
        let ran = rig.host(command).await;
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Failed, ""), "{command:?}: {ran:?}");
        for words in ["postgres://127.0.0.1", "since the disk is full or fails", "→ make room on that disk"]
        {
            assert!(ran.err.contains(words), "{command:?}: {ran:?}");
        }
        assert!(!ran.err.contains(PASSWORD), "{ran:?}");
    }
    assert_eq!(rig.systems.wms.orders().len(), 0, "what cannot be remembered is not begun");
    let room = format!("DROP EVENT TRIGGER full_{schema}");
    sqlx::raw_sql(AssertSqlSafe(room)).execute(&mut connection).await.unwrap();
    let ran = rig.host(&["once"]).await;
    assert_eq!((ran.exit, rig.systems.wms.orders().len()), (Exit::Done, 4), "{ran:?}");
}
