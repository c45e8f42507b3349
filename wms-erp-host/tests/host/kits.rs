//! The table of kits in the configuration.

use wms_erp_host::Exit;

use crate::rig::Rig;

fn with(rig: &Rig, kits: &str, tables: &str) -> String {
    let text = rig.configuration().replace("[tenant.orders]\n", &format!("[tenant.orders]\n{kits}\n"));
    format!("{text}\n{tables}")
}

#[tokio::test]
async fn a_table_of_kits_is_read_and_each_fault_is_said_with_its_place() {
    let rig = Rig::start().await;
    let good = "[[tenant.orders.kit]]\nproduct = 4711\nparts = [{ product = 88, quantity = 2 }, { product = 89, quantity = \"0.5\" }]\n";
    for kits in ["kits = \"parts\"", "kits = \"one_line\"", ""] {
        rig.configure(&with(&rig, kits, good));
        let ran = rig.host(&["held"]).await;
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{kits}");
    }
    let kit = |product: &str, parts: &str| format!("[[tenant.orders.kit]]\n{product}\nparts = [{parts}]\n");
    let one = "{ product = 88, quantity = 1 }";
    for (tables, key, words) in [
        (String::new(), "kits", "needs the kits and their parts"),
        (kit("product = 1", ""), "kit", "kit 1 has no parts"),
        (kit("", one), "kit.product", "is missing"),
        (kit("product = 1", "{ product = 88 }"), "kit.parts.quantity", "is missing"),
        (
            kit("product = 1", "{ product = 88, quantity = \"two\" }"),
            "kit.parts.quantity",
            "must be a number",
        ),
        (kit("product = 1", "{ product = 88, quantity = \"0\" }"), "kit", "must be above zero"),
        (kit("product = 88", one), "kit", "kit 88 is a part of itself"),
        (kit("product = 1", one) + &kit("product = 1", one), "kit", "kit 1 is in the table twice"),
        (
            kit("product = 1", one) + &kit("product = 2", "{ product = 1, quantity = 1 }"),
            "kit",
            "part 1 of kit 2 is a kit itself",
        ),
        (
            kit("product = 1", "{ product = 88, quantity = 1, of = 3 }"),
            "kit.parts.of",
            "there is no such key",
        ),
    ] {
        let text = with(&rig, "kits = \"parts\"", &tables);
        rig.configure(&text);
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{tables}");
        let told = ran.err.lines().find(|told| told.contains(&format!("tenant.orders.{key}: ")));
        assert!(told.is_some_and(|told| told.contains(words)), "{key}: {words}\n{}", ran.err);
        assert!(told.is_some_and(|told| told.contains("sync.toml:")), "{}", ran.err);
    }
    let second = kit("product = 1", one) + &kit("product = 1", one);
    let text = with(&rig, "kits = \"parts\"", &second);
    let line = text.lines().count() - 2;
    rig.configure(&text);
    let ran = rig.host(&["held"]).await;
    assert!(ran.err.contains(&format!("sync.toml:{line}: tenant.orders.kit")), "{line}: {}", ran.err);
}
