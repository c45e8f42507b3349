use chrono::Duration;
use twentyfour_simulator::Record;

use super::erp::{COMPANY, ints, shop};

#[tokio::test]
async fn filters_combine_and_one_is_needed() {
    let erp = shop().await;
    let bakeri = Record::company()
        .with("Name", "Bakeri AS")
        .with("Type", "Supplier")
        .with("OrganizationNumber", "987654321");
    erp.books().add_company(
        bakeri.with("ExternalId", "B1").with("EmailAddresses.Invoice.Value", "faktura@bakeri.example"),
    );
    let found = async |search: &str| {
        let companies = erp.companies(search, &["Id"]).await;
        companies.iter().map(|company| company.text_of("Id").unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&ints("CompanyIds", [101, 100, 7])).await, ["100", "101"]);
    assert_eq!(found("<CompanyId>101</CompanyId>").await, ["101"]);
    assert_eq!(found("<ExternalId>B1</ExternalId>").await, ["101"]);
    assert_eq!(found("<CompanyName>%a%</CompanyName>").await, ["100", "101"]);
    assert_eq!(found("<CompanyName>nord</CompanyName>").await, ["100"]);
    assert_eq!(found("<CompanyEmail>faktura@</CompanyEmail>").await, ["101"]);
    assert_eq!(found("<CompanyPhone>900 00</CompanyPhone>").await, ["100"]);
    assert_eq!(found("<OrganizationNumber>987654321</OrganizationNumber>").await, ["101"]);
    assert_eq!(
        found("<CompanyName>%</CompanyName><OrganizationNumber>1</OrganizationNumber>").await.len(),
        0
    );
    assert_eq!(found("<ChangedAfter>2026-01-05T07:00:00</ChangedAfter>").await.len(), 2);
    let fault = erp.ask(COMPANY, "GetCompanies", "<searchParams/>").await.fault();
    assert!(fault.contains("Please specify at least one search parameter"), "{fault}");
    let many = format!("<searchParams>{}</searchParams>", ints("CompanyIds", 1..=1001));
    assert!(erp.ask(COMPANY, "GetCompanies", &many).await.fault().contains("at most 1000"));
}

#[tokio::test]
async fn slots_come_as_they_are_filled() {
    let erp = shop().await;
    let company =
        &erp.companies("<CompanyId>100</CompanyId>", &["PhoneNumbers", "EmailAddresses", "Type"]).await[0];
    assert_eq!(company.at(&["PhoneNumbers", "Mobile", "Value"]).unwrap().text, "+47 900 00 000");
    assert!(company.at(&["PhoneNumbers", "Work"]).is_none() && company.child("EmailAddresses").is_none());
    erp.sim.change(|options| options.nil_slots = true);
    let company = &erp.companies("<CompanyId>100</CompanyId>", &["PhoneNumbers"]).await[0];
    let slots: Vec<_> =
        company.child("PhoneNumbers").unwrap().children.iter().map(|slot| (&*slot.name, slot.nil)).collect();
    assert_eq!(slots, [("Home", true), ("Fax", true), ("Mobile", false), ("Primary", true), ("Work", true)]);
}

#[tokio::test]
async fn the_sync_list_has_pages_and_knows_the_deleted() {
    let erp = shop().await;
    erp.sim.change(|options| options.page_size = 2);
    for name in ["Ola", "Per", "Pål"] {
        erp.books().add_company(Record::company().with("Name", name).with("Type", "Business"));
    }
    erp.sim.advance(Duration::hours(1));
    assert!(erp.books().delete_company(102));
    let page = async |page: &str, active: &str, rest: &str| {
        let active = if active.is_empty() {
            "<Active xsi:nil=\"true\"/>".into()
        } else {
            format!("<Active>{active}</Active>")
        };
        let content = format!("<syncSearchParameters>{page}{active}{rest}</syncSearchParameters>");
        let mut body = erp.ask(COMPANY, "GetCompanySyncList", &content).await.body();
        let result = body.children.remove(0);
        let ids: Vec<_> = result
            .child("Items")
            .unwrap()
            .children
            .iter()
            .map(|item| item.text_of("CompanyId").unwrap().to_owned())
            .collect();
        let numbers: Vec<_> = result.children[..4]
            .iter()
            .map(|number| (number.name.to_string(), number.text.parse::<i64>().unwrap()))
            .collect();
        (ids, numbers)
    };
    let (ids, numbers) = page("<Page>1</Page>", "", "").await;
    assert_eq!(ids, ["100", "101"]);
    let expected = [("CurrentPage", 1), ("TotalPages", 2), ("TotalItems", 4), ("ItemsPerPage", 2)];
    assert_eq!(numbers, expected.map(|(name, number)| (name.to_owned(), number)));
    assert_eq!(page("<Page>2</Page>", "", "").await.0, ["102", "103"]);
    assert_eq!(page("<Page>3</Page>", "", "").await.0.len(), 0);
    assert_eq!(page("", "false", "").await.0, ["102"]);
    assert_eq!(page("", "", "<ChangedAfter>2026-01-05T08:30:00</ChangedAfter>").await.0, ["102"]);
    assert_eq!(
        erp.companies("<CompanyId>102</CompanyId>", &["Id"]).await.len(),
        0,
        "GetCompanies does not know it"
    );
}

#[tokio::test]
async fn saving_creates_and_changes_in_part() {
    let erp = shop().await;
    let echo = erp.save_company("<Name>Ny AS</Name>").await;
    assert_eq!(echo.at(&["APIException", "Message"]).unwrap().text, "Property Type is missing.");
    assert_eq!(echo.children[0].name, "APIException", "it stands first in a company");
    let echo = erp.save_company("<Name>Ny AS</Name><Type>Business</Type>").await;
    assert_eq!(echo.text_of("Id"), Some("101"));
    erp.save_company("<Id>101</Id><Addresses><Post><Street>Torget 1</Street></Post></Addresses>").await;
    erp.save_company("<Id>101</Id><Addresses><Visit><City>Oslo</City></Visit></Addresses>").await;
    let company = erp.books().company(101).unwrap();
    assert_eq!(company.text("Name"), Some("Ny AS"));
    assert_eq!(company.text("Addresses.Post.Street"), Some("Torget 1"));
    assert_eq!(company.text("Addresses.Visit.City"), Some("Oslo"));

    let echo = erp.save_company("<Id>900</Id><Name>X</Name><Type>Business</Type>").await;
    assert!(echo.child("APIException").is_some());
    let forced = "<Id>900</Id><Name>X</Name><Type>Business</Type><ExplicitlySpecifyNewCompanyId>true</ExplicitlySpecifyNewCompanyId>";
    assert_eq!(erp.save_company(forced).await.text_of("Id"), Some("900"));
    assert!(erp.books().patch_company(900, |company| company.set("Name", "Y")));
    assert_eq!(erp.books().companies().len(), 3);
}

#[tokio::test]
async fn deleting_answers_only_what_failed() {
    let erp = shop().await;
    let content = "<companies><Company><Id>100</Id></Company><Company><Id>5</Id></Company></companies>";
    let failed = erp.ask(COMPANY, "DeleteCompanies", content).await.items();
    assert_eq!((failed.len(), failed[0].text_of("Id")), (1, Some("5")));
    assert!(erp.books().companies().is_empty() && erp.books().company(100).is_some());
}
