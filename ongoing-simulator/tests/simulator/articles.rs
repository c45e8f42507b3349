use ongoing_simulator::world::{EmptyText, OmittedField};

use super::*;

fn define(identification: &str, fields: &str) -> String {
    format!(
        "<art><ArticleOperation>CreateOrUpdate</ArticleOperation><ArticleIdentification>{identification}\
         </ArticleIdentification>{fields}</art>"
    )
}

#[tokio::test]
async fn an_article_is_created_then_updated_under_the_same_id() {
    let bench = Bench::new().await;
    let first = bench.call("ProcessArticle", &article("17", "<Weight>1.5</Weight>")).await.ok();
    let id = text_at(&first, &["ArticleDefId"]);
    let renamed = define(
        "ProductCode",
        "<ArticleNumber>NEW</ArticleNumber><ArticleName>Lamp &amp; shade</ArticleName><ProductCode>17</ProductCode>",
    );
    let second = bench.call("ProcessArticle", &renamed).await.ok();
    assert_eq!(text_at(&second, &["ArticleDefId"]), id);
    assert_eq!(text_at(&second, &["OrderId"]), "0", "not nillable, so an article's answer carries zero");
    let known = bench.wms.article_by_product_code("17").unwrap();
    assert_eq!(known.number(), "NEW");
    assert_eq!(known.data.article_name.as_deref(), Some("Lamp & shade"));
    assert_eq!(known.data.weight, Some(dec("1.5")), "an omitted field stays");
    assert_eq!(bench.wms.articles().len(), 1);
    assert!(bench.wms.article_by_number("A-17").is_none(), "the old number is free again");
}

#[tokio::test]
async fn every_identification_finds_the_article_and_needs_its_field() {
    let bench = Bench::new().await;
    bench.article("17").await;
    let id = bench.wms.article_by_product_code("17").unwrap().system_id;
    for (by, key) in [
        ("SystemId", format!("<ArticleSystemId>{id}</ArticleSystemId>")),
        ("ArticleNumber", "<ArticleNumber> a-17 </ArticleNumber>".to_owned()),
        ("ArticleName", "<ArticleName>Article 17</ArticleName>".to_owned()),
        ("ProductCode", "<ProductCode>17</ProductCode>".to_owned()),
    ] {
        let answer = bench.call("ProcessArticle", &define(by, &key)).await.ok();
        assert_eq!(text_at(&answer, &["ArticleDefId"]), id.to_string(), "{by}");
        let text = bench.call("ProcessArticle", &define(by, "")).await.refused();
        assert!(text.contains("was empty"), "{text}");
    }
    let text = bench
        .call("ProcessArticle", &define("SystemId", "<ArticleSystemId>9</ArticleSystemId>"))
        .await
        .refused();
    assert!(text.contains("was not found"), "{text}");
    assert_eq!(bench.wms.articles().len(), 1);
}

#[tokio::test]
async fn a_number_belongs_to_one_article_only() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.article("18").await;
    let taken = define("ProductCode", "<ArticleNumber>a-17</ArticleNumber><ProductCode>18</ProductCode>");
    assert!(bench.call("ProcessArticle", &taken).await.refused().contains("already used"));
    assert_eq!(bench.wms.article_by_product_code("18").unwrap().number(), "A-18");
    let none = define("ProductCode", "<ProductCode>19</ProductCode>");
    assert!(bench.call("ProcessArticle", &none).await.refused().contains("needs an ArticleNumber"));
}

#[tokio::test]
async fn too_long_texts_are_refused_not_cut() {
    let bench = Bench::with(standing().rules(|rules| rules.limits.article_number = 10)).await;
    let long = define("ArticleNumber", "<ArticleNumber>ÅÄÖ45678901</ArticleNumber>");
    assert!(bench.call("ProcessArticle", &long).await.refused().contains("11 characters; at most 10"));
    let fits = define("ArticleNumber", "<ArticleNumber>ÅÄÖ4567890</ArticleNumber>");
    bench.call("ProcessArticle", &fits).await.ok();
}

#[tokio::test]
async fn what_an_empty_or_omitted_field_does_can_be_chosen() {
    let bench = Bench::new().await;
    let full = "<BarCode>731</BarCode><ArticleDescription>Long</ArticleDescription><Weight>2</Weight>";
    let emptied = "<BarCode></BarCode>";
    for (empty, omitted, bar_code, weight) in [
        (EmptyText::Clears, OmittedField::Kept, None, Some(dec("2"))),
        (EmptyText::Kept, OmittedField::Kept, Some("731"), Some(dec("2"))),
        (EmptyText::Clears, OmittedField::Cleared, None, None),
    ] {
        bench.wms.set_rules(|rules| (rules.empty_text, rules.omitted_field) = (empty, omitted));
        bench.call("ProcessArticle", &article("17", full)).await.ok();
        bench.call("ProcessArticle", &article("17", emptied)).await.ok();
        let known = bench.wms.article_by_product_code("17").unwrap();
        assert_eq!(known.data.bar_code.as_deref(), bar_code);
        assert_eq!(known.data.weight, weight);
        assert_eq!(known.number(), "A-17");
    }
}

fn supplier(by: &str, operation: &str, fields: &str) -> String {
    format!(
        "<MainSupplier><SupplierIdentificationType>{by}</SupplierIdentificationType><SupplierOperation>{operation}\
         </SupplierOperation>{fields}</MainSupplier>"
    )
}

#[tokio::test]
async fn suppliers_are_made_found_and_changed_through_articles() {
    let bench = Bench::new().await;
    let fields = "<SupplierNumber>9</SupplierNumber><SupplierName>Bergen Lys AS</SupplierName><Address>\
                  <Address>Kaien 1</Address><PostCode>5003</PostCode><City>Bergen</City><CountryCode>NO</CountryCode></Address>";
    let by_number = supplier("SupplierNumber", "CreateOrUpdate", fields);
    bench.call("ProcessArticle", &article("17", &by_number)).await.ok();
    let found = supplier("SupplierName", "Find", "<SupplierName>bergen lys as</SupplierName>");
    bench.call("ProcessArticle", &article("18", &found)).await.ok();
    assert_eq!(bench.wms.suppliers().len(), 1);
    assert_eq!(bench.wms.suppliers()[0].address.city.as_deref(), Some("Bergen"));
    let renamed = supplier(
        "SupplierNumber",
        "CreateOrUpdate",
        "<SupplierNumber>9</SupplierNumber><SupplierName>Vestland Lys AS</SupplierName>",
    );
    bench.call("ProcessArticle", &article("17", &renamed)).await.ok();
    let other = bench.wms.article_by_product_code("18").unwrap();
    let name = bench.wms.look(|world| world.main_supplier(&other).unwrap().name.clone());
    assert_eq!(name.as_deref(), Some("Vestland Lys AS"), "the record is shared");
    let unknown = supplier("SupplierNumber", "Find", "<SupplierNumber>77</SupplierNumber>");
    let text = bench.call("ProcessArticle", &article("19", &unknown)).await.refused();
    assert!(text.contains("'77' was not found"), "{text}");
    assert!(bench.wms.article_by_product_code("19").is_none(), "nothing changed");
}

#[tokio::test]
async fn empty_complex_elements_fail() {
    let bench = Bench::new().await;
    for element in
        ["<ArticleGroup/>", "<ArticleCategory/>", "<VatCode/>", "<DangerousGoods/>", "<MainSupplier/>"]
    {
        bench.call("ProcessArticle", &article("17", element)).await.refused();
    }
    assert!(bench.wms.articles().is_empty());
    assert!(
        bench.call("ProcessArticle", &article("17", "<Weight/>")).await.fault().contains("correct format")
    );
}

#[tokio::test]
async fn groups_are_found_made_and_cleared() {
    let bench = Bench::new().await;
    let group = |operation: &str, code: &str| {
        format!(
            "<ArticleGroup><ArticleGroupOperation>{operation}</ArticleGroupOperation><ArticleGroupIdentification>\
             ArticleGroupCode</ArticleGroupIdentification><ArticleGroupCode>{code}</ArticleGroupCode>\
             <ArticleGroupName>Light</ArticleGroupName></ArticleGroup>"
        )
    };
    bench.call("ProcessArticle", &article("17", &group("Find", "L"))).await.refused();
    bench.call("ProcessArticle", &article("17", &group("FindOrCreate", "L"))).await.ok();
    bench.call("ProcessArticle", &article("18", &group("Find", "l"))).await.ok();
    assert_eq!(bench.wms.article_by_product_code("18").unwrap().group.unwrap().name, "Light");
    bench.call("ProcessArticle", &article("17", &group("Clear", ""))).await.ok();
    assert_eq!(bench.wms.article_by_product_code("17").unwrap().group, None);
}

#[tokio::test]
async fn whatever_the_definition_carries_is_stored() {
    let bench = Bench::new().await;
    let more = "<BarCode>b</BarCode><SupplierArticleNumber>s</SupplierArticleNumber><CountryOfOriginCode>SE\
                </CountryOfOriginCode><QuantityPerPallet>40</QuantityPerPallet><OrderPoint>5</OrderPoint>\
                <PurchasePrice>12.50</PurchasePrice><IsStockArticle>false</IsStockArticle><DangerousGoods><UNNumber>1950\
                </UNNumber><UNPackageType>II</UNPackageType><UNTunnelCodes><UNTunnelCode>D</UNTunnelCode></UNTunnelCodes>\
                <UNProperShippingName><Name>Aerosols</Name><LanguageCode>en</LanguageCode></UNProperShippingName>\
                </DangerousGoods><ArticleNames><ArticleName><Language><LanguageCode>sv</LanguageCode></Language>\
                <ArticleName>Lampa</ArticleName></ArticleName></ArticleNames><TaricNumbers><TaricNumber><Country>\
                <CountryCode>NO</CountryCode></Country><TaricNumber>9405</TaricNumber></TaricNumber></TaricNumbers>\
                <IsObsolete>true</IsObsolete><ArticleColor><ColorCode>R</ColorCode><ColorName>Red</ColorName></ArticleColor>\
                <ArticleSize><SizeCode>L</SizeCode><SizeName>Large</SizeName></ArticleSize>";
    bench.call("ProcessArticle", &article("17", more)).await.ok();
    let known = bench.wms.article_by_product_code("17").unwrap();
    let data = &known.data;
    assert!(!known.is_stock_article());
    assert_eq!(data.purchase_price, Some(dec("12.50")));
    assert_eq!((data.quantity_per_pallet, data.order_point), (Some(40), Some(5)));
    assert_eq!(data.dangerous_goods[0].un_number.trim(), "1950");
    assert_eq!(data.dangerous_goods[0].tunnel_codes, ["D"]);
    assert_eq!(data.dangerous_goods[0].proper_shipping_names[0].0.as_deref(), Some("Aerosols"));
    assert_eq!(data.names[0].name.as_deref(), Some("Lampa"));
    assert_eq!(data.taric_numbers[0].number.as_deref(), Some("9405"));
    assert_eq!((data.color_name.as_deref(), data.size_code.as_deref()), (Some("Red"), Some("L")));
    assert_eq!(data.is_obsolete, Some(true));
}

#[tokio::test]
async fn a_person_can_change_an_article_under_our_feet() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.wms.advance(chrono::Duration::minutes(5));
    bench.wms.edit_article("17", |data| data.article_name = Some("By hand".into())).unwrap();
    let known = bench.wms.article_by_product_code("17").unwrap();
    assert_eq!(known.data.article_name.as_deref(), Some("By hand"));
    assert_eq!(known.last_updated, bench.wms.now());
    assert!(bench.wms.edit_article("99", |_| ()).is_none());
}
