//! Every key of the configuration that the README names is read, and every word that it does not name is
//! refused with the ones that it does.

use wms_erp_host::Exit;

use crate::rig::Rig;

/// The configuration of the README, with what is commented out commented in.
pub(crate) fn documented() -> String {
    let readme = include_str!("../../README.md");
    let block = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let line = |line: &str| match line.strip_prefix("# ") {
        Some(key) if key.contains(" = ") || key.starts_with("[[") => key.to_owned(),
        _ => line.to_owned(),
    };
    // Refused by a program that was built without it.
    let is_built = |line: &&str| cfg!(feature = "otlp") || !line.starts_with("# otlp = ");
    let text = block.lines().filter(is_built).map(line).collect::<Vec<_>>().join("\n");
    // What the page leaves to the reader.
    let text = text.replace("\"…\"", "\"01234567-89ab-cdef-0123-456789abcdef\"");
    let password =
        |text: String, name| text.replace(&format!("password_env = \"{name}\""), "password = \"hemmelig\"");
    let text = text.replace("webhook_env = \"ALARM_WEBHOOK\"", "webhook = \"https://hooks.example.com/1\"");
    ["ACME_WMS_PASSWORD", "ACME_ERP_PASSWORD", "SMTP_PASSWORD"].into_iter().fold(text, password)
}

/// With the folder of tenants that the page names.
async fn rig() -> Rig {
    let rig = Rig::start().await;
    std::fs::create_dir(rig.folder.path().join("tenants.d")).unwrap();
    rig
}

#[tokio::test]
async fn credits_that_would_be_taken_for_orders_or_invoices_are_refused() {
    let (status, since) = ("status = \"Offer\"", "since = \"2026-12-01\"");
    let text = "text = \"Return {return} of order {order}\"";
    for (from, to, expected) in [
        (status, "status = \"Confirmed\"", "is one of pull_status: credits would be imported as orders"),
        (status, "status = \"Invoiced\"", "means invoiced: a person decides about that"),
        (status, "status = \"OrderState_Sent\"", "means sent"),
        (status, "status = \"Pack\"", "is the import_status, too"),
        (status, "status = \"Offers\"", "is not an order status of 24SevenOffice"),
        (since, "", "since: is missing: say which returns count, \"all\" or those received since a date"),
        ("as = \"credit\"", "", "as: is missing: say what is made of a return"),
        ("as = \"credit\"", "as = \"notice\"", "is the status of credits: a notice makes none"),
        (text, "text = \"Retur\"", "must contain {return}"),
    ] {
        let rig = rig().await;
        let (before, returns) =
            documented().split_once("[tenant.returns]").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        rig.configure(&format!("{before}[tenant.returns]{}", returns.replacen(from, to, 1)));
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit, Exit::Usage, "{to}: {}", ran.err);
        assert!(ran.err.contains("tenant.returns") && ran.err.contains(expected), "{to}: {}", ran.err);
    }
}

#[tokio::test]
async fn every_documented_key_is_a_key() {
    let rig = rig().await;
    rig.configure(&documented());
    let ran = rig.host(&["held"]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", documented());
}

/// What is not read counts as unknown: the one mistake would be reported as many.
#[tokio::test]
async fn a_key_that_is_missing_or_wrong_makes_no_other_key_unknown() {
    let rig = rig().await;
    let text = documented();
    let keys: Vec<&str> = text.lines().filter(|line| line.contains(" = ")).collect();
    assert!(keys.len() > 100, "{}", keys.len());
    let mut refused = 0;
    for line in keys {
        let (key, _) = line.split_once(" = ").unwrap();
        for instead in [String::new(), format!("{key} = [[false]]")] {
            rig.configure(&text.replacen(&format!("\n{line}\n"), &format!("\n{instead}\n"), 1));
            let ran = rig.host(&["held"]).await;
            refused += usize::from(ran.exit == Exit::Usage);
            assert!(!ran.err.contains("there is no such key"), "{line}, instead {instead:?}: {}", ran.err);
        }
    }
    assert!(refused > 100, "{refused}");
}

#[tokio::test]
async fn a_word_that_no_option_knows_is_refused_with_those_it_knows() {
    let words = [
        ("short_shipment", "write_quantities"),
        ("tracking ", "delivery_alternative"),
        ("delivered_quantities", "delivered_and_rest"),
        ("text_rows", "text_lines"),
        ("as ", "credit"),
        ("customer_by", "number"),
    ];
    for (key, word) in words {
        let rig = rig().await;
        let text = documented();
        let line = text.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
        rig.configure(&text.replace(&line, &format!("{key} = \"perhaps\"")));
        let ran = rig.host(&["held"]).await;
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""));
        assert!(ran.err.contains(key.trim()) && ran.err.contains(word), "{}", ran.err);
    }
}

#[tokio::test]
async fn a_polling_factor_is_from_one_to_twenty_four() {
    for (factor, is_right) in [("1", true), ("24", true), ("25", false), ("0", false), ("2.5", false)] {
        let rig = rig().await;
        let line = "webhook_polling_factor = ";
        rig.configure(&documented().replace(&format!("{line}4"), &format!("{line}{factor}")));
        let ran = rig.host(&["held"]).await;
        assert_eq!(ran.exit == Exit::Done, is_right, "{factor}: {}", ran.err);
        assert!(is_right || ran.err.contains("tenant.wms.webhook_polling_factor: must be"), "{}", ran.err);
    }
}

#[tokio::test]
async fn people_can_ask_and_pause_and_compare() {
    let rig = Rig::start().await;
    rig.host(&["once"]).await;
    let status = rig.host(&["status"]).await;
    assert!(status.out.contains("articles") && status.exit == Exit::Done, "{status:?}");
    let paused = rig
        .host(&["pause", "nordlys", "--process", "stock", "--until", "2027-01-01", "--reason", "counting"])
        .await;
    assert_eq!(paused.exit, Exit::Done, "{paused:?}");
    assert!(rig.host(&["status"]).await.out.contains("counting"));
    assert_eq!(rig.host(&["resume", "nordlys", "--process", "stock"]).await.exit, Exit::Done);
    assert!(!rig.host(&["status"]).await.out.contains("counting"));
    let why = rig.host(&["why", "10004"]).await;
    assert!(why.out.contains("Norgge"), "{why:?}");
    let dismissed = rig.host(&["dismiss", "10004", "--reason", "ordered by mistake"]).await;
    assert_eq!(dismissed.exit, Exit::Done, "{dismissed:?}");
    assert_eq!(rig.host(&["once"]).await.exit, Exit::Done, "what was dismissed needs nobody");
    let drift = rig.host(&["drift", "--json"]).await;
    assert!(drift.out.starts_with('{'), "{drift:?}");
}

#[tokio::test]
async fn a_saved_plan_is_applied_or_refused_whole() {
    let rig = Rig::start().await;
    let file = rig.folder.path().join("plan.json");
    let file = file.to_str().unwrap();
    let written = || {
        rig.systems.wms.control().count("ProcessArticle") + rig.systems.wms.control().count("ProcessOrder")
    };
    assert_eq!(rig.host(&["plan", "--save", file]).await.exit, Exit::Done);
    rig.systems.erp.books().patch_product(1001, |product| product.set("Name", "Telt"));
    let refused = rig.host(&["apply", file]).await;
    assert_eq!(refused.exit, Exit::Failed, "{refused:?}");
    assert!(refused.err.contains("articles 1001"), "{refused:?}");
    assert_eq!(written(), 0);
    rig.host(&["plan", "--save", file]).await;
    let applied = rig.host(&["apply", file]).await;
    assert_eq!(applied.exit, Exit::Held, "{applied:?}");
    assert!(written() > 7, "{applied:?}");
}

#[tokio::test]
async fn a_person_can_have_records_written_again() {
    let rig = Rig::start().await;
    rig.once().await;
    let written = || rig.systems.wms.control().count("ProcessArticle");
    let before = written();
    for arguments in [
        &["retry", "--rewrite", "1001"][..],
        &["retry", "--rewrite", "--process", "stock", "1001"],
        &["retry", "--rewrite", "--process", "articles"],
    ] {
        assert_eq!(rig.host(arguments).await.exit, Exit::Usage, "{arguments:?}");
    }
    let unknown = rig.host(&["retry", "--rewrite", "--process", "articles", "4711"]).await;
    assert_eq!(unknown.exit, Exit::Failed, "{unknown:?}");
    let asked = rig.host(&["retry", "--rewrite", "--process", "articles", "1001"]).await;
    assert!(asked.exit == Exit::Done && asked.out.contains("articles 1001 is written again"), "{asked:?}");
    rig.once().await;
    assert_eq!(written(), before + 1);
    let asked = rig.host(&["retry", "--rewrite", "--all", "--process", "articles"]).await;
    assert_eq!(asked.exit, Exit::Done, "{asked:?}");
    rig.once().await;
    assert!(written() > before + 3, "{}", written());
}

#[tokio::test]
async fn variants_are_split_by_the_pattern_of_the_configuration() {
    let rig = Rig::start().await;
    rig.systems.erp.books().patch_product(1001, |product| product.set("No", "TELT/GRØNN/2P"));
    let with = |pattern: &str| {
        let articles = format!("[tenant.articles]\nvariants = \"{pattern}\"\n");
        rig.configuration().replace("[tenant.orders]", &format!("{articles}\n[tenant.orders]"))
    };
    rig.configure(&with("{group}{size}"));
    let refused = rig.host(&["once"]).await;
    assert_eq!((refused.exit, refused.out.as_str()), (Exit::Usage, ""));
    assert!(
        refused.err.contains("articles.variants") && refused.err.contains("nothing between"),
        "{refused:?}"
    );
    rig.configure(&with("{group}/{color}/{size}"));
    rig.once().await;
    let tent = rig.systems.wms.article_by_product_code("1001").unwrap();
    assert_eq!(tent.group.map(|group| group.code).as_deref(), Some("TELT"));
    let told = [tent.data.color_code, tent.data.size_code].map(Option::unwrap_or_default);
    assert_eq!(told, ["GRØNN", "2P"]);
}

#[tokio::test]
async fn over_rest_the_outbound_warehouse_is_named_by_its_id() {
    let with = |rig: &Rig, transport: &str, warehouse: &str| {
        let orders = format!(
            "[tenant.stock]\nwarehouses = [\"MAIN\"]\n\n[tenant.orders]\noutbound_warehouse = {warehouse}"
        );
        let text = rig.configuration().replace("[tenant.orders]", &orders);
        rig.configure(&text.replace("[tenant.wms]", &format!("[tenant.wms]\ntransport = \"{transport}\"")));
    };
    let rig = Rig::start().await;
    with(&rig, "rest", "\"MAIN\"");
    let refused = rig.host(&["once"]).await;
    assert_eq!(refused.exit, Exit::Usage);
    assert!(refused.err.contains("orders.outbound_warehouse") && refused.err.contains("id"), "{refused:?}");
    for (transport, warehouse) in [("rest", "1"), ("soap", "1"), ("soap", "\"MAIN\"")] {
        let rig = Rig::start().await;
        with(&rig, transport, warehouse);
        rig.once().await;
        let order = rig.systems.wms.orders().pop().unwrap();
        assert_eq!(order.outbound_warehouse.map(|warehouse| warehouse.code).as_deref(), Some("MAIN"));
    }
}

#[tokio::test]
async fn slots_and_ways_to_notify_are_read_in_their_order_and_strange_ones_are_refused() {
    let rig = Rig::start().await;
    let with =
        |keys: &str| rig.configuration().replace("[tenant.orders]", &format!("[tenant.orders]\n{keys}"));
    rig.configure(&with("telephone_slots = [\"work\", \"fax\"]\nnotify_by = [\"pigeon\"]"));
    let refused = rig.host(&["once"]).await;
    assert_eq!((refused.exit, refused.err.lines().count()), (Exit::Usage, 2), "{refused:?}");
    for words in
        ["telephone_slots: \"fax\" is none of \"mobile\"", "notify_by: \"pigeon\" is none of \"sms\""]
    {
        assert!(refused.err.contains(words), "{words}: {refused:?}");
    }
    let books = rig.systems.erp.books();
    for company in books.companies().iter().filter_map(|company| company.int("Id")) {
        books.patch_company(company, |company| {
            company.set("PhoneNumbers.Home.Value", "11 11 11 11");
            company.set("PhoneNumbers.Work.Value", "22 22 22 22");
            company.set("EmailAddresses.Home.Value", "home@example.no");
        });
    }
    for order in books.orders().iter().filter_map(|order| order.int("OrderId")) {
        books.patch_order(order, |order| {
            order.clear("CustomerDeliveryPhone");
            order.clear("InvoiceEmailAddress");
        });
    }
    let keys = "mobile_phone_slots = [\"home\"]\ntelephone_slots = [\"work\", \"home\"]\nemail_slots = [\"home\"]\n\
                notify_by = [\"email\"]";
    rig.configure(&with(keys).replace("name = \"nordlys\"", "name = \"nordlys\"\nretention = \"1 year\""));
    rig.once().await;
    let number = rig.systems.wms.orders().pop().unwrap().number().to_owned();
    let address = rig.systems.wms.customer_of(&number).unwrap().data.address;
    assert_eq!(address.mobile_phone.as_deref(), Some("11 11 11 11"));
    assert_eq!(address.telephone.as_deref(), Some("22 22 22 22"));
    assert_eq!(address.email.as_deref(), Some("home@example.no"));
    assert_eq!((address.notify_by_email, address.notify_by_sms), (Some(true), Some(false)));
}

#[tokio::test]
async fn several_addresses_in_one_field_go_over_as_typed_where_that_is_asked_for() {
    let rig = Rig::start().await;
    let books = rig.systems.erp.books();
    for order in books.orders().iter().filter_map(|order| order.int("OrderId")) {
        books.patch_order(order, |order| {
            order.set("CustomerDeliveryPhone", "22 00 00 00 / 22 00 00 01");
            order.set("InvoiceEmailAddress", "a@example.test; b@example.test");
        });
    }
    let with =
        |keys: &str| rig.configuration().replace("[tenant.orders]", &format!("[tenant.orders]\n{keys}"));
    rig.configure(&with("email_lists = \"second\"\nphone_lists = 1"));
    let refused = rig.host(&["once"]).await;
    assert_eq!((refused.exit, refused.err.lines().count()), (Exit::Usage, 2), "{refused:?}");
    assert!(refused.err.contains("email_lists: must be \"first\" or \"as_typed\""), "{refused:?}");
    rig.configure(&with("email_lists = \"as_typed\"\nphone_lists = \"first\""));
    rig.once().await;
    let number = rig.systems.wms.orders().pop().unwrap().number().to_owned();
    let address = rig.systems.wms.customer_of(&number).unwrap().data.address;
    assert_eq!(address.email.as_deref(), Some("a@example.test; b@example.test"));
    assert_eq!(address.mobile_phone.as_deref(), Some("22 00 00 00"));
}
