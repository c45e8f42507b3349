//! Answers of the measured shape, as an ASP.NET server writes them: one line, the namespace on the answer's element,
//! contract order, absent texts left out, absent numbers as sentinels or nil, CR as `&#xD;`. Texts are Norwegian.

use std::fmt::{Display, Write as _};

use twentyfour_client::NAMESPACE;

const INT_MIN: &str = "-2147483648";
const DECIMAL_MIN: &str = "-79228162514264337593543950335";
const DATE_MIN: &str = "0001-01-01T00:00:00";

const ADJECTIVES: &[&str] =
    &["Rød", "Blå", "Grønn", "Hvit", "Lett", "Vanntett", "Økologisk", "Rustfri", "Trådløs"];
const NOUNS: &[&str] = &[
    "støvsuger",
    "ryggsekk",
    "lærjakke",
    "kjøleskap",
    "brødrister",
    "arbeidshanske",
    "skjøteledning",
    "gjærdepåle",
];
const BRANDS: &[&str] =
    &["Bjørn &amp; Sønn AS", "Nordlys", "Fjellrev", "Ågot &amp; Co", "Smøla Verktøy", "Ålesund Tre"];
const STREETS: &[&str] =
    &["Storgata", "Østre Strandgate", "Bjørnstjerne Bjørnsons plass", "Ålgårdsveien", "Sjøgata"];
const CITIES: &[(&str, &str)] =
    &[("0150", "Oslo"), ("5003", "Bergen"), ("9008", "Tromsø"), ("6002", "Ålesund")];
const PEOPLE: &[&str] = &["Kåre Ødegård", "Åse Hansen", "Sølvi Bråten", "Øystein Lie", "Gunnhild Løvås"];
const SENTENCES: &[&str] = &[
    "Leveres normalt innen tre virkedager.",
    "Tåler temperaturer fra -20 til +60 °C.",
    "Passer til modell &lt;X-200&gt; og nyere.",
    "Vekt &lt; 5 kg, mål 30 × 40 × 12 cm.",
    "Garanti gjelder ikke ved feil bruk &amp; slitasje.",
    "Produsert i Norge av resirkulerte råvarer.",
    "Se også tilbehør på våre nettsider for øvrige størrelser.",
    "Kundens ønske: &#171;ekstra lang ledning&#187;.",
    "Bruksanvisning følger med på norsk, svensk og engelsk.",
];

/// How many rows an order has.
pub const ROWS: usize = 4;

/// An answer, and what is in it.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The whole envelope.
    pub xml: String,
    /// Products or orders.
    pub items: usize,
    /// Texts that are not empty: each takes an allocation in every reader.
    pub texts: usize,
}

/// An answer with so many products.
pub fn products(count: usize) -> Fixture {
    answer("GetProducts", count, Generator::product)
}

/// An answer with so many orders of [four](ROWS) rows.
pub fn orders(count: usize) -> Fixture {
    answer("GetInvoices", count, Generator::order)
}

fn answer(operation: &str, count: usize, item: fn(&mut Generator, usize)) -> Fixture {
    let mut g = Generator { random: fastrand::Rng::with_seed(24), out: String::new(), texts: 0 };
    let _ = write!(
        g.out,
        r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><{operation}Response xmlns="{NAMESPACE}"><{operation}Result>"#
    );
    for number in 0..count {
        item(&mut g, number);
    }
    let _ = write!(g.out, "</{operation}Result></{operation}Response></soap:Body></soap:Envelope>");
    Fixture { xml: g.out, items: count, texts: g.texts }
}

struct Generator {
    random: fastrand::Rng,
    out: String,
    texts: usize,
}

impl Generator {
    fn product(&mut self, number: usize) {
        let id = 100_000 + number;
        self.within("Product", |g| {
            g.maybe(0.5, |g| g.decimal("CashPriceIncTax", 9999, 2, 0.0));
            g.maybe(0.6, |g| g.decimal("WebPrice", 9999, 4, 0.03));
            g.int("SupplierId", 90_000, 0.03);
            g.tag("Id", id);
            g.product_name("Name");
            g.decimal("TaxRate", 25, 2, 0.03);
            g.decimal("Stock", 5000, 4, 0.03);
            g.int("StatusId", 9, 0.03);
            g.int("CategoryId", 900, 0.03);
            g.maybe(0.4, |g| g.int("PriceGroupID", 50, 0.03));
            g.decimal("InPrice", 7000, 4, 0.03);
            match g.random.f64() {
                x if x < 0.7 => g.sentences("Description", 1..=2, " "),
                x if x < 0.85 => g.out.push_str("<Description />"),
                _ => {}
            }
            g.maybe(0.25, |g| g.sentences("DescriptionLong", 2..=6, "&#xD;\n"));
            g.decimal("Cost", 7000, 4, 0.03);
            g.maybe(0.6, |g| {
                let digits = g.random.u64(10_000_000_000..99_999_999_999);
                g.text("EAN1", format_args!("70{digits}"));
            });
            g.decimal("Price", 9999, 4, 0.03);
            g.text("No", format_args!("P-{id}"));
            g.date("DateChanged", 0.02);
            g.maybe(0.001, |g| {
                g.within("APIException", |g| {
                    g.text("Type", "System.Exception");
                    g.text("Message", "Ugyldig &quot;Id&quot; &amp; navn");
                });
            });
            g.decimal("Weight", 40, 3, 0.03);
            g.maybe(0.5, |g| g.decimal("MinimumStock", 100, 4, 0.03));
            g.maybe(0.3, |g| g.decimal("OrderProposal", 100, 4, 0.03));
            g.maybe(0.4, |g| {
                let place = g.random.u8(1..99);
                g.text("StockLocation", format_args!("Hylle Å{place}"));
            });
            g.maybe(0.6, |g| {
                let code = g.random.u32(10_000..999_999);
                g.text("SupplierProductCode", format_args!("{code}-B"));
            });
            g.maybe(0.3, |g| g.product_name("SupplierProductName"));
            g.nillable("Web", 0.15);
            g.maybe(0.2, |g| {
                let code = g.random.u16(100..999);
                g.text("ProductCode", format_args!("K{code}"));
            });
            g.nillable("StockControlled", 0.15);
            g.nillable("NewOffer", 0.15);
            g.nillable("NewProduct", 0.15);
        });
    }

    fn order(&mut self, number: usize) {
        let id = 500_000 + number;
        self.within("InvoiceOrder", |g| {
            g.tag("OrderId", id);
            g.int("CustomerId", 90_000, 0.03);
            g.person("CustomerName");
            g.maybe(0.3, |g| g.person("CustomerDeliveryName"));
            g.maybe(0.3, |g| g.text("CustomerDeliveryPhone", "+47 40000000"));
            g.within("Addresses", |g| {
                for kind in ["Post", "Delivery"] {
                    g.address(kind);
                }
                g.maybe(0.4, |g| g.address("Visit"));
                g.address("Invoice");
            });
            g.word(
                "OrderStatus",
                &["Invoiced", "Invoiced", "Invoiced", "Web", "Offer", "ForInvoicing", "Draft"],
            );
            g.int("InvoiceId", 99_999, 0.03);
            g.date("DateOrdered", 0.02);
            g.date("DateInvoiced", 0.1);
            g.date("DateChanged", 0.02);
            g.int("PaymentTime", 30, 0.03);
            g.maybe(0.4, |g| g.text("CustomerReferenceNo", "REF-4711"));
            g.maybe(0.3, |g| g.int("ProjectId", 900, 0.03));
            g.int("OurReference", 60, 0.03);
            g.nillable("IncludeVAT", 0.2);
            g.maybe(0.6, |g| g.person("YourReference"));
            g.decimal("OrderTotalIncVat", 99_999, 4, 0.03);
            g.decimal("OrderTotalVat", 20_000, 4, 0.03);
            g.maybe(0.3, |g| g.choice("InvoiceTitle", BRANDS));
            g.maybe(0.3, |g| g.sentences("InvoiceText", 1..=3, "&#xD;\n"));
            g.date("Paid", 0.3);
            let ocr = g.random.u64(1_000_000_000..10_000_000_000);
            g.text("OCR", ocr);
            let company = g.random.u32(810_000_000..999_999_999);
            g.text("CustomerOrgNo", company);
            g.within("Currency", |g| {
                g.tag("Rate", "1.0000");
                g.tag("Unit", 1);
                g.text("Symbol", "NOK");
            });
            g.int("PaymentMethodId", 9, 0.03);
            g.maybe(0.5, |g| g.decimal("PaymentAmount", 99_999, 4, 0.03));
            g.tag("Distributor", "Default");
            g.word("DistributionMethod", &["Unchanged", "Print", "EMail", "ElectronicInvoice"]);
            g.maybe(0.3, |g| g.int("DepartmentId", 90, 0.03));
            g.int("ExternalStatus", 5, 0.5);
            g.maybe(0.6, |g| g.text("InvoiceEmailAddress", "post4711@example.no"));
            g.within("InvoiceRows", |g| {
                for row in 0..ROWS {
                    g.row(id * 10 + row, row);
                }
            });
            g.maybe(0.4, |g| g.date("DeliveryDate", 0.02));
            g.tag("SkipStock", "false");
            g.maybe(0.3, |g| g.decimal("RoundFactor", 1, 2, 0.2));
            let template = match g.random.bool() {
                true => "00000000-0000-0000-0000-000000000000",
                false => "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            };
            g.tag("InvoiceTemplateId", template);
            g.maybe(0.3, |g| {
                g.within("DeliveryMethod", |g| {
                    g.int("Id", 20, 0.0);
                    g.text("Description", "Hentes på lager");
                });
            });
            g.nillable("SendToFactoring", 0.5);
            g.dimensions();
        });
    }

    fn row(&mut self, id: usize, number: usize) {
        self.within("InvoiceRow", |g| {
            g.int("ProductId", 200_000, 0.03);
            g.tag("RowId", id);
            g.decimal("VatRate", 25, 2, 0.03);
            g.decimal("Price", 9999, 4, 0.03);
            g.product_name("Name");
            g.decimal("DiscountRate", 50, 2, 0.03);
            g.decimal("Quantity", 50, 4, 0.03);
            g.maybe(0.7, |g| {
                for name in ["QuantityDelivered", "QuantityOrdered", "QuantityRest"] {
                    g.decimal(name, 50, 4, 0.03);
                }
            });
            g.decimal("Cost", 7000, 4, 0.03);
            g.tag("ChangeState", "None");
            g.int("TypeGroupId", 40, 0.03);
            g.tag("SequenceNumber", number);
            g.tag("Hidden", "false");
            g.word("Type", &["Normal", "Normal", "Normal", "Normal", "Text", "TextBold"]);
            g.decimal("InPrice", 7000, 4, 0.03);
            g.maybe(0.2, |g| {
                g.date("AccrualDate", 0.8);
                g.int("AccrualLength", 12, 0.8);
            });
            g.nillable("AccountProject", 0.8);
            g.maybe(0.3, |g| {
                g.int("ProjectId", 900, 0.03);
                g.int("DepartmentId", 90, 0.03);
            });
            g.text("ProductNo", format_args!("P-{id}"));
            g.maybe(0.3, |g| {
                g.within("TaxSettings", |g| {
                    g.int("TaxAccount", 2720, 0.0);
                    g.int("TaxCode", 60, 0.0);
                    g.decimal("TaxRate", 25, 2, 0.0);
                });
            });
            g.dimensions();
        });
    }

    fn address(&mut self, kind: &str) {
        self.within(kind, |g| {
            let house = g.random.u8(1..199);
            let street = g.pick(STREETS);
            g.text("Street", format_args!("{street} {house}"));
            g.maybe(0.1, |g| g.text("State", "Trøndelag"));
            let (code, area) = CITIES[g.random.usize(..CITIES.len())];
            g.text("PostalCode", code);
            g.text("PostalArea", area);
            g.maybe(0.5, |g| g.choice("Name", BRANDS));
            g.maybe(0.3, |g| g.text("City", area));
            g.text("Country", "NO");
        });
    }

    fn dimensions(&mut self) {
        self.maybe(0.1, |g| {
            g.within("UserDefinedDimensions", |g| {
                g.within("UserDefinedDimension", |g| {
                    g.int("TypeId", 120, 0.0);
                    g.text("Name", "Kjøretøy");
                    g.text("Value", "NÆ 47110");
                });
            });
        });
    }

    fn product_name(&mut self, tag: &str) {
        let (adjective, noun, brand) = (self.pick(ADJECTIVES), self.pick(NOUNS), self.pick(BRANDS));
        let number = self.random.u16(10..999);
        self.text(tag, format_args!("{adjective} {noun} {number} – {brand}"));
    }

    fn person(&mut self, tag: &str) {
        self.choice(tag, PEOPLE);
    }

    fn sentences(&mut self, tag: &str, count: std::ops::RangeInclusive<usize>, between: &str) {
        let sentences: Vec<_> = (0..self.random.usize(count)).map(|_| self.pick(SENTENCES)).collect();
        self.text(tag, sentences.join(between));
    }

    fn decimal(&mut self, tag: &str, most: u32, places: usize, sentinel: f64) {
        match self.random.f64() < sentinel {
            true => self.tag(tag, DECIMAL_MIN),
            false => {
                let number = self.random.f64() * f64::from(most);
                self.tag(tag, format_args!("{number:.places$}"));
            }
        }
    }

    fn int(&mut self, tag: &str, most: u32, sentinel: f64) {
        match self.random.f64() < sentinel {
            true => self.tag(tag, INT_MIN),
            false => {
                let number = self.random.u32(1..=most);
                self.tag(tag, number);
            }
        }
    }

    fn date(&mut self, tag: &str, sentinel: f64) {
        if self.random.f64() < sentinel {
            return self.tag(tag, DATE_MIN);
        }
        let r = &mut self.random;
        let date = format!("{}-{:02}-{:02}", r.u16(2009..=2025), r.u8(1..=12), r.u8(1..=28));
        let time = format!("{:02}:{:02}:{:02}", r.u8(0..24), r.u8(0..60), r.u8(0..60));
        match r.bool() {
            true => self.tag(tag, format_args!("{date}T{time}.{}", 427)),
            false => self.tag(tag, format_args!("{date}T{time}")),
        }
    }

    fn nillable(&mut self, tag: &str, nil: f64) {
        match self.random.f64() < nil {
            true => {
                let _ = write!(self.out, r#"<{tag} xsi:nil="true" />"#);
            }
            false => {
                let value = self.random.bool();
                self.tag(tag, value);
            }
        }
    }

    fn choice(&mut self, tag: &str, texts: &[&'static str]) {
        let text = self.pick(texts);
        self.text(tag, text);
    }

    fn word(&mut self, tag: &str, words: &[&'static str]) {
        let word = self.pick(words);
        self.tag(tag, word);
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.random.usize(..words.len())]
    }

    fn maybe(&mut self, chance: f64, then: impl FnOnce(&mut Self)) {
        if self.random.f64() < chance {
            then(self);
        }
    }

    fn within(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, "<{tag}>");
        inside(self);
        let _ = write!(self.out, "</{tag}>");
    }

    /// A text of the record. What stands in a `tag` is read as a number, a time or a word of a list.
    fn text(&mut self, tag: &str, text: impl Display) {
        self.texts += 1;
        self.tag(tag, text);
    }

    fn tag(&mut self, tag: &str, value: impl Display) {
        let _ = write!(self.out, "<{tag}>{value}</{tag}>");
    }
}
