//! A problem with an order, packed here and replayed elsewhere.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::{FROM_BERGEN, FROM_KARI, FROM_OLA};

use crate::rig::{Ran, Rig};

/// Both transports, by the lines of the configuration that say so.
const TRANSPORTS: [&str; 2] = ["", "transport = \"rest\"\n"];

async fn day(transport: &str) -> Rig {
    let rig = Rig::start().await;
    rig.configure(&rig.configuration().replacen("[tenant.wms]\n", &format!("[tenant.wms]\n{transport}"), 1));
    rig.once().await;
    rig
}

async fn pack(rig: &Rig, order: i32) -> (Ran, PathBuf) {
    let file = rig.folder.path().join("problem.json");
    let ran = rig.host(&["capsule", &order.to_string(), "--save", file.to_str().unwrap()]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    (ran, file)
}

/// In a folder without a configuration, where neither system is.
async fn replay(rig: &Rig, file: &Path, more: &[&str]) -> Ran {
    let elsewhere = TempDir::new().unwrap();
    let copy = elsewhere.path().join("problem.json");
    std::fs::copy(file, &copy).unwrap();
    let requests = rig.requests();
    let arguments =
        [OsString::from("replay"), copy.into()].into_iter().chain(more.iter().map(OsString::from));
    let ran = rig.host_bare(arguments).await;
    assert_eq!(rig.requests(), requests, "no vendor is asked");
    ran
}

fn change(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let changed = text.replace(from, to);
    assert_ne!(changed, text);
    std::fs::write(file, changed).unwrap();
}

#[tokio::test]
async fn what_holds_an_order_holds_it_in_a_replay_too() {
    for transport in TRANSPORTS {
        let rig = day(transport).await;
        let (ran, file) = pack(&rig, FROM_OLA).await;
        assert!(ran.out.contains("held 10004 (needs_person)"), "{ran:?}");
        assert_eq!(ran.err, "");
        let ran = replay(&rig, &file, &[]).await;
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        assert!(ran.out.contains("held 10004 (needs_person)"), "{ran:?}");
        assert!(ran.out.ends_with("replayed: the same\n"), "{ran:?}");
        assert_eq!(ran.err, "");
    }
}

#[tokio::test]
async fn a_refusal_is_replayed_with_the_words_of_the_wms() {
    for transport in TRANSPORTS {
        let rig = Rig::start().await;
        rig.configure(&rig.configuration().replacen(
            "[tenant.wms]\n",
            &format!("[tenant.wms]\n{transport}"),
            1,
        ));
        rig.systems.wms.set_rules(|rules| rules.limits.reference_number = 3);
        rig.once().await;
        let (_, file) = pack(&rig, FROM_BERGEN).await;
        let ran = replay(&rig, &file, &[]).await;
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("refused again: held 10002 (rejected)"), "{ran:?}");
        assert!(words.contains("ReferenceNumber has 14 characters; at most 3 are allowed"), "{ran:?}");
    }
}

#[tokio::test]
async fn an_order_without_a_problem_is_unchanged_in_a_replay() {
    for transport in TRANSPORTS {
        let rig = day(transport).await;
        let (ran, file) = pack(&rig, FROM_KARI).await;
        assert!(ran.out.contains("orders: unchanged"), "{ran:?}");
        let ran = replay(&rig, &file, &["--json"]).await;
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!((&document["order"], &document["same"]), (&10001.into(), &true.into()));
        assert_eq!(document["recorded"], document["replayed"]);
    }
}

#[tokio::test]
async fn something_else_than_recorded_is_shown_and_fails() {
    let rig = day("").await;
    let (_, file) = pack(&rig, FROM_OLA).await;
    let country = rig.systems.erp.books().order(FROM_OLA).unwrap();
    let country = country.text("Addresses.Delivery.Country").unwrap().to_owned();
    change(&file, &format!("<Country>{country}</Country>"), "<Country>Norge</Country>");
    let ran = replay(&rig, &file, &[]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("  - orders: held 10004"), "{ran:?}");
    assert!(ran.out.contains("  + orders: would write order 10004"), "{ran:?}");
    let ran = replay(&rig, &file, &["--json"]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.out.contains("\"same\": false"), "{ran:?}");
}

#[tokio::test]
async fn neither_people_nor_secrets_are_in_the_file_or_shown() {
    for transport in TRANSPORTS {
        let rig = day(transport).await;
        for order in [FROM_OLA, FROM_BERGEN, FROM_KARI] {
            let (ran, file) = pack(&rig, order).await;
            let text = std::fs::read_to_string(&file).unwrap() + &ran.out + &ran.err;
            let systems = &rig.systems;
            for word in [
                &systems.erp.password(),
                &systems.erp.username(),
                &systems.erp.application_id(),
                systems.wms.password(),
                systems.wms.username(),
                "127.0.0.1",
                "nordlys:",
                "Ola Hansen",
                "Hansen",
                "Nordmann",
                "Turforening",
                "Astrid",
                "Storgata",
                "hytte",
                "55 00 12 99",
                "990 11 204",
                "faktura@",
                "naboen",
            ] {
                // Whose order it is, is said to the person who asked.
                let text = text.replace(&format!("nordlys: order {order} is"), "");
                assert!(!text.contains(word), "{word}: {text}");
            }
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn both_files_are_their_owners_alone_and_replace_nothing_else() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let rig = day("").await;
    let mode = |file: &Path| std::fs::metadata(file).unwrap().permissions().mode() & 0o777;
    let (_, file) = pack(&rig, FROM_OLA).await;
    let key = rig.folder.path().join("nordlys.capsule-key");
    assert_eq!((mode(&file), mode(&key)), (0o600, 0o600));
    let first = std::fs::read_to_string(&file).unwrap();
    assert!(!first.contains(std::fs::read_to_string(&key).unwrap().trim()));
    assert_eq!(std::fs::read_to_string(pack(&rig, FROM_OLA).await.1).unwrap(), first, "the key was kept");

    let save = async |name: &str| {
        let file = rig.folder.path().join(name);
        rig.host(&["capsule", "10004", "--save", file.to_str().unwrap()]).await
    };
    std::fs::write(rig.folder.path().join("other.json"), "{}").unwrap();
    symlink(&file, rig.folder.path().join("link.json")).unwrap();
    for (name, words) in
        [("other.json", "is not a capsule"), ("link.json", "link"), ("sync.toml", "not a capsule")]
    {
        let ran = save(name).await;
        assert_eq!(ran.exit, Exit::Usage, "{name}: {ran:?}");
        assert!(ran.err.contains(words), "{name}: {ran:?}");
    }
    assert_eq!(std::fs::read_to_string(rig.file()).unwrap(), rig.configuration());

    std::fs::write(&key, "mine\n").unwrap();
    let ran = save("problem.json").await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("not a key of pseudonyms"), "{ran:?}");
    std::fs::remove_file(&key).unwrap();
    assert_eq!(save("problem.json").await.exit, Exit::Done);
    assert_ne!(std::fs::read_to_string(&file).unwrap(), first, "another key makes other pseudonyms");
}

#[tokio::test]
async fn what_cannot_be_packed_or_replayed_is_refused_with_what_is_wrong() {
    let rig = day("").await;
    let ran =
        rig.host(&["capsule", "4711", "--save", rig.folder.path().join("a.json").to_str().unwrap()]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.err.contains("order 4711 is not known"), "{ran:?}");
    assert!(!rig.folder.path().join("a.json").exists());

    let (_, file) = pack(&rig, FROM_OLA).await;
    let whole = std::fs::read_to_string(&file).unwrap();
    let newer = whole.replacen("\"format\": 1", "\"format\": 7", 1);
    let more = whole.replacen("\"order\"", "\"more\": 1, \"order\"", 1);
    let unset = whole.replacen("\"pull_status\"", "\"pull_statuses\"", 1);
    for (text, words) in [
        (&whole[..whole.len() / 2], "cut off"),
        ("{\"tenants\": []}", "not a capsule"),
        ("", "not a capsule"),
        (&newer, "format 7"),
        (&more, "unknown field `more`"),
        (&format!("{whole}\nKind regards"), "have it sent or packed again"),
        (&unset, "pull_statuses"),
    ] {
        std::fs::write(&file, text).unwrap();
        let ran = replay(&rig, &file, &[]).await;
        assert_eq!(ran.exit, Exit::Usage, "{words}: {ran:?}");
        assert!(ran.err.contains("problem.json") && ran.err.contains(words), "{words}: {ran:?}");
    }
}

#[tokio::test]
async fn what_is_no_order_is_refused_with_what_to_send_instead() {
    let rig = day("").await;
    let ran = rig.host(&["capsule", "K-500"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("a capsule is made of an order"), "{ran:?}");
    let ran = rig.host(&["capsule", "--help"]).await;
    assert!(ran.out.contains("stock-journal ARTICLE --json"), "{ran:?}");
}

#[tokio::test]
async fn a_difference_names_the_version_that_packed_it() {
    let rig = day("").await;
    let (_, file) = pack(&rig, FROM_OLA).await;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    change(&file, &version, "\"version\": \"0.0.7\"");
    let ran = replay(&rig, &file, &[]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{ran:?}");
    let country = rig.systems.erp.books().order(FROM_OLA).unwrap();
    let country = country.text("Addresses.Delivery.Country").unwrap().to_owned();
    change(&file, &format!("<Country>{country}</Country>"), "<Country>Norge</Country>");
    let ran = replay(&rig, &file, &[]).await;
    assert_eq!(ran.exit, Exit::Failed, "{ran:?}");
    assert!(ran.err.contains("packed by version 0.0.7"), "{ran:?}");
}

#[tokio::test]
async fn a_return_is_replayed_with_the_settings_of_returns() {
    for transport in TRANSPORTS {
        let rig = Rig::start().await;
        let text = rig.configuration().replacen("[tenant.wms]\n", &format!("[tenant.wms]\n{transport}"), 1);
        let settings = "since = \"all\"\nas = \"credit\"\nstatus = \"Draft\"\n";
        rig.configure(&format!("{text}\n[tenant.returns]\nenabled = true\n{settings}"));
        rig.once().await;
        let (number, wms) = (FROM_KARI.to_string(), &rig.systems.wms);
        wms.pick_all(&number).unwrap();
        wms.send(&number).unwrap();
        rig.once().await;
        let line = wms.order(&number).unwrap().lines[0].code().to_owned();
        wms.announce_return("R-7", &number, &[(&line, 1)]).unwrap();
        wms.take_back("R-7", "1", 1, true).unwrap();
        let (_, file) = pack(&rig, FROM_KARI).await;
        let ran = replay(&rig, &file, &[]).await;
        assert_eq!(ran.exit, Exit::Done, "{ran:?}");
        let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("would write a credit for the return R-7 of order 10001"), "{ran:?}");
        assert!(words.contains("OrderStatus: Draft"), "{ran:?}");
        assert_eq!(ran.err, "");
    }
}

#[tokio::test]
async fn what_no_one_answers_is_missing_and_the_rest_is_packed() {
    let rig = day("").await;
    let base_url = rig.systems.wms.base_url();
    rig.configure(&rig.configuration().replace(&base_url, "http://127.0.0.1:9/warehouse"));
    let (ran, file) = pack(&rig, FROM_OLA).await;
    assert!(ran.err.contains("missing: WMS: the order: "), "{ran:?}");
    let ran = replay(&rig, &file, &[]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert!(ran.err.contains("missing: WMS: the order: "), "{ran:?}");
}

#[tokio::test]
async fn of_several_tenants_one_is_named() {
    let rig = Rig::start().await;
    let text = rig.configuration().replace("[tenant.erp]", "[tenant.erp]\nshared = true");
    let text = text.replace("[tenant.wms]", "[tenant.wms]\nshared = true");
    let (_, tenant) = text.split_once("[[tenant]]").unwrap();
    rig.configure(&format!("{text}\n[[tenant]]{}", tenant.replacen("nordlys", "sorlys", 1)));
    let ran = rig.host(&["capsule", "10004"]).await;
    assert_eq!(ran.exit, Exit::Usage, "{ran:?}");
    assert!(ran.err.contains("--tenant") && ran.err.contains("nordlys, sorlys"), "{ran:?}");
}
