//! The service with its state in PostgreSQL.

#[path = "../../../wms-erp-postgres/tests/postgres/server.rs"]
mod server;

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
        return eprintln!("SKIPPED: PostgreSQL 15 or later is not installed (Debian: postgresql)");
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
        (refused.as_str(), "has a password in it"),
        (unreachable, "cannot be reached"),
        ("store = \"postgres://a@b:port/c\"", "postgres://user@host"),
        ("store = \"postgres://a@b/c\"\nstore_password_env = \"MISSING\"", "MISSING is not set"),
        ("store = \"postgres://a@b/c\"\nstore_password_file = \"missing\"", "cannot be read"),
        ("store = \"sync.sqlite3\"\nstore_schema = \"x\"", "PostgreSQL only"),
    ];
    for (lines, expected) in cases {
        rig.configure_store(lines);
        let ran = rig.host(&["status"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{lines}: {ran:?}");
        assert!(ran.err.contains(expected) && ran.err.contains("sync.toml:"), "{lines}: {ran:?}");
        assert!(!ran.err.contains(PASSWORD) && !ran.out.contains(PASSWORD), "{ran:?}");
    }
}
