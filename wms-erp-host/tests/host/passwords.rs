//! Passwords that a command gives, and passwords that change while the service runs.

use wms_erp_host::Exit;

use crate::folder::Folder;

/// The line by which the rig's tenant gives its password for one side, and what the password is.
fn password(own: &str, table: &str) -> (String, String) {
    let (_, rest) = own.split_once(table).unwrap();
    let line = rest.lines().find(|line| line.starts_with("password = ")).unwrap();
    (line.to_owned(), line.split('"').nth(1).unwrap().to_owned())
}

#[cfg(unix)]
#[tokio::test]
async fn a_command_gives_a_password_by_its_first_line() {
    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    let (line, secret) = password(&own, "[erp]");
    let with = |command: &str| own.replacen(&line, &format!("password_command = {command}"), 1);
    folder.write("nordlys", &with(&format!("[\"printf\", \"{secret}\\n$HOME is no shell\"]")));
    folder.rig.once().await;
    assert_eq!(folder.rig.systems.wms.orders().len(), 3);

    for (command, words) in [
        ("[]", "must name a program"),
        ("\"printf x\"", "must be a list of texts"),
        ("[\"/nowhere/vault\"]", "/nowhere/vault cannot be run"),
        ("[\"sh\", \"-c\", \"echo hemmelig; echo hemmelig >&2; exit 3\"]", "sh failed (exit status: 3)"),
        ("[\"true\"]", "true printed an empty first line"),
    ] {
        folder.write("nordlys", &with(command));
        let ran = folder.rig.host(&["once"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{command}: {ran:?}");
        assert!(
            ran.err.contains("erp.password_command: ") && ran.err.contains(words),
            "{command}: {}",
            ran.err
        );
        assert!(!ran.err.contains("hemmelig"), "{}", ran.err);
    }
    // What asks no vendor runs no command.
    folder.write("nordlys", &with("[\"/nowhere/vault\"]"));
    for arguments in [["status", "--json"], ["held", "--json"]] {
        let ran = folder.rig.host(&arguments).await;
        assert!(matches!(ran.exit, Exit::Done | Exit::Unhealthy) && ran.err.is_empty(), "{ran:?}");
    }
    folder.write(
        "nordlys",
        &with("[\"x\"]").replacen("password_command", "password_env = \"X\"\npassword_command", 1),
    );
    let ran = folder.rig.host(&["held"]).await;
    assert!(ran.err.contains("give only one of password"), "{}", ran.err);
}

/// A password is changed at both vendors while the service runs: it reads the files again when it is refused.
#[tokio::test]
async fn secrets_are_read_again_when_a_login_fails() {
    let folder = Folder::start().await;
    let mut own = folder.text("nordlys");
    let files = ["erp", "wms"].map(|side| folder.rig.folder.path().join(side));
    let mut right = Vec::new();
    for (file, table) in files.iter().zip(["[erp]", "[wms]"]) {
        let (line, secret) = password(&own, table);
        let (head, rest) = own.split_once(table).unwrap();
        let named = format!("password_file = {:?}", file.display().to_string());
        own = format!("{head}{table}{}", rest.replacen(&line, &named, 1));
        std::fs::write(file, "not yet\n").unwrap();
        right.push(secret);
    }
    folder.write("nordlys", &own);
    let systems = &folder.rig.systems;
    let people = async {
        while systems.erp.count("Login") == 0 {
            tokio::task::yield_now().await;
        }
        std::fs::write(&files[0], &right[0]).unwrap();
        while systems.wms.control().count("") == 0 {
            tokio::task::yield_now().await;
        }
        std::fs::write(&files[1], &right[1]).unwrap();
        while systems.wms.orders().len() < 3 {
            tokio::task::yield_now().await;
        }
        folder.rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(folder.rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(systems.erp.count("Login") <= 6, "it does not go on with what was refused");
}
