use wms_erp_mapping::{ArticleSettings, ContactLists, OrderSettings};

use super::*;
use crate::document::Fingerprint;

/// Captured from the last version that hashed `Debug` output.
const EARLIER: [(&str, &str, &str, &str, &str); 2] = [
    ("", "1:88ed0419", "1:617f7bf7", "1:578f1a0b", "1:804e8fc2"),
    ("house 1", "1:80d23497", "1:b613d7fa", "1:1c684b5d", "1:9e39756a"),
];

#[test]
fn what_an_earlier_version_wrote_for_the_same_settings_is_recognised() {
    for (hooks, orders_default, orders_every, articles_default, articles_every) in EARLIER {
        for (settings, expected) in
            [(OrderSettings::default(), orders_default), (every::orders(), orders_every)]
        {
            let choices = canonical(&settings, &OrderSettings::default());
            assert_eq!(earlier::orders(&settings, &choices, hooks).as_deref(), Some(expected));
        }
        for (settings, expected) in
            [(ArticleSettings::default(), articles_default), (every::articles(), articles_every)]
        {
            let choices = canonical(&settings, &ArticleSettings::default());
            assert_eq!(earlier::articles(&settings, &choices, hooks).as_deref(), Some(expected));
        }
    }
}

#[test]
fn an_earlier_fingerprint_is_renewed_only_while_no_newer_setting_is_in_use() {
    let newer = BTreeMap::from([("contact.newer".to_owned(), "true".to_owned())]);
    assert_eq!(earlier::orders(&OrderSettings::default(), &newer, ""), None);
    assert_eq!(earlier::articles(&ArticleSettings::default(), &newer, ""), None);

    let mark = mark(BTreeMap::new(), "", Some("1:88ed0419".to_owned()));
    let mut fingerprint = Fingerprint { source: "s".to_owned(), mapping: "1:88ed0419".to_owned() };
    assert!(mark.renew(&mut fingerprint) && !mark.renew(&mut fingerprint));
    assert_eq!(fingerprint.mapping, mark.as_str());
    let mut other = Fingerprint { source: "s".to_owned(), mapping: "1:00000000".to_owned() };
    assert!(!mark.renew(&mut other));
}

#[test]
fn every_setting_stands_in_the_canonical_form_under_a_name_that_stays() {
    let mut orders = every::orders();
    orders.contact.email_lists = ContactLists::AsTyped;
    orders.contact.phone_lists = ContactLists::AsTyped;
    let form = canonical_text(&canonical(&orders, &OrderSettings::default()));
    let expected = r#"
article_identification="ArticleNumber"
contact.email=["Primary"]
contact.email_lists="AsTyped"
contact.mobile_phone=["Mobile"]
contact.phone_lists="AsTyped"
contact.phones="International"
contact.telephone=["Work","Home"]
customer_identification="CustomerNumber"
delivery_methods.missing="Hold"
delivery_methods.table=[[{"Id":7},{"code":"POST","name":"Posten"}],[{"Description":"Hentes på lager"},{"code":"PICKUP","name":"Hentes"}]]
delivery_methods.unmapped={"Default":{"code":"X","name":"Annet"}}
hold_without_stock=true
line_prices="PerUnit"
missing_country={"Default":"NO"}
missing_delivery_date={"AddDays":3}
non_stock="LikeAnyOther"
notify.email=true
notify.sms=true
notify.telephone=true
order_number_prefix="AC\"ME-"
outbound_warehouse={"Code":"OSL"}
text_rows="AsTextLines""#;
    assert_eq!(form, expected.trim_start());
    let form = canonical_text(&canonical(&every::articles(), &ArticleSettings::default()));
    let expected = r#"
identification="ArticleNumber"
non_stock.categories=[4]
non_stock.products=[9,30]
non_stock.treatment="LikeAnyOther"
suppliers=true
weight_factor="0.001""#;
    assert_eq!(form, expected.trim_start());
    let mut same = ArticleSettings::default();
    same.weight_factor = "1.000".parse().unwrap();
    assert_eq!(canonical_text(&canonical(&same, &ArticleSettings::default())), "");
}

#[test]
fn another_setting_zone_or_version_of_the_hooks_is_another_mapping() {
    let reading = |zone, settings: &OrderSettings, hooks, fields: &str| {
        orders_in(zone, settings, hooks, fields.to_owned()).as_str().to_owned()
    };
    let mark = |zone, settings: &OrderSettings, hooks| reading(zone, settings, hooks, "");
    let (oslo, settings) = (TimeZone::OSLO, OrderSettings::default());
    assert_eq!(mark(oslo, &settings, ""), format!("{MAPPING_VERSION}:af1349b9f5f9a1a6"), "of no text");
    let mut marks = vec![
        mark(oslo, &settings, ""),
        mark(oslo, &settings, "house 1"),
        mark(oslo, &settings, "house 2"),
        mark("Europe/Helsinki".parse().unwrap(), &settings, ""),
        mark(oslo, &every::orders(), ""),
        reading(oslo, &settings, "house 1", "InvoiceText"),
        reading(oslo, &settings, "house 1", ";InvoiceText"),
    ];
    marks.sort();
    marks.dedup();
    assert_eq!(marks.len(), 7);
}
