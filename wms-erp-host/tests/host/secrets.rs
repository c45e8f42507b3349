//! Passwords are seen by the two systems, and by nobody else.

use std::path::Path;

use wms_erp_host::sandbox::company::FROM_KARI;
use wms_erp_sync::simulator::twentyfour::Rule;

use crate::rig::Rig;

const SECRETS: [&str; 2] = ["fjell og fjord", "gaffeltruck"];

#[tokio::test]
async fn no_password_is_in_any_output_or_in_the_store() {
    let mut rig = Rig::start().await;
    rig.set("WMS_PASSWORD", SECRETS[1]);
    std::fs::write(rig.folder.path().join("erp.password"), format!("{}\n", SECRETS[0])).unwrap();
    let text = rig.configuration();
    let text = text.replace("password = \"fjell og fjord\"", "password_file = \"erp.password\"");
    let text = text.replace("password = \"gaffeltruck\"", "password_env = \"WMS_PASSWORD\"");
    assert!(SECRETS.iter().all(|secret| !text.contains(secret)));
    rig.configure(&text);

    let mut seen = String::new();
    for arguments in [
        &["check"][..],
        &["plan"],
        &["plan", "--json"],
        &["once"],
        &["once", "--json"],
        &["held"],
        &["show", "10001"],
        &["release", "nordlys", "stock"],
    ] {
        let ran = rig.host(arguments).await;
        seen += &(ran.out + &ran.err);
    }
    assert_eq!(
        rig.systems.wms.order(&FROM_KARI.to_string()).map(|order| order.lines.len()),
        Some(2),
        "they work"
    );

    // The servers repeat what they were sent, as some do.
    let repeated = |secret: &str| Rule::fault(format!("nobody is called {secret} here")).always();
    rig.systems.erp.misbehave(repeated(SECRETS[0]));
    rig.systems.wms.control().misbehave(repeated(SECRETS[1]));
    for arguments in [&["check"][..], &["once"], &["once", "--json"]] {
        let ran = rig.host(arguments).await;
        seen += &(ran.out + &ran.err);
    }
    // Long texts are broken into lines.
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(seen.contains("nobody is called"), "the servers were heard");
    for secret in SECRETS {
        let around =
            seen.find(secret).map(|at| seen[at.saturating_sub(200)..].chars().take(300).collect::<String>());
        assert_eq!(around, None);
    }
    for entry in std::fs::read_dir(rig.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && path.file_name() != Some("erp.password".as_ref()) {
            search(&path);
        }
    }
}

fn search(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    for secret in SECRETS {
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "{secret:?} is in {}", path.display());
    }
}
