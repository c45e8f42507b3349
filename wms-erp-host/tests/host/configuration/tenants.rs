//! Tenants that a configuration must keep apart: by their names, their companies and their goods owners.

use wms_erp_host::Exit;

use super::{WHOLE, rig};

#[tokio::test]
async fn two_tenants_of_one_name_are_wrong() {
    let rig = rig().await;
    let (_, tenant) = WHOLE.split_once("[[tenant]]").unwrap();
    rig.configure(&format!("{WHOLE}\n[[tenant]]{tenant}"));
    let ran = rig.host(&["once"]).await;
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("tenant.name: line 4 already has a tenant of this name"), "{}", ran.err);
}

#[tokio::test]
async fn names_that_differ_in_case_only_are_one_name_and_long_ones_are_wrong() {
    let rig = rig().await;
    let (_, tenant) = WHOLE.split_once("[[tenant]]").unwrap();
    rig.configure(&format!("{WHOLE}\n[[tenant]]{}", tenant.replace("\"acme\"", "\"ACME\"")));
    let ran = rig.host(&["once"]).await;
    assert!(ran.err.contains("tenant.name: line 4 already has a tenant of this name"), "{}", ran.err);
    rig.configure(&WHOLE.replace("\"acme\"", &format!("\"{}\"", "a".repeat(65))));
    assert!(rig.host(&["once"]).await.err.contains("64 at most"));
    for name in ["acme-no_2.b", "Ærlig", "7"] {
        rig.configure(&WHOLE.replace("\"acme\"", &format!("{name:?}")));
        assert_eq!(rig.host(&["held"]).await.exit, Exit::Done, "{name}");
    }
}

/// The second tenant, with this changed.
fn second(change: &[(&str, &str)]) -> String {
    let (_, tenant) = WHOLE.split_once("[[tenant]]").unwrap();
    let start = tenant.replace("\"acme\"", "\"beta\"");
    change.iter().fold(start, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

#[tokio::test]
async fn two_tenants_of_one_goods_owner_or_company_must_both_say_so() {
    let rig = rig().await;
    const OTHER_OWNER: [(&str, &str); 2] = [("\"ACME\"", "\"BETA\""), ("= 159", "= 160")];
    const OTHER: (&str, &str) = ("cdef-0123-456789abcde0", "cdef-0123-456789abcde1");
    // What the second tenant has, and which keys are complained about.
    type Change = &'static [(&'static str, &'static str)];
    let cases: [(Change, &[&str]); 7] = [
        (&[], &["tenant.erp.username", "tenant.wms.goods_owner_id"]),
        (&[OTHER], &["tenant.wms.goods_owner_id"]),
        (
            &[OTHER, ("https://api.ongoingsystems.se/acme", "HTTPS://API.ongoingsystems.se/Acme/")],
            &["tenant.wms.goods_owner_id"],
        ),
        (&[OTHER, ("= 159", "= 160")], &["tenant.wms.goods_owner_id"]),
        (&[OTHER, ("\"ACME\"", "\"BETA\"")], &["tenant.wms.goods_owner_id"]),
        (&OTHER_OWNER, &["tenant.erp.username"]),
        (&[OTHER, ("ongoingsystems.se/acme", "ongoingsystems.se/beta")], &[]),
    ];
    for (change, keys) in cases {
        rig.configure(&format!("{WHOLE}\n[[tenant]]{}", second(change)));
        let ran = rig.host(&["held"]).await;
        let told: Vec<&str> = ran.err.lines().collect();
        assert_eq!(told.len(), 2 * keys.len(), "both tenants are named: {change:?}\n{}", ran.err);
        assert_eq!(ran.exit, if keys.is_empty() { Exit::Done } else { Exit::Usage });
        for key in keys {
            let lines: Vec<&&str> = told.iter().filter(|line| line.contains(key)).collect();
            assert_eq!(lines.len(), 2, "{}", ran.err);
            for line in lines {
                assert!(
                    line.contains("\"acme\"") && line.contains("\"beta\"") && line.contains("shared = true"),
                    "{line}"
                );
            }
        }
    }
    // One of them says so: the other is still wrong. Both: it is right.
    let shares = |text: &str| text.replace("[tenant.wms]", "[tenant.wms]\nshared = true");
    let second = second(&[OTHER]);
    rig.configure(&format!("{}\n[[tenant]]{second}", shares(WHOLE)));
    let ran = rig.host(&["held"]).await;
    assert_eq!((ran.exit, ran.err.lines().count()), (Exit::Usage, 1), "{}", ran.err);
    rig.configure(&format!("{}\n[[tenant]]{}", shares(WHOLE), shares(&second)));
    assert_eq!(rig.host(&["held"]).await.exit, Exit::Done);
}
