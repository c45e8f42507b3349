//! Texts that no well-formed answer holds: what is no character is replaced and noted, and a record that breaks the whole
//! answer is held alone while the others go on.

mod lists;

use asmx_test_server::{Mischief, Rule};
use wms_erp_sync::{Class, Outcome, Process, Trigger};

use crate::orders::shop;

const MARK: &str = "@@";

#[tokio::test]
async fn an_order_with_what_is_no_character_goes_over_with_a_note() {
    for (bytes, expected) in [
        (&b"&#55357;&#56842;"[..], "a😊b"),
        (b"&#55357;", "a\u{FFFD}b"),
        (b"&#0;", "a\u{FFFD}b"),
        (b"\xF8", "a\u{FFFD}b"),
    ] {
        let shop = shop().await;
        let (good, odd, last) = (shop.order(), shop.order(), shop.order());
        shop.books().patch_order(odd, |order| order.set("InvoiceTitle", "a@@b"));
        let rule = Rule::new(Mischief::Replace(MARK.to_owned(), bytes.into()));
        shop.erp.control().misbehave(rule.on("GetInvoices").always());
        let report = shop.later(Process::Orders, Trigger::Scheduled).await;
        assert_eq!((report.outcome, report.written, report.held), (Outcome::Done, 3, 0), "{report:#?}");
        assert!(shop.is_in_wms(good) && shop.is_in_wms(last));
        assert_eq!(shop.in_wms(odd).data.order_remark.as_deref(), Some(expected));
        let noted = report.reasons.iter().any(|reason| {
            reason.record == odd.to_string() && reason.what.contains("OrderRemark: contains a character")
        });
        assert_eq!(noted, expected.contains('\u{FFFD}'), "{report:#?}");
    }
}

#[tokio::test]
async fn an_order_that_breaks_the_whole_answer_is_held_alone_and_the_others_go_on() {
    for bytes in [&b"<"[..], b"&unknown;", b"</Wrong>"] {
        let shop = shop().await;
        let ids: Vec<i32> = (0..9).map(|_| shop.order()).collect();
        let bad = ids[4];
        shop.books().patch_order(bad, |order| order.set("InvoiceTitle", "a@@b"));
        let rule = Rule::new(Mischief::Replace(MARK.to_owned(), bytes.into()));
        shop.erp.control().misbehave(rule.on("GetInvoices").always());
        for trigger in [Trigger::Scheduled, Trigger::Manual] {
            let asked = shop.erp_count("GetInvoices");
            let report = shop.later(Process::Orders, trigger).await;
            assert_eq!((report.outcome, report.failed, report.held), (Outcome::Done, 1, 1), "{report:#?}");
            assert_eq!(shop.held_by(Process::Orders).await, [(bad.to_string(), Class::Transient)]);
            let asked = shop.erp_count("GetInvoices") - asked;
            assert!(asked <= 2 + 2 * 4, "{asked} requests for one bad order among nine");
        }
        for id in &ids {
            assert_eq!(shop.is_in_wms(*id), *id != bad);
        }
        shop.erp.control().behave();
        shop.later(Process::Orders, Trigger::Manual).await;
        assert!(shop.is_in_wms(bad) && shop.held().await.is_empty());
    }
}
