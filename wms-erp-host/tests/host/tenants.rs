//! `tenant add|remove|rename|list`, and the service that runs meanwhile.

use serde_json::Value;
use wms_erp_host::Exit;

use crate::folder::Folder;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn a_new_tenant_begins_with_a_file_for_its_owner_that_says_what_is_missing() {
    let folder = Folder::start().await;
    folder.write("defaults", "[erp]\napplication_id = \"01234567-89ab-cdef-0123-456789abcdef\"\n");
    let added = folder.rig.host(&["tenant", "add", "acme"]).await;
    assert_eq!(added.exit, Exit::Done, "{added:?}");
    let text = folder.text("acme");
    assert!(text.contains("# application_id") && text.contains("\nusername = \"\""), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path("acme")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for name in ["acme", "ACME", "nordlys", "defaults", "no name", "../acme"] {
        let again = folder.rig.host(&["tenant", "add", name]).await;
        assert_eq!(again.exit, Exit::Usage, "{name}: {again:?}");
    }
    assert_eq!(folder.text("acme"), text, "nothing is overwritten");

    let listed = json(&folder.rig.host(&["tenant", "list", "--json"]).await.out);
    let of = |name: &str| {
        let all = listed["tenants"].as_array().unwrap();
        all.iter().find(|tenant| tenant["name"] == name).unwrap().clone()
    };
    assert_eq!(of("nordlys")["state"], "ok");
    assert_eq!(of("nordlys")["processes"][0], "articles");
    assert_eq!(of("acme")["state"], "wrong");
    let keys: Vec<String> = of("acme")["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["key"].as_str().unwrap().to_owned())
        .collect();
    for key in ["erp.username", "erp.password_file", "wms.base_url", "wms.goods_owner_id", "orders.since"] {
        assert!(keys.contains(&key.to_owned()), "{key} in {keys:?}");
    }
    let plain = folder.rig.host(&["tenant", "list"]).await;
    assert!(plain.out.contains("acme.toml:") && plain.out.contains("nordlys"), "{}", plain.out);

    // Filled in, it is right.
    let own = folder.text("nordlys");
    let value =
        |key: &str| own.lines().find(|line| line.starts_with(key)).unwrap().split(" = ").nth(1).unwrap();
    let filled = text
        .replace("username = \"\"", "username = \"api@acme.example\"")
        .replace("password_file = \"\"", "password = \"x\"")
        .replace("base_url = \"\"", &format!("base_url = {}", value("base_url")))
        .replace("goods_owner_code = \"\"", "goods_owner_code = \"ACME\"")
        .replace("goods_owner_id = 0", "goods_owner_id = 7")
        .replace("since = \"\"", "since = \"all\"");
    folder.write("acme", &filled);
    let listed = folder.rig.host(&["tenant", "list"]).await;
    assert!(!listed.out.contains("wrong"), "{}", listed.out);
}

#[tokio::test]
async fn a_tenant_that_is_removed_can_be_put_back_and_goes_on() {
    let folder = Folder::start().await;
    folder.rig.once().await;
    let writes = folder.rig.writes();
    assert_eq!(folder.rig.host(&["tenant", "remove", "nordlys"]).await.exit, Exit::Usage, "--yes is missing");
    let removed = folder.rig.host(&["tenant", "remove", "nordlys", "--yes", "--json"]).await;
    assert_eq!(removed.exit, Exit::Done, "{removed:?}");
    assert!(!folder.path("nordlys").exists());
    let aside = json(&removed.out)["file"].as_str().unwrap().to_owned();
    assert!(aside.contains("nordlys.toml.removed-"), "{aside}");
    std::fs::rename(aside, folder.path("nordlys")).unwrap();
    folder.rig.once().await;
    assert_eq!(folder.rig.writes(), writes, "nothing is written again");

    let removed = folder.rig.host(&["tenant", "remove", "nordlys", "--yes", "--forget"]).await;
    assert_eq!(removed.exit, Exit::Done, "{removed:?}");
    let unknown = folder.rig.host(&["tenant", "remove", "nordlys", "--yes"]).await;
    assert_eq!(unknown.exit, Exit::Usage, "{unknown:?}");
}

#[tokio::test]
async fn a_tenant_that_is_renamed_goes_on_under_its_new_name() {
    let folder = Folder::start().await;
    folder.rig.once().await;
    let writes = folder.rig.writes();
    for (from, to) in [("nobody", "sorlys"), ("nordlys", "Nordlys"), ("nordlys", "no name")] {
        assert_eq!(folder.rig.host(&["tenant", "rename", from, to]).await.exit, Exit::Usage, "{from} {to}");
    }
    let renamed = folder.rig.host(&["tenant", "rename", "nordlys", "sorlys", "--json"]).await;
    assert_eq!(renamed.exit, Exit::Done, "{renamed:?}");
    assert!(json(&renamed.out)["moved"].as_u64().unwrap() > 10, "{}", renamed.out);
    let status = json(&folder.rig.host(&["status", "--json"]).await.out);
    assert_eq!(status["tenants"][0]["tenant"], "sorlys");
    folder.rig.once().await;
    assert_eq!(folder.rig.writes(), writes, "nothing is written again");
}

#[tokio::test]
async fn a_tenant_of_the_configuration_is_changed_there() {
    let folder = Folder::start().await;
    let own = folder.text("nordlys");
    let main = std::fs::read_to_string(folder.rig.file()).unwrap();
    std::fs::remove_file(folder.path("nordlys")).unwrap();
    let tenant = own.replace("\n[", "\n[tenant.");
    folder.rig.configure(&format!("{main}\n[[tenant]]\nname = \"nordlys\"\n{tenant}"));
    for arguments in [["tenant", "remove", "nordlys", "--yes"], ["tenant", "rename", "nordlys", "sorlys"]] {
        let ran = folder.rig.host(&arguments).await;
        assert_eq!(ran.exit, Exit::Usage);
        assert!(ran.err.contains("sync.toml: change it there"), "{}", ran.err);
    }
}
