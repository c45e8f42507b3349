//! Files that are no capsules, or capsules no more.

use wms_erp_sync::capsule::{Capsule, CapsuleError, Recorder};

use crate::bench::Transport;
use crate::shop::{Shop, usual};

#[tokio::test]
async fn what_is_no_capsule_is_refused_with_what_is_wrong() {
    let shop = Shop::open(Transport::Soap, usual, |order| order).await;
    let text = shop.pack(shop.order).await.unwrap().to_json().unwrap();
    for other in ["", "{}", "[1]", "store = \"x\"", "{\"tenants\": []}"] {
        assert!(matches!(Capsule::from_json(other), Err(CapsuleError::NotACapsule)), "{other}");
    }
    assert!(matches!(Capsule::from_json(&text[..text.len() / 2]), Err(CapsuleError::CutOff)));
    let newer = text.replacen("\"format\": 1", "\"format\": 2", 1);
    let error = Capsule::from_json(&newer).unwrap_err();
    assert!(matches!(error, CapsuleError::Newer { found: 2, known: 1, .. }), "{error}");
    let damaged = |what: &str, changed: String| {
        assert_ne!(changed, text);
        let error = Capsule::from_json(&changed).unwrap_err();
        assert!(matches!(&error, CapsuleError::Damaged(detail) if detail.contains(what)), "{what}: {error}");
        assert!(error.to_string().ends_with("have it sent or packed again"), "{error}");
    };
    damaged("made_at", text.replacen("\"made_at\"", "\"made\"", 1));
    damaged("line 6", text.replacen("\"made_at\": \"2", "\"made_at\": \"yesterday", 1));
    damaged("trailing characters", format!("{text}{text}"));
    damaged("trailing characters", format!("{text}Kind regards"));
    damaged("unknown field `more`", text.replacen("{", "{\"more\": {},", 1));
    let exchange = "\"side\": \"erp\",";
    damaged("unknown field `headers`", text.replacen(exchange, &format!("{exchange} \"headers\": [],"), 1));
    damaged("duplicate field `order`", text.replacen("{", &format!("{{\"order\": {},", shop.order), 1));
}

#[tokio::test]
async fn every_cut_of_a_capsule_is_refused_and_no_byte_is_guessed() {
    let shop = Shop::open(Transport::Soap, usual, |order| order).await;
    let text = shop.pack(shop.order).await.unwrap().to_json().unwrap();
    let kind = text.find("wms-erp capsule").unwrap() + "wms-erp capsule".len();
    let end = text.trim_end().len();
    for cut in (kind..end).step_by(97).chain([end - 1]) {
        let error = Capsule::from_bytes(&text.as_bytes()[..cut]).unwrap_err();
        assert!(matches!(error, CapsuleError::CutOff), "{cut}: {error}");
    }
    let capsule = Capsule::from_json(&text).unwrap();
    assert_eq!(Capsule::from_bytes(text.as_bytes()).unwrap(), capsule);
    assert_eq!(Capsule::from_json(&format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap(), capsule);
    let mut bytes = text.clone().into_bytes();
    let street = text.find("Street>").unwrap() + "Street>".len();
    bytes[street] = 0xff;
    let error = Capsule::from_bytes(&bytes).unwrap_err();
    assert!(matches!(&error, CapsuleError::Damaged(detail) if detail.contains("utf-8")), "{error}");
    assert!(matches!(Capsule::from_bytes(&[0x50, 0x4b, 0xff]), Err(CapsuleError::NotACapsule)));
}

#[tokio::test]
async fn a_document_of_another_version_is_said_and_nothing_is_made_of_it() {
    let shop = Shop::open(Transport::Soap, usual, |order| order).await;
    shop.round().await;
    let text = shop.pack(shop.order).await.unwrap().to_json().unwrap();
    let settings = shop.tenant(&Recorder::new());
    let changed = text.replacen("\"table\": \"order\"", "\"table\": \"orders_to_be\"", 1);
    assert_ne!(changed, text);
    let error = Capsule::from_json(&changed).unwrap().replay(&settings).await.unwrap_err();
    assert!(error.full_message().contains("this version has no such table"), "{error}");
    // One that this version cannot read is no other document: it is left out, and the outcome is another.
    let later = text.replacen("\"v\": 1", "\"v\": 99", 1);
    assert_ne!(later, text);
    let capsule = Capsule::from_json(&later).unwrap();
    assert_ne!(capsule.replay(&settings).await.ok(), Some(capsule.outcome));
}
