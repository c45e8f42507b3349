//! A folder of tenants: a file for each, over a file of defaults.

use std::path::PathBuf;

use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::FROM_KARI;
use wms_erp_sync::simulator::ongoing::{Gate, Mischief, Rule};

use crate::rig::Rig;

/// The tenant of the rig in a folder: what all tenants would have in common as defaults, the rest in a file of its own.
pub(crate) struct Folder {
    pub(crate) rig: Rig,
}

impl Folder {
    pub(crate) async fn start() -> Self {
        let rig = Rig::start().await;
        let whole = rig.configuration();
        let (head, tenant) = whole.split_once("[[tenant]]").unwrap();
        std::fs::create_dir(rig.folder.path().join("tenants.d")).unwrap();
        rig.configure(&format!("{head}tenants = \"tenants.d\"\n"));
        let own = tenant.replace("[tenant.", "[").replacen("name = \"nordlys\"\n", "", 1);
        let folder = Self { rig };
        folder.write("nordlys", &own);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.rig.folder.path().join("tenants.d").join(name).with_extension("toml")
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(self.path(name), std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }
}

#[tokio::test]
async fn a_tenant_in_a_file_of_its_own_is_served_as_one_in_the_configuration() {
    let folder = Folder::start().await;
    folder.rig.once().await;
    assert_eq!(folder.rig.systems.wms.orders().len(), 3);
    let ran = folder.rig.host(&["status", "--json"]).await;
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["tenants"][0]["tenant"], "nordlys");
    assert_eq!(document["wrong"], serde_json::json!([]));
}

/// Tables are merged key by key; a list counts whole; a password of its own stands for every way to give one.
#[tokio::test]
async fn defaults_stand_behind_what_a_tenant_says_itself() {
    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    let line = |key: &str| own.lines().find(|line| line.starts_with(key)).unwrap().to_owned() + "\n";
    let application = line("application_id");
    folder.write("nordlys", &own.replacen(&application, "", 1));
    assert_eq!(folder.rig.host(&["held"]).await.exit, Exit::Usage, "it is missing");
    folder.write(
        "defaults",
        &format!(
            "[erp]\n{application}password_env = \"NOT_SET\"\n[orders]\npull_status = [\"Pack\", \"Draft\"]\nimport_status = \
             \"Invoiced\"\n"
        ),
    );
    let plan = folder.rig.host(&["plan", "--json"]).await;
    assert_eq!(plan.exit, Exit::Done, "{plan:?}");
    let orders =
        |ran: &str| ran.matches("\"CustomerOrder\"").count() + ran.matches(&FROM_KARI.to_string()).count();
    assert_eq!(orders(&plan.out), 0, "nothing is in the statuses of the defaults: {}", plan.out);
    let without = folder.text("nordlys");
    folder.write("nordlys", &without.replace("[orders]\n", "[orders]\npull_status = [\"Confirmed\"]\n"));
    let plan = folder.rig.host(&["plan", "--json"]).await;
    assert!(orders(&plan.out) > 0, "its own list counts whole: {}", plan.out);
}

#[tokio::test]
async fn all_that_is_wrong_is_reported_at_once_by_file_line_and_key() {
    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    folder.write("defaults", "[stock]\nbasis = \"logical\"\n");
    folder.write("acme", "[erp]\nusername = 5\n");
    folder.write("not a name", &own);
    folder.write("nordlys", &own.replace("since = ", "sinc = "));
    std::fs::write(folder.path("x").with_extension("toml~"), "left behind by an editor").unwrap();
    let ran = folder.rig.host(&["held"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
    let line = |text: &str| own.find(text).map(|at| own[..at].matches('\n').count() + 1).unwrap();
    for place in [
        "tenants.d/defaults.toml:2: stock.basis: must be \"physical\" or \"sellable\"".to_owned(),
        "tenants.d/acme.toml:2: erp.username: must be a text in quotes".to_owned(),
        "tenants.d/acme.toml:1: wms: this table is missing".to_owned(),
        "tenants.d/not a name.toml: the name of the file is the tenant's".to_owned(),
        format!(
            "tenants.d/nordlys.toml:{}: orders.sinc: there is no such key: did you mean since?",
            line("since")
        ),
    ] {
        assert_eq!(ran.err.matches(&place).count(), 1, "{place} in {}", ran.err);
    }
    assert!(!ran.err.contains("toml~"), "{}", ran.err);
}

#[tokio::test]
async fn tenants_of_both_kinds_are_compared_with_one_another() {
    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    let main = std::fs::read_to_string(folder.rig.file()).unwrap();
    for (name, words) in [
        ("Nordlys", "already has a tenant of this name"),
        ("sorlys", "writes the same goods owner as tenant \"nordlys\""),
    ] {
        let tenant = own.replace("\n[", "\n[tenant.");
        folder.rig.configure(&format!("{main}\n[[tenant]]\nname = {name:?}\n{tenant}"));
        let ran = folder.rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage);
        assert!(ran.err.contains(words) && ran.err.contains("tenants.d/nordlys.toml"), "{}", ran.err);
    }
}

/// One wrong file is no reason to leave five hundred tenants alone.
/// A link that leads nowhere is a mistake; a tenant whose file was removed is not.
#[cfg(unix)]
#[tokio::test]
async fn a_link_that_leads_nowhere_is_wrong_and_not_gone() {
    let folder = Folder::start().await;
    let (file, elsewhere) = (folder.path("nordlys"), folder.rig.folder.path().join("elsewhere.toml"));
    std::fs::rename(&file, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &file).unwrap();
    folder.rig.once().await;
    std::fs::rename(&elsewhere, elsewhere.with_extension("kept")).unwrap();
    let ran = folder.rig.host(&["held"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("nordlys.toml") && ran.err.contains("cannot be read"), "{ran:?}");
}

/// Kubernetes mounts a secret as links to links, and exchanges the innermost one when the secret changes.
#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_kubernetes_mounts_is_read_and_followed() {
    use std::os::unix::fs::symlink;

    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    let mount = folder.rig.folder.path().join("tenants.d");
    let mounted = |version: &str, text: &str| {
        std::fs::create_dir(mount.join(version)).unwrap();
        std::fs::write(mount.join(version).join("nordlys.toml"), text).unwrap();
        symlink(version, mount.join("..data_tmp")).unwrap();
        std::fs::rename(mount.join("..data_tmp"), mount.join("..data")).unwrap();
    };
    mounted("..2026_11_30_07_00_00.1", &own.replace("[orders]\n", "[orders]\nenabled = false\n"));
    std::fs::remove_file(folder.path("nordlys")).unwrap();
    symlink("..data/nordlys.toml", folder.path("nordlys")).unwrap();
    folder.rig.once().await;
    let wms = &folder.rig.systems.wms;
    assert_eq!((wms.articles().is_empty(), wms.orders().len()), (false, 0), "orders are off");

    let people = async {
        mounted("..2026_11_30_08_00_00.2", &own);
        std::fs::remove_dir_all(mount.join("..2026_11_30_07_00_00.1")).unwrap();
        while wms.orders().len() < 3 {
            tokio::task::yield_now().await;
        }
        folder.rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(folder.rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
}

/// Which one of two is meant cannot be known; which one is read first is an accident.
#[tokio::test]
async fn two_files_of_one_name_are_both_left_out() {
    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    folder.write(
        "sorlys",
        &own.replace("[erp]", "[erp]\nshared = true").replace("[wms]", "[wms]\nshared = true"),
    );
    for name in ["nordlys", "Nordlys"] {
        folder.write(
            name,
            &own.replace("[erp]", "[erp]\nshared = true").replace("[wms]", "[wms]\nshared = true"),
        );
    }
    let listed = folder.rig.host(&["tenant", "list", "--json"]).await;
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    let states: Vec<_> =
        listed["tenants"].as_array().unwrap().iter().map(|one| (&one["name"], &one["state"])).collect();
    let states = serde_json::to_value(states).unwrap();
    assert_eq!(states, serde_json::json!([["Nordlys", "wrong"], ["nordlys", "wrong"], ["sorlys", "ok"]]));
    std::fs::remove_file(folder.path("Nordlys")).unwrap();
    folder.write("defaults", "[stock]\nbasis = \"physical\"\n");
    folder.write("Defaults", "[stock]\nbasis = \"sellable\"\n");
    let ran = folder.rig.host(&["held"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("there is another file of defaults"), "{}", ran.err);
}

/// Whoever may write the folder must not be able to hold up the tenants of all others.
#[cfg(unix)]
#[tokio::test]
async fn what_is_no_file_or_has_no_end_is_wrong_and_holds_no_one_up() {
    let folder = Folder::start().await;
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe")).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/zero", folder.path("device")).unwrap();
    folder.write("long", &"# long\n".repeat(200_000));
    std::fs::write(folder.path("text"), [0xff, 0xfe, 0]).unwrap();
    let ran = folder.rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    for words in [
        "pipe.toml: the file cannot be read: it is no file",
        "device.toml: the file cannot be read: it is no file",
        "long.toml: the file cannot be read: it has more than",
        "text.toml: the file cannot be read",
    ] {
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }
    assert_eq!(folder.rig.systems.wms.orders().len(), 3, "{}", ran.out);
}

#[cfg(unix)]
#[tokio::test]
async fn who_else_can_write_or_read_it_is_said() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::start().await;
    let all = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    all(&folder.rig.file(), 0o600);
    let said = async || {
        let ran = folder.rig.host(&["check"]).await;
        (ran.out + &ran.err).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = said().await;
    assert!(!text.contains("every user"), "{text}");
    all(&folder.path("nordlys"), 0o606);
    all(folder.path("nordlys").parent().unwrap(), 0o757);
    let text = said().await;
    for words in [
        "nordlys.toml: every user of this machine can write it",
        "tenants: every user of this machine can write it",
        "can read the",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

/// As a network mount that is gone for a minute.
#[tokio::test]
async fn a_folder_that_is_away_for_a_while_stops_no_one() {
    let folder = Folder::start().await;
    let (there, away) =
        (folder.path("nordlys").parent().unwrap().to_owned(), folder.rig.folder.path().join("away"));
    let reads = || folder.rig.systems.erp.count("GetInvoices");
    let rounds = async |more: usize| {
        let before = reads();
        while reads() < before + more {
            tokio::task::yield_now().await;
        }
    };
    let people = async {
        rounds(2).await;
        std::fs::rename(&there, &away).unwrap();
        // A round comes every quarter of an hour, and a look every five seconds.
        rounds(4).await;
        std::fs::rename(&away, &there).unwrap();
        rounds(4).await;
        folder.rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(folder.rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(folder.rig.systems.wms.control().count("ProcessOrder"), 3, "no order twice");
}

#[tokio::test]
async fn the_others_are_worked_for_though_a_file_is_wrong() {
    let folder = Folder::start().await;
    folder.write("acme", "[erp]\nusername = 5\n");
    let ran = folder.rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.err.contains("tenants.d/acme.toml:2: erp.username"), "{}", ran.err);
    assert_eq!(folder.rig.systems.wms.orders().len(), 3, "{}", ran.out);
    let status = folder.rig.host(&["status"]).await;
    assert_eq!(status.exit, Exit::Unhealthy);
    assert!(
        status.out.contains("nordlys") && status.out.contains("acme.toml:2: erp.username"),
        "{}",
        status.out
    );
    let only = folder.rig.host(&["once", "--tenant", "nordlys"]).await;
    assert!(matches!(only.exit, Exit::Held | Exit::Done) && only.err.is_empty(), "{only:?}");
    let wrong = folder.rig.host(&["once", "--tenant", "acme"]).await;
    assert_eq!((wrong.exit, wrong.out.as_str()), (Exit::Usage, ""));
    std::fs::remove_file(folder.path("nordlys")).unwrap();
    assert_eq!(folder.rig.host(&["once"]).await.exit, Exit::Usage, "nothing is right");
}

/// The service finishes the record in hand of a tenant that is changed, and goes on with its new settings.
#[tokio::test]
async fn tenants_come_change_and_go_while_the_service_runs() {
    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    std::fs::remove_file(folder.path("nordlys")).unwrap();
    let wms = &folder.rig.systems.wms;
    let gate = Gate::new();
    wms.control().misbehave(Rule::new(Mischief::Hold(gate.clone())).on("ProcessOrder"));
    let kari = FROM_KARI.to_string();
    let people = async {
        folder.write("nordlys", &own);
        gate.arrived().await;
        // The record in hand is the first order; from the change on, orders are off.
        folder.write("nordlys", &own.replace("[orders]\n", "[orders]\nenabled = false\n"));
        folder.rig.reload.ask();
        for _ in 0..200 {
            tokio::task::yield_now().await;
        }
        gate.open();
        folder.rig.clock.stop();
        while wms.orders().is_empty() {
            tokio::task::yield_now().await;
        }
        folder.rig.clock.go_on();
        let begun = wms.control().count("ProcessOrder");
        for _ in 0..2000 {
            tokio::task::yield_now().await;
        }
        assert_eq!((wms.control().count("ProcessOrder"), wms.orders().len()), (begun, begun), "{kari}");
        folder.write("nordlys", &own);
        while wms.orders().len() < 3 {
            tokio::task::yield_now().await;
        }
        std::fs::remove_file(folder.path("nordlys")).unwrap();
        let reads = || folder.rig.systems.erp.count("GetInvoices");
        let mut before = usize::MAX;
        while before != reads() {
            before = reads();
            for _ in 0..20_000 {
                tokio::task::yield_now().await;
            }
        }
        folder.rig.stop.cancel();
    };
    let (ran, ()) = tokio::join!(folder.rig.host(&["run"]), people);
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(wms.control().count("ProcessOrder"), 3, "no order twice");
}
