//! What the simulator answers is valid against the schemas inside of the vendor's WSDLs.

#[path = "../../../asmx-soap/tests/support/contract.rs"]
mod support;

use std::collections::BTreeSet;

use twentyfour_simulator::{Books, Record, Sentinels};

use super::erp::{AUTHENTICATE, COMPANY, Erp, INVOICE, NS, PRODUCT, credential, names, stocked};
use support::{contract, has_validator, schema_for, skipped, validate};

const CONTRACTS: [(&str, &str); 4] = [
    ("authService", AUTHENTICATE),
    ("productService", PRODUCT),
    ("invoiceService", INVOICE),
    ("companyService", COMPANY),
];
const NO_CUSTOMER: &str =
    "<customerCategories><KeyValuePair><Key>1</Key><Value>9999</Value></KeyValuePair></customerCategories>";

fn fill_registers(books: &Books) {
    let list = Record::price_list().with("Name", "Forhandler").with("Currency", "NOK");
    books.add_price_list(list, [(1000, "12.50".parse().unwrap())]);
    books.add_discount(Record::discount().with("PriceGroupId", 3).with("Value", 10));
    books.add_discount(Record::discount().with("CategoryId", 1).with("CustomerId", 7).with("Value", 5));
    let layout = Record::invoice_template().with("Id", "12345678-1234-1234-1234-123456789abc");
    books.add_invoice_template(layout.with("Name", "Standard").with("IsDefault", true));
    books.add_company_category(Record::company_category().with("Name", "Butikk").with("ShowCompany", true));
    books.add_industry(47, "Detaljhandel");
    books.add_company_status(1, "Aktiv");
    let mut group = Record::group().with("Id", 1).with("Name", "Salg");
    group.push("Members", Record::group_member().with("Id", 701).with("FirstName", "Kari"));
    group.push("Children", Record::group().with("Id", 2).with("Name", "Nord").with("Type", 3));
    books.add_group(group);
}

/// Names of all members of a complex type, in the order of the contract.
fn members(wsdl: &str, of: &str) -> Vec<String> {
    let start = wsdl.find(&format!("<s:complexType name=\"{of}\">")).unwrap();
    let text = &wsdl[start..start + wsdl[start..].find("</s:complexType>").unwrap()];
    text.split(" name=\"").skip(2).map(|rest| rest[..rest.find('"').unwrap()].to_owned()).collect()
}

fn every_field(wsdl: &str, of: &str, mut record: Record) -> Record {
    let start = wsdl.find(&format!("<s:complexType name=\"{of}\">")).unwrap();
    let text = &wsdl[start..start + wsdl[start..].find("</s:complexType>").unwrap()];
    for line in text.lines().filter(|line| line.contains("<s:element")) {
        let attribute = |name: &str| {
            let at = line.find(&format!(" {name}=\""))? + name.len() + 3;
            Some(&line[at..at + line[at..].find('"')?])
        };
        let value = match attribute("type").unwrap() {
            "s:int" | "s:short" => "7",
            "s:decimal" | "s:double" => "12.50",
            "s:boolean" => "true",
            "s:string" => "æøå <&> \"x\"",
            "s:dateTime" => "2026-01-05T08:00:00",
            "s1:guid" => "12345678-1234-1234-1234-123456789abc",
            "tns:CompanyType" => "Supplier",
            "tns:CurrencyType" => "NOK",
            "tns:DistributionMethod" => "EMail",
            "tns:Distributor" => "Manual",
            "tns:OrderSlipStateType" => "Confirmed",
            "tns:ChangeState" => continue,
            "tns:RowType" => "Text",
            _ => continue,
        };
        record.set(attribute("name").unwrap(), value);
    }
    record
}

struct Bench {
    erp: Erp,
    checked: BTreeSet<(String, String)>,
}

/// The operations of a contract.
fn operations(wsdl: &str) -> BTreeSet<String> {
    let port = &wsdl[wsdl.find("<wsdl:portType").unwrap()..wsdl.find("</wsdl:portType>").unwrap()];
    let names = port.split("<wsdl:operation name=\"").skip(1);
    names.map(|rest| rest[..rest.find('"').unwrap()].to_owned()).collect()
}

impl Bench {
    async fn check(&mut self, contract_name: &str, path: &str, operation: &str, content: &str) {
        let wsdl = contract(&format!("24sevenoffice/{contract_name}.wsdl")).unwrap();
        let answer = self.erp.ask(path, operation, content).await;
        assert_eq!(answer.status, 200, "{operation}: {}", answer.text);
        let start = answer.text.find("<soap:Body>").unwrap() + "<soap:Body>".len();
        let body = &answer.text[start..answer.text.find("</soap:Body>").unwrap()];
        if let Err(problem) = validate(&schema_for(&wsdl)[0], body) {
            panic!("{operation}: {problem}\n{body}");
        }
        self.checked.insert((contract_name.to_owned(), operation.to_owned()));
    }
}

#[tokio::test]
async fn answers_are_valid() {
    let wsdl = |name: &str| contract(&format!("24sevenoffice/{name}.wsdl"));
    let (Some(product), Some(invoice), Some(company)) =
        (wsdl("productService"), wsdl("invoiceService"), wsdl("companyService"))
    else {
        return skipped("answers_are_valid: the vendor's contracts are not there (VENDOR_CONTRACTS)");
    };
    if !has_validator() {
        return skipped("answers_are_valid: xmllint is not installed (Debian: libxml2-utils)");
    }
    let text = |path: &std::path::Path| std::fs::read_to_string(path).unwrap();
    let (product, invoice, company) = (text(&product), text(&invoice), text(&company));
    for sentinels in [Sentinels::Absent, Sentinels::Explicit, Sentinels::Mixed] {
        let erp = stocked(Erp::with(|options| options.sentinels = sentinels).await);
        let books = erp.books();
        books.add_product(every_field(&product, "Product", Record::product()));
        books.add_category(Record::category().with("Name", "Drikke"));
        books.add_company(
            every_field(&company, "Company", Record::company())
                .with("EmailAddresses.Work.Value", "a@b.example"),
        );
        books.delete_company(7);
        books.add_delivery_method(1, "Bring");
        books.add_payment_method(2, "Faktura");
        let order = every_field(&invoice, "InvoiceOrder", Record::order());
        let order = order
            .with("DeliveryMethod.Id", 1)
            .with("Currency.Symbol", "NOK")
            .with("Addresses.Invoice.City", "Oslo");
        books.add_order(
            order.with_row(every_field(&invoice, "InvoiceRow", Record::row()).with("TaxSettings.TaxCode", 3)),
        );

        fill_registers(&books);

        let mut bench = Bench { erp, checked: BTreeSet::new() };
        let names_of = |element: &str, wsdl: &str, of: &str| {
            let all = members(wsdl, of);
            names(element, &all.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let login = credential(&bench.erp.sim, &bench.erp.sim.password(), "");
        let token = format!(
            "<token><ApplicationId>{}</ApplicationId><Id>{}</Id></token>",
            bench.erp.sim.application_id(),
            bench.erp.sim.token()
        );
        for (operation, content) in [
            ("Login", login.as_str()),
            ("HasSession", ""),
            ("GetIdentity", ""),
            ("GetIdentities", ""),
            ("GetIdentitiesWithCredential", &login),
            ("GetIdentitiesWithCredentialByService", &format!("{login}<serviceId>1</serviceId>")),
            ("AuthenticateByToken", &token),
            ("SetIdentityById", "<identityId>99999999-0000-0000-0000-000000000000</identityId>"),
            ("SetIdentity", "<identity/>"),
        ] {
            bench.check("authService", AUTHENTICATE, operation, content).await;
        }
        let all = names_of("returnProperties", &product, "Product");
        for (operation, content) in [
            ("GetProducts", all.as_str()),
            ("GetProducts", ""),
            (
                "SaveProducts",
                "<products><Product><Name>x</Name></Product><Product><Id>1000</Id><Web>1</Web></Product></products>",
            ),
            ("DeleteProducts", "<products><Product><Id>6</Id></Product></products>"),
            ("SetStockQuantity", "<productId>1000</productId><stockQuantity>5</stockQuantity>"),
            ("GetCategories", &names("returnProperties", &["Id", "Name", "No", "ParentId"])),
            ("SaveCategories", "<categories><Category><No>1</No></Category></categories>"),
            ("GetAllPriceLists", ""),
            ("GetPriceList", "<priceListId>1</priceListId>"),
            ("GetDiscountMatrixPriceGroup", ""),
            ("GetDiscountMatrixCategory", ""),
        ] {
            bench.check("productService", PRODUCT, operation, content).await;
        }
        let search = "<searchParams><ChangedAfter>1970-01-01T00:00:00</ChangedAfter></searchParams>";
        let orders = format!(
            "{search}{}{}",
            names_of("invoiceReturnProperties", &invoice, "InvoiceOrder"),
            names_of("rowReturnProperties", &invoice, "InvoiceRow")
        );
        let save = "<invoices><InvoiceOrder><OrderId>10001</OrderId><OrderStatus>Pack</OrderStatus><InvoiceRows><InvoiceRow>\
                    <ProductId>1000</ProductId><Quantity>1</Quantity><ChangeState>Add</ChangeState></InvoiceRow></InvoiceRows>\
                    </InvoiceOrder><InvoiceOrder><IncludeVAT>true</IncludeVAT></InvoiceOrder></invoices>";
        for (operation, content) in [
            ("GetInvoices", orders.as_str()),
            ("GetInvoices", search),
            (
                "GetOrderSyncList",
                "<syncParams><RegisteredAfter>0001-01-01T00:00:00</RegisteredAfter></syncParams>",
            ),
            ("SaveInvoices", save),
            ("UpdateInvoices", "<invoices><InvoiceOrder><OrderId>10001</OrderId></InvoiceOrder></invoices>"),
            ("GetDeliveryMethods", ""),
            ("GetPaymentMethods", ""),
            ("GetInvoiceTemplates", ""),
            ("GetInvoiceDocument", "<Parameters><InvoiceId>7</InvoiceId></Parameters>"),
        ] {
            bench.check("invoiceService", INVOICE, operation, content).await;
        }
        let companies = format!("{search}{}", names_of("returnProperties", &company, "Company"));
        for (operation, content) in [
            ("GetCompanies", companies.as_str()),
            ("GetCompanies", search),
            ("GetCompanySyncList", "<syncSearchParameters><Page>1</Page></syncSearchParameters>"),
            ("SaveCompanies", "<companies><Company><Name>x</Name></Company></companies>"),
            ("SaveRelations", "<relations><Relation><CompanyId>9999</CompanyId></Relation></relations>"),
            ("DeleteRelations", "<relations><Relation><CompanyId>9999</CompanyId></Relation></relations>"),
            (
                "SaveMaps",
                "<maps><CompanyMap><MapType>1</MapType><CompanyId>9999</CompanyId></CompanyMap></maps>",
            ),
            (
                "DeleteMaps",
                "<maps><CompanyMap><MapType>1</MapType><CompanyId>9999</CompanyId></CompanyMap></maps>",
            ),
            ("DeleteCompanies", "<companies><Company><Id>1</Id></Company></companies>"),
            ("GetCategories", ""),
            ("SaveCategories", "<categories><Category><Name>VIP</Name></Category></categories>"),
            ("GetCustomerCategories", "<customerId>9999</customerId>"),
            ("SaveCustomerCategories", NO_CUSTOMER),
            ("DeleteCustomerCategories", NO_CUSTOMER),
            ("GetCustomerCategoryTree", ""),
            ("GetIndustries", ""),
            ("GetStatuses", ""),
            ("GetCRMGroups", ""),
        ] {
            bench.check("companyService", COMPANY, operation, content).await;
        }
        for (name, path) in CONTRACTS {
            let wsdl = text(&contract(&format!("24sevenoffice/{name}.wsdl")).unwrap());
            let checked = bench.checked.iter().filter(|(of, _)| of == name).map(|(_, one)| one.clone());
            assert_eq!(checked.collect::<BTreeSet<_>>(), operations(&wsdl), "{name} ({path})");
        }
    }
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let Some(wsdl) = contract("24sevenoffice/productService.wsdl").filter(|_| has_validator()) else {
        return skipped("the_validator_finds_what_is_wrong: contracts or xmllint are not there");
    };
    let schema = &schema_for(&wsdl)[0];
    let request = |content: &str| {
        format!(
            "<SaveProducts xmlns=\"{NS}\"><products><Product>{content}</Product></products></SaveProducts>"
        )
    };
    assert_eq!(validate(schema, &request("<Name>x</Name><Price>1.5</Price><Web xsi:nil=\"true\"/>")), Ok(()));
    assert_eq!(validate(schema, &request("<Price>-79228162514264337593543950335</Price>")), Ok(()));
    for wrong in
        ["<Price>1</Price><Name>x</Name>", "<Nome/>", "<Price>1e3</Price>", "<Name xsi:nil=\"true\"/>"]
    {
        assert!(validate(schema, &request(wrong)).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn the_tables_have_every_member_in_the_contracts_order() {
    let Some(folder) = contract("24sevenoffice/productService.wsdl") else {
        return skipped(
            "the_tables_have_every_member: the vendor's contracts are not there (VENDOR_CONTRACTS)",
        );
    };
    let folder = folder.parent().unwrap();
    let erp = stocked(Erp::with(|options| options.sentinels = Sentinels::Explicit).await);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (product, invoice, company) =
        (read("productService.wsdl"), read("invoiceService.wsdl"), read("companyService.wsdl"));
    let books = erp.books();
    books.add_product(every_field(&product, "Product", Record::product().with("Id", 7)));
    books.add_company(every_field(&company, "Company", Record::company()));
    let order = every_field(&invoice, "InvoiceOrder", Record::order());
    books.add_order(order.with_row(every_field(&invoice, "InvoiceRow", Record::row())));
    let asked = |wsdl: &str, of: &str| members(wsdl, of).into_iter().collect::<Vec<_>>();

    // Members that are objects or lists have no value here; all others must come back, in the contract's order.
    let check = |wsdl: &str, of: &str, answered: &asmx_test_server::Node| {
        let answered: Vec<&str> = answered.children.iter().map(|child| &*child.name).collect();
        let all = asked(wsdl, of);
        let mut at = all.iter();
        for name in &answered {
            assert!(at.any(|one| one == name), "{of}.{name} stands in another place than in the contract");
        }
        answered.len()
    };
    let refs = |names: &[String]| names.iter().map(String::clone).collect::<Vec<_>>();
    let names = refs(&asked(&product, "Product"));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(check(&product, "Product", &erp.products("<Id>7</Id>", &names).await[0]), 29);
    let (all, rows) = (asked(&invoice, "InvoiceOrder"), asked(&invoice, "InvoiceRow"));
    let (all, rows): (Vec<&str>, Vec<&str>) =
        (all.iter().map(String::as_str).collect(), rows.iter().map(String::as_str).collect());
    let order = &erp.orders("<OrderIds><int>7</int></OrderIds>", &all, &rows).await[0];
    assert_eq!(check(&invoice, "InvoiceOrder", order), 50);
    assert_eq!(check(&invoice, "InvoiceRow", &order.child("InvoiceRows").unwrap().children[0]), 24);
    let all = asked(&company, "Company");
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(check(&company, "Company", &erp.companies("<CompanyId>7</CompanyId>", &all).await[0]), 45);
}
