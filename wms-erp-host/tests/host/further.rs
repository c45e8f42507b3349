//! One line of the configuration, one further field.

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::FROM_KARI;

use crate::child::Street;
use crate::rig::Rig;

/// The one line.
const LINE: &str = r#"fields = [{ from = "OurReference", to = "OrderInfo.FreeText1" }]"#;

#[test]
fn the_line_is_the_one_that_the_readme_shows() {
    let readme = include_str!("../../../wms-erp-sync/README.md");
    assert!(readme.contains(&format!("```toml\n[tenant.orders]\n{LINE}\n```")));
}

fn with(rig: &Rig, transport: &str, table: &str, line: &str) -> String {
    let text = rig
        .configuration()
        .replace("[tenant.wms]\n", &format!("[tenant.wms]\ntransport = \"{transport}\"\n"));
    match text.contains(&format!("[{table}]\n")) {
        true => text.replace(&format!("[{table}]\n"), &format!("[{table}]\n{line}\n")),
        false => format!("{text}\n[{table}]\n{line}\n"),
    }
}

#[tokio::test]
async fn one_line_brings_a_field_over_an_edit_follows_and_an_edit_in_the_wms_is_drift() {
    for transport in ["soap", "rest"] {
        let rig = Rig::start().await;
        rig.correct_the_country();
        rig.configure(&with(&rig, transport, "tenant.orders", LINE));
        let (books, wms) = (rig.systems.erp.books(), &rig.systems.wms);
        books.patch_order(FROM_KARI, |order| order.set("OurReference", 17));
        assert_eq!(rig.host(&["check"]).await.exit, Exit::Done, "{transport}");
        assert_eq!(rig.once().await.exit, Exit::Done, "{transport}");
        let text = || wms.order(&FROM_KARI.to_string()).unwrap().data.free_text1;
        assert_eq!(text().as_deref(), Some("17"), "{transport}");

        books.patch_order(FROM_KARI, |order| order.set("OurReference", 18));
        rig.clock.advance(TimeDelta::minutes(15));
        let plan = rig.host(&["plan", "--json"]).await;
        let plain: String = plan.out.split_whitespace().collect();
        assert!(plain.contains(r#""field":"OrderInfo/FreeText1","old":"17","new":"18""#), "{plan:?}");
        rig.once().await;
        assert_eq!(text().as_deref(), Some("18"), "{transport}");
        assert_eq!(rig.host(&["drift"]).await.exit, Exit::Done, "{transport}");

        let number = FROM_KARI.to_string();
        wms.act(|world| world.edit_order(&number, |order| order.data.free_text1 = Some("x".into()))).unwrap();
        let drift = rig.host(&["drift"]).await;
        assert_eq!(drift.exit, Exit::Held, "{transport}: {drift:?}");
        let words = r#"OrderInfo/FreeText1: "x" in the WMS, "18" in the ERP"#;
        assert!(drift.out.contains(words), "{transport}: {drift:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_itself_takes_the_line_as_a_table_of_its_own() {
    let street = Street::start().await;
    street.systems.erp.books().patch_order(FROM_KARI, |order| order.set("OurReference", 17));
    street.configure("\n[[tenant.orders.fields]]\nfrom = \"OurReference\"\nto = \"OrderInfo.FreeText1\"\n");
    let done = street.host(&["once"]).output().await.unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let sent = street.systems.wms.order(&FROM_KARI.to_string()).unwrap();
    assert_eq!(sent.data.free_text1.as_deref(), Some("17"));
}

#[tokio::test]
async fn whatever_is_wrong_with_further_fields_is_said_at_once_with_line_and_key() {
    let rig = Rig::start().await;
    let entries = r#"fields = [
{ from = "OurRefrence", to = "OrderInfo.FreeText1" },
{ from = "OurReference", to = "OrderInfo.FreeTxt1" },
{ from = "OurReference", to = "OrderInfo.GoodsOwnerOrderNumber" },
{ from = "OurReference", to = "OrderInfo.ArrivalDate" },
{ from = "OurReference", value = "17", to = "OrderInfo.FreeText1" },
{ value = "dear", to = "OrderInfo.FreightPrice" },
{ from = "OurReference", to = "OrderInfo.FreeText2", as = "money" },
{ from = "InvoiceText", to = "OrderInfo.FreeText2", form = "x" },
{ value = "x", to = "OrderInfo.FreeText3", prefix = "y" },
{ from = "OurReference" },
]
row_fields = [{ from = "Cost", to = "NumberOfItems" }]
customer_fields = [{ from = "InvoiceText", to = "Remark" }]"#;
    let text = with(&rig, "soap", "tenant.orders", entries);
    let first = text.lines().position(|line| line == "fields = [").unwrap() + 1;
    rig.configure(&text);
    let ran = rig.host(&["check"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
    for (line, key, words) in [
        (1, "fields.from", "InvoiceOrder has no field \"OurRefrence\": did you mean OurReference"),
        (2, "fields.to", "did you mean FreeText1"),
        (3, "fields.to", "records are identified by it"),
        (4, "fields.to", "OurReference is a number, and OrderInfo.ArrivalDate takes a date and time"),
        (5, "fields", "must have either from"),
        (6, "fields.value", "OrderInfo.FreightPrice cannot hold this value"),
        (7, "fields.as", "must be one of \"text\", \"number\", \"date\", \"yes_no\""),
        (8, "fields.to", "is already filled by the entry in line"),
        (8, "fields.form", "there is no such key: did you mean from"),
        (9, "fields.prefix", "needs from"),
        (10, "fields.to", "is missing"),
        (12, "row_fields.to", "it decides what is picked and sent"),
        (13, "customer_fields.from", "Company has no field \"InvoiceText\""),
    ] {
        let place = format!("sync.toml:{}: tenant.orders.{key}: ", first + line);
        let told = ran.err.lines().find(|told| told.contains(&place) && told.contains(words));
        assert!(told.is_some(), "{place}{words}\n{}", ran.err);
    }
}

#[tokio::test]
async fn rest_has_no_such_field_is_an_error_of_the_configuration() {
    for (table, line, words) in [
        (
            "tenant.orders",
            r#"fields = [{ from = "OurReference", to = "OrderInfo.ProfitCenter" }]"#,
            "OrderInfo.ProfitCenter",
        ),
        ("tenant.orders", r#"row_fields = [{ from = "Name", to = "ArticleName" }]"#, "ArticleName"),
        (
            "tenant.orders",
            r#"customer_fields = [{ value = "x", to = "DeliveryInstruction" }]"#,
            "DeliveryInstruction",
        ),
        ("tenant.articles", r#"fields = [{ value = "1", to = "PalletHeight" }]"#, "PalletHeight"),
    ] {
        let rig = Rig::start().await;
        rig.configure(&with(&rig, "soap", table, line));
        let ran = rig.host(&["held"]).await;
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{line}");
        let text = with(&rig, "rest", table, line);
        let at = text.lines().position(|found| found == line).unwrap() + 1;
        rig.configure(&text);
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{line}");
        assert!(ran.err.contains(&format!("sync.toml:{at}: {table}.")), "{}", ran.err);
        assert!(ran.err.contains(&format!("REST has no field {words}")), "{}", ran.err);
    }
}
