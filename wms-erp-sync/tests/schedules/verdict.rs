//! Whether both sides are in step, and everything that is not is held with a reason.

use std::collections::{BTreeMap, BTreeSet};

use ongoing_simulator::world::{Article, Order};
use rust_decimal::Decimal;
use twentyfour_simulator::Record;
use wms_erp_sync::{Class, Held, Process};

use crate::choices::{ignores_number, ignores_reference};
use crate::experience::Experience;
use crate::kits::{Quantities, quantities};
use crate::people::{People, number_of};
use crate::world::World;

/// Everything that is wrong, in words.
pub(crate) fn judge(world: &World, held: &[Held], forgot: bool, experience: &Experience) -> Vec<String> {
    let mut people = world.people.lock().unwrap();
    people.note_levels();
    let mut court = Court {
        world,
        people: &people,
        held: held.iter().map(|held| (held.process, held.record.as_str())).collect(),
        refused: held
            .iter()
            .filter(|held| held.process == Process::Orders && held.class == Class::Rejected)
            .map(|held| held.record.as_str())
            .collect(),
        unmatched: held
            .iter()
            .filter(|held| held.what.contains("its lines are not those of this order"))
            .map(|held| held.record.as_str())
            .collect(),
        forgot,
        experience,
        orders: BTreeMap::new(),
        problems: people.crimes.clone(),
    };
    for order in world.wms.orders().into_iter().filter(|order| order.back_order_for.is_none()) {
        court.orders.entry(number_of(&order).unwrap_or_default()).or_default().push(order);
    }
    court.articles_and_stock();
    court.orders();
    court.tracking();
    court.words();
    court.returns();
    court.receipts();
    court.problems
}

pub(crate) struct Court<'a> {
    pub(crate) world: &'a World,
    pub(crate) people: &'a People,
    held: BTreeSet<(Process, &'a str)>,
    /// Orders of which a change was refused.
    refused: BTreeSet<&'a str>,
    /// Orders whose lines in the WMS are not recognised.
    unmatched: BTreeSet<&'a str>,
    pub(crate) forgot: bool,
    pub(crate) experience: &'a Experience,
    /// The orders of the WMS by their numbers, without back orders.
    pub(crate) orders: BTreeMap<String, Vec<Order>>,
    problems: Vec<String>,
}

impl Court<'_> {
    pub(crate) fn is_held(&self, process: Process, record: &str) -> bool {
        self.held.contains(&(process, record))
    }

    pub(crate) fn demand(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        if !holds {
            self.problems.push(problem());
        }
    }

    fn articles_and_stock(&mut self) {
        let articles = self.world.wms.articles();
        for product in self.people.books.products() {
            let id = product.int("Id").unwrap().to_string();
            let found: Vec<_> =
                articles.iter().filter(|article| article.data.product_code.as_deref() == Some(&id)).collect();
            if self.world.choices.kit.is_some_and(|kit| kit.product.to_string() == id) {
                self.demand(found.is_empty(), || format!("kit {id} has an article"));
                continue;
            }
            let held = self.is_held(Process::Articles, &id);
            // What nothing needs is not missed.
            let lost = found.is_empty() && self.people.lost_articles.contains(&id);
            let is_ignored = self.world.choices.selects && ignores_number(product.text("No"));
            if is_ignored && found.is_empty() {
                self.experience.note("an ignored product");
                continue;
            }
            if is_ignored && self.forgot {
                // Whether the WMS has it from us is not known any more.
                continue;
            }
            self.demand(found.len() == 1 || held || lost, || {
                format!("product {id} has {} articles", found.len())
            });
            let Some(article) = found.first() else { continue };
            let same = article.data.article_number.as_deref() == product.text("No")
                && article.data.article_name.as_deref() == product.text("Name")
                && (!self.world.choices.further
                    || article.data.article_description.as_deref() == product.text("Name"));
            self.demand(same || held, || format!("article {id} is not as the product"));
            // What is held is not written, its supplier included.
            if !held {
                self.supplier(&product, article);
            }
            if product.flag("StockControlled") == Some(true) {
                let (erp, wms) = (product.decimal("Stock").unwrap_or_default(), article.stock.physical);
                // After a lost store an article is ours again once it is written; one that the WMS refuses is told of.
                let refused = self.forgot && self.is_held(Process::Articles, &id);
                let held = refused || self.is_held(Process::Stock, &id);
                self.demand(erp == wms || held, || {
                    format!("stock of {id}: {erp} in the ERP, {wms} in the WMS")
                });
            }
        }
    }

    /// An article names the product's supplier, as that one is called today.
    fn supplier(&mut self, product: &Record, article: &Article) {
        let supplier = product.int("SupplierId").filter(|id| self.world.choices.suppliers && *id != 0);
        let wished = supplier.and_then(|id| self.people.books.company(id));
        let suppliers = self.world.wms.suppliers();
        let found = article.main_supplier.map(|at| &suppliers[at]);
        let (wished, found) = (
            wished.as_ref().and_then(|company| company.text("Name")),
            found.and_then(|supplier| supplier.name.as_deref()),
        );
        self.demand(wished == found, || {
            format!("article of product {:?} has supplier {found:?}, not {wished:?}", product.int("Id"))
        });
    }

    fn orders(&mut self) {
        let numbers: Vec<String> = self.orders.keys().cloned().collect();
        for number in numbers {
            let (count, first) = (self.orders[&number].len(), self.orders[&number][0].clone());
            self.demand(count == 1, || format!("the WMS has order {number} {count} times"));
            let id: i32 = number.parse().unwrap();
            let known = self.people.books.order(id).is_some();
            self.demand(known || self.people.deleted.contains(&id), || {
                format!("nobody ever made order {number}")
            });
            let ours = first.status != 1000 || self.people.cancelled.contains(&number);
            self.demand(ours || self.people.withdrawn.contains(&id), || {
                format!("order {number} was cancelled, and nobody had withdrawn it")
            });
            if !known {
                self.withdrawn(&number);
            }
        }
        let orders = self.people.books.orders();
        for order in &orders {
            if order.int("ExternalStatus").is_some_and(|original| original != 0) {
                continue;
            }
            let id = order.int("OrderId").unwrap();
            self.rest(id, &orders);
            match order.text("OrderStatus").unwrap_or_default() {
                "Confirmed" | "Production" => self.pulled(order),
                "OrderState_Sent" => self.sent(order),
                "Draft" | "Offer" | "Inactive" => self.withdrawn(&id.to_string()),
                "Invoiced" => {
                    let found = self.orders.get(&id.to_string()).map(|orders| orders[0].clone());
                    if let Some(found) = found.filter(|found| [450, 500].contains(&found.status)) {
                        self.billed(order, &found);
                    }
                }
                _ => {}
            }
        }
    }

    /// What is to be in the WMS is there, or somebody is told why not.
    fn pulled(&mut self, order: &Record) {
        let id = order.int("OrderId").unwrap().to_string();
        let told = self.is_held(Process::Orders, &id);
        let reference = order.text("ReferenceNumber");
        let is_ignored = self.world.choices.selects && ignores_reference(reference);
        if is_ignored && self.forgot {
            // Whether the WMS has it from us is not known any more.
            return;
        }
        let Some(found) = self.orders.get(&id).map(|orders| orders[0].clone()) else {
            if is_ignored {
                return self.experience.note("an ignored order");
            }
            // It may have been cancelled before it was deleted.
            let told = told || self.is_held(Process::OrderStatus, &id);
            // With the store, what was deleted there is forgotten: our import status alone says nothing.
            let told = told || self.forgot && self.people.deleted_there.contains(&id);
            return self.demand(told, || format!("order {id} is not in the WMS"));
        };
        let told_status = self.is_held(Process::OrderStatus, &id);
        match found.status {
            // One that the host does not want there, and that only a lost write of ours brought there, is rightly cancelled.
            1000 => self.demand(told || told_status || is_ignored, || {
                format!("order {id} is cancelled in the WMS only")
            }),
            450 | 500 => {
                let unmatched = self.unmatched.contains(id.as_str());
                self.demand(told_status || unmatched, || {
                    format!("order {id} was sent, and the ERP does not know")
                });
            }
            _ => {}
        }
        if found.status != 1000 {
            let same = self.lines(&found) == self.rows(order)
                && text(found.data.reference_number.as_deref()) == text(reference)
                && (!self.world.choices.further || text(found.data.free_text1.as_deref()) == text(reference));
            self.demand(same || told, || format!("order {id} is not the same on both sides"));
            let refused = self.refused.contains(id.as_str());
            // Of an article that was deleted there the WMS does not say any more which it was.
            let articles = self.world.wms.articles();
            let is_named = |id| articles.iter().any(|article| article.system_id == id);
            let is_unnamed = !found.lines.iter().all(|line| is_named(line.article));
            self.demand(!same || !refused || is_unnamed, || {
                format!("order {id} is the same on both sides, and somebody is told of a refused change")
            });
        }
    }

    /// The lines of an order, by the products that their articles were made for.
    fn lines(&self, order: &Order) -> Lines {
        let code = |id| self.people.made_for.get(&id).cloned().unwrap_or_default();
        let lines = order.lines.iter();
        lines
            .map(|line| (line.code().to_owned(), (code(line.article), line.number_of_items.normalize())))
            .collect()
    }

    /// The ERP says sent: the WMS has sent it, and somebody knows of what is missing.
    fn sent(&mut self, order: &Record) {
        let id = order.int("OrderId").unwrap().to_string();
        let Some(found) = self.orders.get(&id).map(|orders| orders[0].clone()) else {
            return self.problems.push(format!("order {id} is sent in the ERP, and not in the WMS"));
        };
        self.demand([450, 500].contains(&found.status), || {
            format!("order {id} is sent in the ERP, and at {} in the WMS", found.status)
        });
        self.experience.note("an order sent");
        let short = found.lines.iter().any(|line| line.do_pick() && line.picked < line.number_of_items);
        if short {
            self.experience.note("an order sent short");
        }
        let told = self.is_held(Process::OrderStatus, &format!("{id}/short"));
        let edited = self.people.edited.contains(&id.parse().unwrap());
        self.demand(!short || told || edited || self.forgot, || {
            format!("order {id} was sent short, and nobody is told")
        });
        self.billed(order, &found);
        self.delivered(order, &found);
    }

    /// Whatever the ERP's rows say otherwise than what left the warehouse is known to somebody, or was written.
    fn billed(&mut self, order: &Record, found: &Order) {
        let id = order.int("OrderId").unwrap();
        if self.people.raced.contains(&id) {
            return;
        }
        let made_for = &self.people.made_for;
        let picked = || found.lines.iter().map(|line| (line, line.picked));
        let Quantities { whole: mut sent, loose } = quantities(picked(), made_for);
        self.kits_sent(&sent, &loose);
        for (part, quantity) in loose {
            *sent.entry(part).or_default() += quantity;
        }
        let billed = self.goods(order);
        let told = self.is_held(Process::OrderStatus, &format!("{id}/short"));
        if sent != billed {
            self.experience.note("an order sent otherwise than the ERP has it");
        }
        self.demand(sent == billed || told || self.forgot, || {
            format!("of order {id} {sent:?} was sent, and {billed:?} is billed, and nobody is told")
        });
        if order.text("OrderStatus") != Some("OrderState_Sent") || !self.world.choices.writes_rows() {
            return;
        }
        // What the WMS has back-ordered itself is still to come.
        let mut back_orders = self.world.wms.orders();
        back_orders.retain(|order| order.back_order_for == Some(found.order_id));
        let to_come =
            back_orders.iter().flat_map(|order| &order.lines).map(|line| (line, line.number_of_items));
        let comes = quantities(picked().chain(to_come), made_for).whole;
        for (product, quantity) in billed {
            let comes = comes.get(&product).copied().unwrap_or_default();
            self.demand(quantity <= comes, || {
                format!("of order {id} {quantity} of product {product} is billed, and {comes} comes")
            });
        }
    }

    fn kits_sent(&self, whole: &BTreeMap<String, Decimal>, loose: &BTreeMap<String, Decimal>) {
        let Some(kit) = self.world.choices.kit else { return };
        if whole.contains_key(&kit.product.to_string()) {
            self.experience.note("a kit sent");
        }
        if !loose.is_empty() {
            self.experience.note("a part sent without its kit");
        }
    }

    /// The lines that an order's rows become.
    fn rows(&self, order: &Record) -> Lines {
        let rows = order.list("InvoiceRows").iter();
        rows.flat_map(|row| {
            let field = |name| row.int(name).unwrap_or_default().to_string();
            let quantity = row.decimal("Quantity").unwrap_or_default().normalize();
            let kit = self.world.choices.kit.filter(|kit| kit.product.to_string() == field("ProductId"));
            match kit {
                Some(kit) if quantity > Decimal::ZERO => kit.lines(&field("RowId"), quantity).to_vec(),
                _ => vec![(field("RowId"), (field("ProductId"), quantity))],
            }
        })
        .collect()
    }

    /// The quantities of an order's rows by products, without freight.
    fn goods(&self, order: &Record) -> BTreeMap<String, Decimal> {
        let mut goods = BTreeMap::new();
        for row in order.list("InvoiceRows") {
            let (product, quantity) = (row.int("ProductId").unwrap(), row.decimal("Quantity").unwrap());
            if product != self.people.products[0] && quantity > Decimal::ZERO {
                *goods.entry(product.to_string()).or_default() += quantity;
            }
        }
        goods
    }

    /// The order for the rest exists once where it is due, and never elsewhere.
    fn rest(&mut self, id: i32, orders: &[Record]) {
        let rests = orders.iter().filter(|order| order.int("ExternalStatus") == Some(id)).count();
        if rests > 0 {
            self.experience.note("an order for the rest");
        }
        self.demand(rests <= 1, || format!("order {id} has {rests} orders for its rest"));
        self.demand(rests == 0 || self.world.choices.rest_orders, || {
            format!("order {id} has an order for its rest, which is off")
        });
    }

    /// What was taken back in the ERP does not lie in the warehouse without anybody knowing.
    fn withdrawn(&mut self, number: &str) {
        let Some(found) = self.orders.get(number).map(|orders| orders[0].clone()) else { return };
        let told = self.is_held(Process::Orders, number) || self.is_held(Process::OrderStatus, number);
        let quiet = found.status == 1000 || told || self.forgot;
        self.demand(quiet, || {
            format!(
                "order {number} was withdrawn in the ERP, is at {} in the WMS, and nobody is told",
                found.status
            )
        });
    }
}

fn text(text: Option<&str>) -> &str {
    text.unwrap_or_default()
}

type Lines = BTreeMap<String, (String, Decimal)>;
