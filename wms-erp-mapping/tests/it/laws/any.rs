//! Any input: what a service may answer, what somebody may type, and what nobody would think of.

use asmx_soap::XsDateTime;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use ongoing_client::model::{OrderLineId, PickedOrderLine};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use twentyfour_client::types::{
    Address, Addresses, Company, CompanyId, Currency, DeliveryMethod, EmailAddress, EmailAddresses,
    InvoiceOrder, InvoiceRow, OrderId, OrderSlipStateType, PhoneNumber, PhoneNumbers, Product, ProductId,
    RowId, RowType,
};
use wms_erp_mapping::{
    ArticleIdentification, ContactLists, CustomerIdentification, DeliveryDate, DeliveryMethodFallback,
    DeliveryMethodKey, LinePrices, MissingCountry, NonStockTreatment, OrderSettings, PhoneStyle, TextRows,
    Warehouse, WayOfDelivery,
};

pub(crate) use proptest::prelude::any;

/// Any text: with control characters, emoji, blanks, and what people type into such fields.
pub(crate) fn text() -> BoxedStrategy<String> {
    const TYPED: &[&str] = &[
        "",
        " ",
        "\t\n",
        "Norge",
        "SE",
        "Kari Nordmann",
        "91234567",
        "+47 912 34 567 / 22334455",
        "a@x.example",
        "<&>\"'",
        "]]>",
        "\r\n",
        "\u{0}",
        "\u{FFFE}\u{FFFF}",
        "👩‍🚀",
        "O\u{308}",
        "İ",
        "ß",
        "ﬁ",
        "\u{202E}",
        "١٢٣",
    ];
    prop_oneof![any::<String>(), select(TYPED).prop_map(str::to_owned), "[+0-9()/ .-]{0,20}", "\\PC{0,40}"]
        .boxed()
}

/// What stands in fields for phone numbers and e-mail addresses, in any order and with anything between.
pub(crate) fn contact() -> BoxedStrategy<String> {
    const PIECES: &[&str] = &[
        "22 00 00 00",
        "+47",
        "00 47",
        "91234567",
        "01",
        "030",
        "ext. 5",
        "a@example.test",
        "b@example.test",
        "ola",
        "@",
        "<c@example.test>",
        "<",
        ">",
        "/",
        ";",
        ",",
        "|",
        "\n",
        " ",
        " eller ",
        " or ",
        "-",
        "0",
        "n/a",
        "x",
        "\u{0}",
        "æ",
        "١٢٣",
    ];
    prop_oneof![vec(select(PIECES), 0..8).prop_map(|pieces| pieces.concat()), text()].boxed()
}

pub(crate) fn decimal() -> BoxedStrategy<Decimal> {
    let wide = (any::<i128>(), 0..=28_u32)
        .prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits >> 32, scale));
    let small = (-100..1_000_i64, 0..4_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    // Decimal::MIN is how the services say "not set"; a journey over the wire loses it, as it should.
    prop_oneof![1 => wide, 6 => small, 1 => Just(Decimal::MAX)]
        .prop_filter("the sentinel", |n| *n != Decimal::MIN)
        .boxed()
}

pub(crate) fn date_time() -> BoxedStrategy<XsDateTime> {
    let written = "[0-2][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T[01][0-9]:[0-5][0-9]:[0-5][0-9]\
                   (|Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])";
    let days = NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce();
    let seconds = DateTime::<Utc>::MIN_UTC.timestamp()..=DateTime::<Utc>::MAX_UTC.timestamp();
    prop_oneof![
        20 => written.prop_filter_map("not a time", |text| text.parse().ok()),
        1 => days.prop_filter_map("not a day", |days| Some(NaiveDate::from_num_days_from_ce_opt(days)?.into())),
        1 => seconds.prop_filter_map("no time", |s| Some(DateTime::<Utc>::from_timestamp(s, 0)?.into())),
        1 => Just(DateTime::<Utc>::MAX_UTC.into()),
        1 => Just(NaiveDate::MAX.into()),
        1 => Just(XsDateTime::default()),
    ]
    .boxed()
}

fn id() -> impl Strategy<Value = i32> {
    prop_oneof![30 => 1..2_000, 1 => Just(0), 1 => i32::MIN + 1..=i32::MAX]
}

fn address() -> BoxedStrategy<Address> {
    let country = prop_oneof![16 => select(&["NO", "Sverige", "dnk", "Germany", ""][..]).prop_map(str::to_owned), 1 => text()];
    (of(text()), of(text()), of(text()), of(text()), of(text()), weighted(0.8, country))
        .prop_map(|(street, state, postal_code, postal_area, city, country)| {
            let mut address = Address::default();
            address.street = street;
            address.state = state;
            address.postal_code = postal_code;
            address.postal_area = postal_area;
            address.city = city;
            address.country = country;
            address
        })
        .boxed()
}

fn addresses() -> BoxedStrategy<Addresses> {
    (of(address()), of(address()), of(address()), of(address()))
        .prop_map(|(post, delivery, visit, invoice)| {
            let mut addresses = Addresses::default();
            addresses.post = post;
            addresses.delivery = delivery;
            addresses.visit = visit;
            addresses.invoice = invoice;
            addresses
        })
        .boxed()
}

fn row() -> BoxedStrategy<InvoiceRow> {
    let kind = prop_oneof![
        40 => Just(Some(RowType::Normal)),
        4 => Just(None),
        9 => Just(Some(RowType::Text)),
        3 => Just(Some(RowType::TextBold)),
        1 => Just(Some(RowType::Unknown("Gift".to_owned()))),
    ];
    let product = weighted(0.9, prop_oneof![9 => 1..50, 1 => Just(900), 1 => id()]);
    let quantity = weighted(0.95, decimal());
    (kind, product, quantity, of(decimal()), of(decimal()), of(text()), of(any::<i16>()))
        .prop_map(|(kind, product, quantity, price, discount, name, sequence)| {
            let mut row = InvoiceRow::default();
            row.kind = kind;
            row.product_id = product.map(ProductId);
            row.quantity = quantity;
            row.price = price;
            row.discount_rate = discount;
            row.name = name;
            row.sequence_number = sequence.filter(|number| *number != i16::MIN);
            row
        })
        .boxed()
}

/// Rows with ids of their own, save for the odd one without or with somebody else's.
fn rows() -> impl Strategy<Value = Vec<InvoiceRow>> {
    (vec(row(), 0..9), weighted(0.1, (0..8_usize, weighted(0.5, 1..8_i32)))).prop_map(|(mut rows, odd)| {
        for (at, row) in (1..).zip(&mut rows) {
            row.row_id = Some(RowId(at));
        }
        if let Some((at, id)) = odd
            && let Some(row) = rows.get_mut(at)
        {
            row.row_id = id.map(RowId);
        }
        rows
    })
}

pub(crate) fn order() -> impl Strategy<Value = InvoiceOrder> {
    let ids = (weighted(0.98, id()), weighted(0.95, id()), of(id()));
    let who = (weighted(0.9, text()), of(text()), of(text()), of(text()));
    let what = (of(text()), of(text()), of(text()), weighted(0.8, date_time()));
    let method = of((of(id()), of(text())));
    (ids, who, what, weighted(0.9, addresses()), method, of(of(text())), rows()).prop_map(
        |(ids, who, what, addresses, method, currency, rows)| {
            let mut order = InvoiceOrder::default();
            order.order_id = ids.0.map(OrderId);
            order.customer_id = ids.1.map(CompanyId);
            order.customer_delivery_id = ids.2.map(CompanyId);
            (order.customer_name, order.customer_delivery_name) = (who.0, who.1);
            (order.customer_delivery_phone, order.invoice_email_address) = (who.2, who.3);
            (order.reference_number, order.your_reference, order.invoice_title) = (what.0, what.1, what.2);
            order.delivery_date = what.3;
            order.order_status = Some(OrderSlipStateType::Confirmed);
            order.addresses = addresses;
            order.delivery_method = method.map(|(id, description)| {
                let mut method = DeliveryMethod::default();
                method.id = id;
                method.description = description;
                method
            });
            order.currency = currency.map(|symbol| {
                let mut currency = Currency::default();
                currency.symbol = symbol;
                currency
            });
            order.invoice_rows = rows;
            order
        },
    )
}

pub(crate) fn company() -> impl Strategy<Value = Company> {
    fn phone(value: Option<String>) -> Option<PhoneNumber> {
        let mut phone = PhoneNumber::default();
        phone.value = Some(value?);
        Some(phone)
    }
    fn email(value: Option<String>) -> Option<EmailAddress> {
        let mut email = EmailAddress::default();
        email.value = Some(value?);
        Some(email)
    }
    let slots = || of((of(text()), of(text()), of(text()), of(text()), of(text())));
    (of(id()), of(text()), of(addresses()), slots(), slots()).prop_map(
        |(id, name, addresses, phones, emails)| {
            let mut company = Company::default();
            company.id = id.map(CompanyId);
            company.name = name;
            company.addresses = addresses;
            company.phone_numbers = phones.map(|slots| {
                let mut numbers = PhoneNumbers::default();
                (numbers.home, numbers.fax, numbers.mobile) =
                    (phone(slots.0), phone(slots.1), phone(slots.2));
                (numbers.primary, numbers.work) = (phone(slots.3), phone(slots.4));
                numbers
            });
            company.email_addresses = emails.map(|slots| {
                let mut addresses = EmailAddresses::default();
                (addresses.home, addresses.invoice) = (email(slots.0), email(slots.1));
                (addresses.primary, addresses.work) = (email(slots.2), email(slots.3));
                addresses.alternative = email(slots.4);
                addresses
            });
            company
        },
    )
}

pub(crate) fn product() -> impl Strategy<Value = Product> {
    let texts = (of(text()), of(text()), of(text()), of(text()));
    (weighted(0.95, id()), texts, of(decimal()), of(any::<bool>()), of(id()), of(0..3_i32)).prop_map(
        |(id, texts, weight, stock_controlled, supplier, status)| {
            let mut product = Product::default();
            product.id = id.map(ProductId);
            (product.no, product.name, product.description, product.ean1) = texts;
            product.weight = weight;
            product.stock_controlled = stock_controlled;
            product.supplier_id = supplier.map(CompanyId);
            product.status_id = status;
            product
        },
    )
}

pub(crate) fn picked_lines() -> impl Strategy<Value = Vec<PickedOrderLine>> {
    let code = prop_oneof![6 => (1..9_i32).prop_map(|code| code.to_string()), 1 => text()];
    let parent = (weighted(0.3, 1..9_i32), weighted(0.1, (1..9_i32).prop_map(|code| code.to_string())));
    let flags = (of(any::<bool>()), of(any::<bool>()));
    let line = (of(1..9_i32), of(code), parent, of(decimal()), of(decimal()), flags).prop_map(
        |(id, code, parent, ordered, picked, flags)| {
            let mut line = PickedOrderLine::default();
            line.order_line_system_id = id.map(OrderLineId);
            line.external_order_line_code = code;
            line.parent_order_line_id = parent.0.map(OrderLineId);
            line.parent_external_order_line_code = parent.1;
            line.ordered_number_of_items = ordered;
            line.picked_number_of_items = picked;
            (line.do_pick, line.is_parent_line) = flags;
            line
        },
    );
    vec(line, 0..9)
}

pub(crate) fn order_settings() -> impl Strategy<Value = OrderSettings> {
    let way = || (text(), text()).prop_map(|(code, name)| WayOfDelivery::new(code, name));
    let missing = || {
        let way = way().prop_map(DeliveryMethodFallback::Default);
        prop_oneof![8 => Just(DeliveryMethodFallback::Send), 3 => way, 1 => Just(DeliveryMethodFallback::Hold)]
    };
    let key =
        prop_oneof![id().prop_map(DeliveryMethodKey::Id), text().prop_map(DeliveryMethodKey::Description)];
    let methods = (vec((key, way()), 0..3), missing(), missing());
    let country = prop_oneof![
        8 => Just(MissingCountry::Send),
        3 => Just(MissingCountry::Default("NO".parse().unwrap())),
        1 => Just(MissingCountry::Hold)
    ];
    let date = prop_oneof![
        8 => Just(DeliveryDate::FirstImport),
        2 => any::<u16>().prop_map(DeliveryDate::AddDays),
        1 => Just(DeliveryDate::Hold)
    ];
    let warehouse = of(prop_oneof![
        text().prop_map(Warehouse::Code),
        text().prop_map(Warehouse::Name),
        id().prop_map(Warehouse::Id)
    ]);
    let prices = select(&[LinePrices::None, LinePrices::PerUnit, LinePrices::PerLine][..]);
    (methods, country, date, warehouse, prices, text(), any::<[bool; 7]>()).prop_map(
        |(methods, country, date, warehouse, prices, prefix, switches)| {
            let mut settings = OrderSettings::default();
            settings.delivery_methods.table = methods.0;
            settings.delivery_methods.unmapped = methods.1;
            settings.delivery_methods.missing = methods.2;
            settings.missing_country = country;
            settings.missing_delivery_date = date;
            settings.outbound_warehouse = warehouse;
            settings.line_prices = prices;
            settings.order_number_prefix = prefix;
            let [by_number, article_number, phones, texts, stock, notify, lists] = switches;
            if by_number {
                settings.customer_identification = CustomerIdentification::CustomerNumber;
            }
            if article_number {
                settings.article_identification = ArticleIdentification::ArticleNumber;
            }
            if phones {
                settings.contact.phones = PhoneStyle::International;
            }
            if lists {
                settings.contact.email_lists = ContactLists::AsTyped;
                settings.contact.phone_lists = ContactLists::AsTyped;
            }
            if texts {
                settings.text_rows = TextRows::AsTextLines;
            }
            if stock {
                settings.non_stock = NonStockTreatment::LikeAnyOther;
            }
            settings.notify.sms = notify;
            settings
        },
    )
}
