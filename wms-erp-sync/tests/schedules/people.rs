//! What people do on both sides, and what must be remembered of it to judge the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fastrand::Rng;
use ongoing_simulator::Simulator as Wms;
use ongoing_simulator::world::Order;
use rust_decimal::Decimal;
use twentyfour_simulator::{Books, Record};

use crate::experience::Experience;
use crate::kits::Kit;
use crate::receipts::Buyers;
use crate::typists::Typists;

/// The people of both sides.
pub(crate) struct People {
    pub(crate) books: Books,
    pub(crate) wms: Arc<Wms>,
    pub(crate) random: Rng,
    talks: bool,
    pub(crate) experience: Experience,
    customers: Vec<i32>,
    pub(crate) suppliers: Vec<i32>,
    /// Products by their ids; the first is freight.
    pub(crate) products: Vec<i32>,
    /// What carriers do, by a sequence of its own; none where it is not reported.
    pub(crate) carriers: Option<Rng>,
    /// Who types into the text that holds tracking; likewise.
    pub(crate) typists: Option<Typists>,
    /// Who ships more of what was sent; likewise.
    pub(crate) deliveries: Option<Rng>,
    /// Who takes goods back; likewise.
    pub(crate) returns: Option<Rng>,
    /// How many returns there are.
    pub(crate) returned: u32,
    /// Who orders goods from suppliers, and who receives them; likewise.
    pub(crate) buyers: Option<Buyers>,
    /// The kit that the company sells, and when, by a sequence of its own; none where it sells none.
    pub(crate) kits: Option<(Kit, Rng)>,
    /// Whether people are at work between two requests of ours.
    pub(crate) races: bool,
    /// Orders that people deleted in the ERP.
    pub(crate) deleted: BTreeSet<i32>,
    /// Orders that were withdrawn in the ERP at any time.
    pub(crate) withdrawn: BTreeSet<i32>,
    /// Orders that people cancelled in the WMS.
    pub(crate) cancelled: BTreeSet<String>,
    /// Orders that were edited in the ERP.
    pub(crate) edited: BTreeSet<i32>,
    /// Orders that were edited between two requests of ours when the WMS had sent them: what the engine had read of one may
    /// be older, if it became sent in the same round.
    pub(crate) raced: BTreeSet<i32>,
    /// Orders that people deleted in the WMS.
    pub(crate) deleted_there: BTreeSet<String>,
    /// Products whose articles people deleted in the WMS, or took the product code off.
    pub(crate) lost_articles: BTreeSet<String>,
    /// For which product an article of the WMS was made, by its system id, whatever people did to it since.
    pub(crate) made_for: BTreeMap<i32, String>,
    /// The quantities that a product ever had in the WMS.
    levels: BTreeMap<i32, BTreeSet<Decimal>>,
    /// What must never happen, and did.
    pub(crate) crimes: Vec<String>,
}

impl People {
    pub(crate) fn new(books: Books, wms: Arc<Wms>, seed: u64, talks: bool, experience: Experience) -> Self {
        let mut people = Self {
            books,
            wms,
            random: Rng::with_seed(seed),
            talks,
            experience,
            customers: Vec::new(),
            suppliers: Vec::new(),
            products: Vec::new(),
            carriers: None,
            typists: None,
            deliveries: None,
            returns: None,
            returned: 0,
            buyers: None,
            kits: None,
            races: false,
            deleted: BTreeSet::new(),
            withdrawn: BTreeSet::new(),
            cancelled: BTreeSet::new(),
            edited: BTreeSet::new(),
            raced: BTreeSet::new(),
            deleted_there: BTreeSet::new(),
            lost_articles: BTreeSet::new(),
            made_for: BTreeMap::new(),
            levels: BTreeMap::new(),
            crimes: Vec::new(),
        };
        people.furnish();
        people
    }

    fn furnish(&mut self) {
        for name in ["Kari Nordmann", "Ola Nordmann"] {
            let company = Record::company().with("Name", name).with("Type", "Business");
            self.customers
                .push(self.books.add_company(company.with("PhoneNumbers.Mobile.Value", "900 00 000")));
        }
        for name in ["Kaffegården", "Tehuset"] {
            let company = Record::company().with("Name", name).with("Type", "Supplier");
            self.suppliers.push(self.books.add_company(company));
        }
        let freight = self.books.add_product(product("FRAKT", "Frakt", 0).with("StockControlled", false));
        self.products.push(freight);
        for _ in 0..2 {
            self.new_product();
        }
        for _ in 0..2 {
            self.new_order();
        }
    }

    pub(crate) fn say(&self, what: impl FnOnce() -> String) {
        if self.talks {
            println!("    people: {}", what());
        }
    }

    /// Somebody does something, wherever that may be.
    pub(crate) fn act(&mut self) {
        self.carry();
        self.type_text();
        self.deliver_later();
        self.take_back();
        self.order_goods();
        match self.random.u32(..100) {
            0..14 => self.new_order(),
            14..28 => self.edit_order(),
            28..35 => self.withdraw(),
            35..40 => self.confirm_again(),
            40..42 => self.invoice(),
            42..50 => self.touch_product(),
            50..52 => self.new_product(),
            52..54 => self.move_supplier(),
            54 => self.exchange_numbers(),
            55..57 => self.count_in_the_erp(),
            57..62 => self.move_stock(),
            62..65 => self.tidy_up_the_wms(),
            _ => self.work_on_an_order(),
        }
        self.note_levels();
    }

    /// The orders of the ERP that the WMS has, and that are so there.
    pub(crate) fn numbers(&self, is_so: impl Fn(&Order) -> bool) -> Vec<i32> {
        self.wms.look(|world| {
            let orders = world.orders().filter(|order| order.back_order_for.is_none() && is_so(order));
            orders.filter_map(|order| number_of(order)?.parse().ok()).collect()
        })
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[self.random.usize(..of.len())])
    }

    fn new_product(&mut self) {
        let number = format!("VARE-{}", self.products.len());
        let stock = self.random.i32(0..30);
        let new = product(&number, &format!("Vare {number}"), stock);
        let new = match self.random.u32(..3) {
            0 => new,
            _ => new.with("SupplierId", self.suppliers[self.random.usize(..2)]),
        };
        let id = self.books.add_product(new);
        self.say(|| format!("product {id} ({number}) is new"));
        self.products.push(id);
    }

    fn new_order(&mut self) {
        let rows: Vec<Record> = (0..self.random.u32(1..=3)).map(|_| self.row()).collect();
        let count = rows.len();
        let reference = format!("PO-{}", self.books.orders().len() % 9);
        let order = Record::order()
            .with("ReferenceNumber", reference)
            .with("CustomerId", self.customers[self.random.usize(..2)])
            .with("OrderStatus", "Confirmed")
            .with("Addresses.Delivery.Street", "Storgata 1")
            .with("Addresses.Delivery.PostalCode", "0155")
            .with("Addresses.Delivery.PostalArea", "Oslo")
            .with("Addresses.Delivery.Country", "NO");
        let id = self.books.add_order(rows.into_iter().fold(order, Record::with_row));
        self.say(|| format!("order {id} is new, {count} rows"));
    }

    fn row(&mut self) -> Record {
        let product = self.products[self.random.usize(..self.products.len())];
        let row = Record::row().with("ProductId", product);
        let row = row.with("Quantity", self.random.i32(1..6)).with("Price", 100);
        self.perhaps_of_a_kit(row)
    }

    /// Orders of the ERP that a person may still change.
    pub(crate) fn orders_in(&self, states: &[&str]) -> Vec<i32> {
        let orders = self.books.orders().into_iter();
        let fits = |order: &Record| {
            order.int("ExternalStatus").is_none_or(|original| original == 0)
                && states.contains(&order.text("OrderStatus").unwrap_or_default())
        };
        orders.filter(fits).filter_map(|order| order.int("OrderId")).collect()
    }

    fn edit_order(&mut self) {
        let open = self.orders_in(&["Confirmed", "Production"]);
        let begun = self.numbers(|order| order.lines.iter().any(|line| line.picked > Decimal::ZERO));
        let begun: Vec<i32> = open.iter().copied().filter(|id| begun.contains(id)).collect();
        let late = if self.random.u32(..4) > 0 { self.one(&begun) } else { None };
        let Some(id) = late.or_else(|| self.one(&open)) else { return };
        if begun.contains(&id) {
            self.experience.note("an order edited after picking began");
        }
        self.edited.insert(id);
        let rows: Vec<i32> = self.books.order(id).map_or(Vec::new(), |order| {
            order.list("InvoiceRows").iter().filter_map(|row| row.int("RowId")).collect()
        });
        let number = self.random.i32(1..9);
        self.experience.note("an order edited");
        match self.random.u32(..9) {
            7 => {
                let product = self.products[self.random.usize(..self.products.len())];
                if let Some(row) = self.one(&rows) {
                    self.say(|| format!("order {id}: row {row} is of product {product}"));
                    self.books.patch_row(id, row, |row| row.set("ProductId", product));
                    self.experience.note("a row exchanged");
                }
            }
            8 => {
                let rows = self.books.renumber_rows(id);
                self.say(|| format!("order {id}: its rows are now {rows:?}"));
                self.experience.note("rows with new ids");
            }
            0..2 => {
                if let Some(row) = self.one(&rows) {
                    self.say(|| format!("order {id}: {number} of row {row}"));
                    self.books.patch_row(id, row, |row| row.set("Quantity", number));
                }
            }
            2 => {
                let row = self.row();
                let added = self.books.add_row(id, row);
                self.say(|| format!("order {id}: row {added:?} is new"));
            }
            3 if rows.len() > 1 => {
                if let Some(row) = self.one(&rows) {
                    self.say(|| format!("order {id}: row {row} goes"));
                    self.books.delete_row(id, row);
                }
            }
            4 => {
                let country = if self.random.bool() { "Utopia" } else { "Norge" };
                self.say(|| format!("order {id} goes to {country}"));
                self.books.patch_order(id, |order| order.set("Addresses.Delivery.Country", country));
            }
            _ => {
                self.say(|| format!("order {id}: reference PO-{number}"));
                self.books.patch_order(id, |order| order.set("ReferenceNumber", format!("PO-{number}")));
            }
        }
    }

    fn withdraw(&mut self) {
        let Some(id) = self.one(&self.orders_in(&["Confirmed", "Production"])) else { return };
        self.withdrawn.insert(id);
        self.experience.note("an order withdrawn");
        if self.random.u32(..6) == 0 {
            self.say(|| format!("order {id} is deleted"));
            self.deleted.insert(id);
            self.books.delete_order(id);
        } else {
            let status = self.one(&["Draft", "Offer", "Inactive"]).unwrap_or("Draft");
            self.say(|| format!("order {id} becomes {status}"));
            self.books.set_order_status(id, status);
        }
    }

    fn confirm_again(&mut self) {
        if let Some(id) = self.one(&self.orders_in(&["Draft", "Offer", "Inactive"])) {
            self.say(|| format!("order {id} is confirmed again"));
            self.books.set_order_status(id, "Confirmed");
        }
    }

    fn invoice(&mut self) {
        if let Some(id) = self.one(&self.orders_in(&["Confirmed", "OrderState_Sent"])) {
            self.say(|| format!("order {id} is invoiced"));
            self.books.invoice_order(id);
        }
    }

    fn touch_product(&mut self) {
        let Some(id) = self.one(&self.products.clone()) else { return };
        let name = format!("Vare {}", self.random.u32(..1000));
        self.say(|| format!("product {id} is called {name}"));
        let numbered = self.random.u32(..4) == 0;
        self.books.patch_product(id, |product| {
            if numbered {
                product.set("No", format!("{name}-{id}"));
            }
            product.set("Name", name);
        });
    }

    /// A price list gives two products each other's number.
    fn exchange_numbers(&mut self) {
        let (Some(one), Some(two)) = (self.one(&self.products.clone()), self.one(&self.products.clone()))
        else {
            return;
        };
        if one == two {
            return;
        }
        self.say(|| format!("products {one} and {two} exchange their numbers"));
        self.experience.note("numbers exchanged");
        let number = |id| self.books.product(id).and_then(|product| product.text("No").map(str::to_owned));
        let numbers = [(one, number(two)), (two, number(one))];
        for (id, number) in numbers {
            self.books.patch_product(id, |product| product.set("No", number.unwrap_or_default()));
        }
    }

    /// A supplier is called otherwise, or a product comes from another one.
    fn move_supplier(&mut self) {
        let supplier = self.suppliers[self.random.usize(..2)];
        let goods = self.products[1..].to_vec();
        if self.random.bool() {
            let name = format!("Gård {}", self.random.u32(..1000));
            self.say(|| format!("supplier {supplier} is called {name}"));
            self.books.patch_company(supplier, |company| company.set("Name", name));
        } else if let Some(id) = self.one(&goods) {
            self.say(|| format!("product {id} comes from {supplier}"));
            self.books.patch_product(id, |product| product.set("SupplierId", supplier));
        }
    }

    fn count_in_the_erp(&mut self) {
        let quantity = self.random.i32(0..30);
        let goods = self.products[1..].to_vec();
        if let Some(id) = self.one(&goods) {
            self.say(|| format!("product {id}: {quantity} counted in the ERP"));
            self.books.set_stock(id, quantity);
        }
    }

    pub(crate) fn move_stock(&mut self) {
        let goods = self.products[1..].to_vec();
        let Some(id) = self.one(&goods) else { return };
        let quantity = self.random.i32(0..15);
        // Nobody receives what the WMS does not know yet.
        let moved = match self.random.u32(..4) {
            0 => self.wms.set_stock(&id.to_string(), quantity),
            _ => self.wms.receive(&id.to_string(), quantity),
        };
        self.say(|| format!("product {id}: {quantity} received or counted: {moved:?}"));
    }

    pub(crate) fn note_levels(&mut self) {
        for article in self.wms.articles() {
            if let Some(code) = article.data.product_code.clone() {
                self.made_for.entry(article.system_id).or_insert(code);
            }
            if let Some(id) = article.data.product_code.as_deref().and_then(|code| code.parse().ok()) {
                self.levels.entry(id).or_default().insert(article.stock.physical);
            }
        }
    }

    /// The ERP was told a quantity: the WMS must have had it at some time.
    pub(crate) fn judge_level(&mut self, product: i32, quantity: Decimal) {
        self.note_levels();
        if !self.levels.get(&product).is_some_and(|levels| levels.contains(&quantity)) {
            self.crimes
                .push(format!("stock of product {product} set to {quantity}, which the WMS never had"));
        }
    }
}

/// The number of an order of the WMS, if it has one.
pub(crate) fn number_of(order: &Order) -> Option<String> {
    order.data.goods_owner_order_number.clone()
}

pub(crate) fn product(number: &str, name: &str, stock: i32) -> Record {
    Record::product()
        .with("No", number)
        .with("Name", name)
        .with("CategoryId", 1)
        .with("StatusId", 1)
        .with("Stock", stock)
        .with("StockControlled", true)
}
