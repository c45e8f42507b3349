use chrono::Duration;

use super::erp::{PRODUCT, ints, names, shop};

fn ids(products: &[asmx_test_server::Node]) -> Vec<&str> {
    products.iter().map(|product| product.text_of("Id").unwrap()).collect()
}

#[tokio::test]
async fn filters_combine() {
    let erp = shop().await;
    assert_eq!(ids(&erp.products("", &["Id"]).await), ["1000", "1001"], "products need no filter");
    assert_eq!(ids(&erp.products("<Id>1001</Id>", &["Id"]).await), ["1001"]);
    assert_eq!(ids(&erp.products("<No>k-5</No>", &["Id"]).await), ["1000"], "No is not an exact match");
    assert_eq!(ids(&erp.products("<Name>%</Name>", &["Id"]).await), ["1000", "1001"]);
    assert_eq!(ids(&erp.products("<Name>ka%500</Name>", &["Id"]).await), ["1000"]);
    assert_eq!(ids(&erp.products("<EAN1>7038010000000</EAN1>", &["Id"]).await), ["1000"]);
    assert_eq!(ids(&erp.products("<CategoryId>1</CategoryId><No>FRAKT</No>", &["Id"]).await).len(), 0);
    assert_eq!(ids(&erp.products("<Price>79.9</Price>", &["Id"]).await), ["1000"]);
    assert_eq!(ids(&erp.products(&ints("ProductIds", [1001, 5, 1001]), &["Id"]).await), ["1001"]);
    let many = format!("<searchParams>{}</searchParams>", ints("ProductIds", 1..=1001));
    assert!(erp.ask(PRODUCT, "GetProducts", &many).await.fault().contains("at most 1000"));
}

#[tokio::test]
async fn changed_after_sees_what_moved_since() {
    let erp = shop().await;
    let search = "<DateChanged>2026-01-05T08:00:00Z</DateChanged>";
    assert_eq!(erp.products(search, &["Id"]).await.len(), 0);
    erp.sim.advance(Duration::seconds(95));
    assert!(erp.books().patch_product(1000, |product| product.set("Name", "Kaffe 1 kg")));
    let found = erp.products(search, &["Id", "Name", "DateChanged"]).await;
    assert_eq!(ids(&found), ["1000"]);
    assert_eq!(
        found[0].text_of("DateChanged"),
        Some("2026-01-05T08:02:00"),
        "rounded to the minute, not cut"
    );
    erp.sim.change(|options| options.rounded_changes = false);
    erp.books().patch_product(1001, |product| product.set("Name", "Frakt 2"));
    assert_eq!(erp.books().product(1001).unwrap().text("DateChanged"), Some("2026-01-05T08:01:35"));
    erp.sim.advance(Duration::hours(1));
    assert!(erp.books().quietly().patch_product(1000, |product| product.set("Name", "Kaffe 2 kg")));
    assert_eq!(erp.products("<DateChanged>2026-01-05T08:30:00Z</DateChanged>", &["Id"]).await.len(), 0);
}

#[tokio::test]
async fn saving_creates_and_changes_in_part() {
    let erp = shop().await;
    let echo = erp.save_product("<Name>Te</Name><CategoryId>1</CategoryId><Price>10</Price>").await;
    assert_eq!((echo.text_of("Id"), echo.text_of("Name")), (Some("1002"), Some("Te")));
    erp.save_product("<Id>1002</Id><Price>0</Price><No>TE-1</No>").await;
    let tea = erp.books().product(1002).unwrap();
    assert_eq!((tea.text("Name"), tea.text("No"), tea.text("Price")), (Some("Te"), Some("TE-1"), Some("0")));
    let echo =
        erp.save_product("<Id>77</Id><Name>Saft</Name><CategoryId>1</CategoryId><Stock>9</Stock>").await;
    assert_eq!(echo.text_of("Id"), Some("77"), "an unused id is taken");
    assert!(
        erp.books().product(77).unwrap().text("Stock").is_none(),
        "the level has an operation of its own"
    );
}

#[tokio::test]
async fn a_bad_item_fails_alone() {
    let erp = shop().await;
    let long = "x".repeat(126);
    let content = format!(
        "<products><Product><Name>Uten kategori</Name></Product>\
         <Product><Id>1000</Id><Name>{long}</Name></Product>\
         <Product><Id>1001</Id><Name>Frakt ny</Name></Product></products>"
    );
    let echoes = erp.ask(PRODUCT, "SaveProducts", &content).await.items();
    let failure = |at: usize| echoes[at].at(&["APIException", "Message"]).map(|message| message.text.clone());
    assert_eq!(failure(0).unwrap(), "Property CategoryId is missing.");
    assert!(failure(1).unwrap().contains("Name is longer than 125"));
    assert_eq!(failure(2), None);
    assert!(echoes[0].at(&["APIException", "Type"]).unwrap().text.ends_with("ParameterNotFoundException"));
    assert_eq!(erp.books().products().len(), 2);
    assert_eq!(erp.books().product(1000).unwrap().text("Name"), Some("Kaffe 500 g"));
    assert_eq!(erp.books().product(1001).unwrap().text("Name"), Some("Frakt ny"));
}

#[tokio::test]
async fn stock_is_set_one_product_at_a_time() {
    let erp = shop().await;
    erp.sim.advance(Duration::hours(1));
    let set =
        |id: i32, level: &str| format!("<productId>{id}</productId><stockQuantity>{level}</stockQuantity>");
    assert_eq!(
        erp.ask(PRODUCT, "SetStockQuantity", &set(1000, "12.5")).await.result("SetStockQuantity"),
        "true"
    );
    let coffee = erp.books().product(1000).unwrap();
    assert_eq!(
        (coffee.text("Stock"), coffee.text("DateChanged")),
        (Some("12.5"), Some("2026-01-05T09:00:00"))
    );
    erp.sim.change(|options| options.stock_changes_product = false);
    erp.sim.advance(Duration::hours(1));
    erp.ask(PRODUCT, "SetStockQuantity", &set(1000, "0")).await;
    assert_eq!(erp.products("<Id>1000</Id>", &["Stock"]).await[0].text_of("Stock"), Some("0"));
    assert_eq!(erp.books().product(1000).unwrap().text("DateChanged"), Some("2026-01-05T09:00:00"));
    assert_eq!(erp.ask(PRODUCT, "SetStockQuantity", &set(9, "1")).await.result("SetStockQuantity"), "false");
}

#[tokio::test]
async fn deletes_and_categories() {
    let erp = shop().await;
    let content = "<products><Product><Id>1001</Id></Product><Product><Id>9</Id></Product></products>";
    let failed = erp.ask(PRODUCT, "DeleteProducts", content).await.items();
    assert_eq!(ids(&failed), ["9"], "only what failed comes back");
    assert!(erp.books().product(1001).is_none());

    let content =
        "<categories><Category><Name>Drikke</Name></Category><Category><No>7</No></Category></categories>";
    let saved = erp.ask(PRODUCT, "SaveCategories", content).await.items();
    assert_eq!(saved[0].text_of("Id"), Some("1"));
    assert!(saved[1].child("APIException").is_some());
    let all = erp.ask(PRODUCT, "GetCategories", &names("returnProperties", &["Id", "Name"])).await.items();
    assert_eq!((all.len(), all[0].text_of("Name")), (1, Some("Drikke")));
}
