//! What the services list beside products, orders and companies.

use asmx_test_server::Node;
use twentyfour_simulator::Record;

use super::erp::{COMPANY, Erp, INVOICE, PRODUCT};

async fn items(erp: &Erp, path: &str, operation: &str, content: &str) -> Vec<Node> {
    erp.ask(path, operation, content).await.items()
}

fn texts<'a>(items: &'a [Node], field: &str) -> Vec<&'a str> {
    items.iter().map(|item| item.text_of(field).unwrap_or("-")).collect()
}

fn pairs(list: &[(i32, i32)]) -> String {
    let pair = |(key, value): &(i32, i32)| {
        format!("<KeyValuePair><Key>{key}</Key><Value>{value}</Value></KeyValuePair>")
    };
    format!("<customerCategories>{}</customerCategories>", list.iter().map(pair).collect::<String>())
}

#[tokio::test]
async fn price_lists_and_discounts() {
    let erp = Erp::new().await;
    let books = erp.books();
    let list = Record::price_list().with("Name", "Forhandler").with("Currency", "NOK").with("IncVat", true);
    let id = books.add_price_list(list, [(1001, "9.90".parse().unwrap()), (1000, 5.into())]);
    books.add_discount(Record::discount().with("PriceGroupId", 3).with("Value", "12.5"));
    books.add_discount(Record::discount().with("CategoryId", 1).with("CustomerId", 7).with("Value", 5));
    let lists = items(&erp, PRODUCT, "GetAllPriceLists", "").await;
    assert_eq!((texts(&lists, "Id"), texts(&lists, "IncVat")), (vec!["1"], vec!["true"]));
    let prices = items(&erp, PRODUCT, "GetPriceList", &format!("<priceListId>{id}</priceListId>")).await;
    assert_eq!((texts(&prices, "Key"), texts(&prices, "Value")), (vec!["1000", "1001"], vec!["5", "9.90"]));
    assert!(items(&erp, PRODUCT, "GetPriceList", "<priceListId>9</priceListId>").await.is_empty());
    let groups = items(&erp, PRODUCT, "GetDiscountMatrixPriceGroup", "").await;
    assert_eq!((texts(&groups, "PriceGroupId"), texts(&groups, "Value")), (vec!["3"], vec!["12.5"]));
    let categories = items(&erp, PRODUCT, "GetDiscountMatrixCategory", "").await;
    assert_eq!((texts(&categories, "CategoryId"), texts(&categories, "CustomerId")), (vec!["1"], vec!["7"]));
}

#[tokio::test]
async fn an_invoice_comes_as_a_document_in_a_layout_and_what_is_none_is_refused() {
    let erp = Erp::new().await;
    let books = erp.books();
    let layout = "12345678-1234-1234-1234-123456789abc";
    let template = Record::invoice_template().with("Id", layout).with("Name", "Norsk (A4)");
    books.add_invoice_template(template.with("IsDefault", true));
    assert_eq!(texts(&items(&erp, INVOICE, "GetInvoiceTemplates", "").await, "Id"), [layout]);
    let order = books.add_order(Record::order().with("OrderStatus", "Confirmed"));
    let ask = async |invoice: &str, rest: &str| {
        let content = format!("<Parameters><InvoiceId>{invoice}</InvoiceId>{rest}</Parameters>");
        erp.ask(INVOICE, "GetInvoiceDocument", &content).await
    };
    assert!(ask("0", "").await.fault().contains("The invoice 0 does not exist"), "it is not invoiced yet");
    books.invoice_order(order);
    let invoice = books.order(order).unwrap().text("InvoiceId").unwrap().to_owned();
    let document = ask(&invoice, "").await.result("GetInvoiceDocument");
    assert!(document.starts_with("JVBERi0xLjQK"), "it begins with %PDF-1.4: {document}");
    let named = ask(&invoice, &format!("<TemplateId>{layout}</TemplateId>")).await;
    assert_eq!(named.result("GetInvoiceDocument"), document);
    let other = "<TemplateId>99999999-1234-1234-1234-123456789abc</TemplateId>";
    assert!(ask(&invoice, other).await.fault().contains("The template 99999999"));
}

#[tokio::test]
async fn customers_are_put_into_categories_and_what_is_refused_comes_back() {
    let erp = Erp::new().await;
    let books = erp.books();
    let [kari, ola] = ["Kari", "Ola"]
        .map(|name| books.add_company(Record::company().with("Name", name).with("Type", "Consumer")));
    books.delete_company(ola);
    let content = "<categories><Category><Name>VIP</Name><ShowCompany>true</ShowCompany></Category>\
                   <Category><ShowContact>true</ShowContact></Category></categories>";
    let saved = items(&erp, COMPANY, "SaveCategories", content).await;
    assert_eq!(texts(&saved, "Id"), ["1", "-"], "one without a name is not saved");
    let all = items(&erp, COMPANY, "GetCategories", "").await;
    assert_eq!((texts(&all, "Name"), texts(&all, "ShowCompany")), (vec!["VIP"], vec!["true"]));

    let given = pairs(&[(1, kari), (1, ola), (8, kari), (1, kari)]);
    let refused = items(&erp, COMPANY, "SaveCustomerCategories", &given).await;
    let reasons =
        [format!("The customer {ola} does not exist."), "The category 8 does not exist.".to_owned()];
    assert_eq!(texts(&refused, "Message"), reasons);
    assert_eq!(books.customer_categories(), [(1, kari)]);
    let tree = items(&erp, COMPANY, "GetCustomerCategoryTree", "").await;
    assert_eq!((texts(&tree, "Key"), texts(&tree, "Value")), (vec!["1"], vec![&*kari.to_string()]));
    let of = async |customer: i32| {
        let content = format!("<customerId>{customer}</customerId>");
        items(&erp, COMPANY, "GetCustomerCategories", &content).await.len()
    };
    assert_eq!((of(kari).await, of(ola).await), (1, 0));
    let gone = pairs(&[(1, kari), (1, kari)]);
    let refused = items(&erp, COMPANY, "DeleteCustomerCategories", &gone).await;
    assert_eq!(texts(&refused, "Message"), [format!("The customer {kari} is not in the category 1.")]);
    assert_eq!(books.customer_categories(), []);
}

#[tokio::test]
async fn industries_statuses_and_groups_are_listed() {
    let erp = Erp::new().await;
    let books = erp.books();
    books.add_industry(47, "Detaljhandel");
    books.add_company_status(1, "Aktiv");
    let mut group = Record::group().with("Id", 1).with("Name", "Salg");
    group.push("Members", Record::group_member().with("Id", 701).with("FirstName", "Kari"));
    group.push("Children", Record::group().with("Id", 2).with("Name", "Nord").with("Type", 3));
    books.add_group(group);
    let industries = items(&erp, COMPANY, "GetIndustries", "").await;
    assert_eq!((texts(&industries, "Key"), texts(&industries, "Value")), (vec!["47"], vec!["Detaljhandel"]));
    assert_eq!(texts(&items(&erp, COMPANY, "GetStatuses", "").await, "Value"), ["Aktiv"]);
    let groups = items(&erp, COMPANY, "GetCRMGroups", "").await;
    assert_eq!(groups[0].at(&["Children", "Group", "Type"]).unwrap().text, "3");
    assert_eq!(groups[0].at(&["Members", "GroupMember", "FirstName"]).unwrap().text, "Kari");
}

#[tokio::test]
async fn a_category_of_companies_can_be_read_where_one_of_products_with_its_id_cannot() {
    let erp = Erp::new().await;
    let books = erp.books();
    books.add_category(Record::category().with("Id", 1).with("Name", "Drikke"));
    books.add_company_category(Record::company_category().with("Id", 1).with("Name", "VIP"));
    books.fail_reading("Category", 1, "Office24Seven.Library.Core.Broken", "It cannot be read.");
    let products =
        items(&erp, PRODUCT, "GetCategories", "<returnProperties><string>Name</string></returnProperties>");
    assert!(products.await[0].child("APIException").is_some());
    assert_eq!(texts(&items(&erp, COMPANY, "GetCategories", "").await, "Name"), ["VIP"]);
}
