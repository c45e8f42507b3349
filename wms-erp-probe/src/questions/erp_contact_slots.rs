use futures::TryStreamExt;
use twentyfour_client::types::{Company, EmailAddress, PhoneNumber, SyncSearchParameters};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::erp::failed;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-contact-slots",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "Which phone and e-mail fields of companies are in use?",
    matters: "Where an order has no phone or e-mail address, they come from these fields, in a fixed order.",
    settings: &["orders.mobile_phone_slots", "orders.telephone_slots", "orders.email_slots"],
    reads: "the phones and e-mail addresses of up to 1000 companies; it counts them, and shows none",
    writes: "",
    undone: "",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let search = SyncSearchParameters { page: Some(1), active: Some(true), ..Default::default() };
    let page = bench.erp.get_company_sync_page(search).await.map_err(failed)?;
    let ids = page.items.into_iter().filter_map(|company| company.company_id).take(1000);
    let companies = bench.erp.get_companies_by_id(ids, &["Id", "PhoneNumbers", "EmailAddresses"]);
    let companies: Vec<Company> = companies.try_collect().await.map_err(failed)?;
    let is_phone = |phone: &Option<PhoneNumber>| {
        phone.as_ref().and_then(|phone| phone.value.as_deref()).is_some_and(|text| !text.trim().is_empty())
    };
    let is_email = |email: &Option<EmailAddress>| {
        email.as_ref().and_then(|email| email.value.as_deref()).is_some_and(|text| !text.trim().is_empty())
    };
    let mut counts = [
        ("phone Mobile", 0),
        ("phone Primary", 0),
        ("phone Work", 0),
        ("phone Home", 0),
        ("phone Fax", 0),
        ("e-mail Invoice", 0),
        ("e-mail Primary", 0),
        ("e-mail Work", 0),
        ("e-mail Home", 0),
        ("e-mail Alternative", 0),
    ];
    for company in &companies {
        let phones = company.phone_numbers.clone().unwrap_or_default();
        let emails = company.email_addresses.clone().unwrap_or_default();
        let filled = [
            is_phone(&phones.mobile),
            is_phone(&phones.primary),
            is_phone(&phones.work),
            is_phone(&phones.home),
            is_phone(&phones.fax),
            is_email(&emails.invoice),
            is_email(&emails.primary),
            is_email(&emails.work),
            is_email(&emails.home),
            is_email(&emails.alternative),
        ];
        for ((_, count), is_filled) in counts.iter_mut().zip(filled) {
            *count += usize::from(is_filled);
        }
    }
    let shown: Vec<String> = counts.iter().map(|(slot, count)| format!("{slot} {count}")).collect();
    bench.seen(format!("of {} companies: {}", companies.len(), shown.join(", ")));
    let used: Vec<&str> = counts.iter().filter(|(_, count)| *count > 0).map(|(slot, _)| *slot).collect();
    Ok(match used.is_empty() {
        true => {
            Conclusion::unclear("no company has a phone or an e-mail address: fill in one as you usually do")
        }
        false => Conclusion::learned("counted", format!("in use: {}", used.join(", "))),
    })
}
