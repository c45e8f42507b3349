//! What questions do in 24SevenOffice. Everything that is made is in the book before it is made.

use asmx_soap::http::HttpErrorKind;
use futures::TryStreamExt;
use rust_decimal::Decimal;
use twentyfour_client::error::ErrorKind;
use twentyfour_client::operation::invoice::SaveInvoices;
use twentyfour_client::types::{
    Company, CompanyId, CompanyType, InvoiceOrder, InvoiceRow, InvoiceSearchParameters, OrderId,
    OrderSlipStateType, Product, ProductId,
};
use twentyfour_client::{Delivery, Error, ItemError, ItemResult, Properties};

use crate::answer::{Stopped, chain};
use crate::bench::Bench;
use crate::fields::fields;
use crate::journal::Kind;
use crate::person::ProposedWrite;

const SYSTEM: &str = "24SevenOffice";

/// What the vendor said, where it refused a write.
pub(crate) type Refused = String;

pub(crate) fn failed(error: Error) -> Stopped {
    let is_closed = match error.kind() {
        ErrorKind::Transport(error) => {
            matches!(error.kind(), HttpErrorKind::Connect | HttpErrorKind::Certificate)
        }
        ErrorKind::WrongCredentials | ErrorKind::ApplicationNotRegistered | ErrorKind::IdentityBlocked => {
            true
        }
        _ => false,
    };
    let why = chain(&error);
    if is_closed { Stopped::NoAccess(why) } else { Stopped::Failed(why) }
}

impl Bench<'_> {
    /// The customer of this run.
    pub(crate) async fn customer(&mut self) -> Result<CompanyId, Stopped> {
        if let Some(customer) = self.customer {
            return Ok(customer);
        }
        let company = Company::create(self.book.next().1, CompanyType::Business);
        self.agree(ProposedWrite {
            question: self.question,
            system: SYSTEM,
            call: "SaveCompanies",
            what: "create the customer that the orders of this probe are for".to_owned(),
            fields: fields(&company),
            undone: "it is deleted at the end (DeleteCompanies)",
        })
        .await?;
        let number = self.book.plan(Kind::Customer, None).map_err(Stopped::Broken)?;
        let saved = self.erp.save_companies(vec![company]).await;
        let company = self.created(number, saved, "the customer")?;
        let id = company
            .id
            .ok_or_else(|| Stopped::Failed("the new customer came back without an id".to_owned()))?;
        self.book.made(number, id.0).map_err(Stopped::Broken)?;
        self.customer = Some(id);
        Ok(id)
    }

    /// The stock-controlled product of this run, for orders that are never sent.
    pub(crate) async fn product(&mut self) -> Result<ProductId, Stopped> {
        if let Some(product) = self.product {
            return Ok(product);
        }
        let product = self.new_product(|product| product.stock_controlled = Some(true)).await?;
        self.product = Some(product);
        Ok(product)
    }

    /// A new product.
    pub(crate) async fn new_product(
        &mut self,
        change: impl FnOnce(&mut Product),
    ) -> Result<ProductId, Stopped> {
        let categories = self.erp.get_categories(&["Id", "Name"]).await.map_err(failed)?;
        let category = categories.into_iter().find_map(|category| category.id).ok_or_else(|| {
            Stopped::Failed(
                "a product needs a category, and there is none: create one in 24SevenOffice".to_owned(),
            )
        })?;
        let name = self.book.next().1;
        let mut product = Product::create(name.clone(), category);
        product.no = Some(name);
        change(&mut product);
        self.agree(ProposedWrite {
            question: self.question,
            system: SYSTEM,
            call: "SaveProducts",
            what: "create a product".to_owned(),
            fields: fields(&product),
            undone: "it is deleted at the end (DeleteProducts)",
        })
        .await?;
        let number = self.book.plan(Kind::Product, None).map_err(Stopped::Broken)?;
        let saved = self.erp.save_products(vec![product]).await;
        let product = self.created(number, saved, "the product")?;
        let id = product
            .id
            .ok_or_else(|| Stopped::Failed("the new product came back without an id".to_owned()))?;
        self.book.made(number, id.0).map_err(Stopped::Broken)?;
        Ok(id)
    }

    /// A new order for the customer of this run.
    pub(crate) async fn new_order(
        &mut self,
        status: OrderSlipStateType,
        rows: Vec<InvoiceRow>,
        change: impl FnOnce(&mut InvoiceOrder),
    ) -> Result<OrderId, Stopped> {
        let made = self.try_order("create an order", status, rows, change).await?;
        made.map_err(|refused| Stopped::Failed(format!("the order was refused: {refused}")))
    }

    /// The same, of an order that may be refused.
    pub(crate) async fn try_order(
        &mut self,
        what: &str,
        status: OrderSlipStateType,
        rows: Vec<InvoiceRow>,
        change: impl FnOnce(&mut InvoiceOrder),
    ) -> Result<Result<OrderId, Refused>, Stopped> {
        let customer = self.customer().await?;
        let mut order = InvoiceOrder::create(customer, status);
        order.reference_number = Some(self.book.next().1);
        order.invoice_rows = rows;
        change(&mut order);
        self.agree(ProposedWrite {
            question: self.question,
            system: SYSTEM,
            call: "SaveInvoices",
            what: what.to_owned(),
            fields: fields(&order),
            undone: "its status is set to Inactive afterwards; 24SevenOffice has no call that deletes an order",
        })
        .await?;
        let number = self.book.plan(Kind::Order, Some(customer.0)).map_err(Stopped::Broken)?;
        let saved = self.erp.save_invoices(vec![order]).await;
        let order = match self.saved(number, saved, "the order")? {
            Ok(order) => order,
            Err(refused) => {
                self.seen(format!("24SevenOffice refused it: {refused}"));
                return Ok(Err(refused));
            }
        };
        let id = order
            .order_id
            .ok_or_else(|| Stopped::Failed("the new order came back without an id".to_owned()))?;
        self.book.made(number, id.0).map_err(Stopped::Broken)?;
        Ok(Ok(id))
    }

    fn created<T>(
        &mut self,
        number: u32,
        saved: Result<Vec<ItemResult<T>>, Error>,
        what: &str,
    ) -> Result<T, Stopped> {
        let made = self.saved(number, saved, what)?;
        made.map_err(|refused| Stopped::Failed(format!("{what} was refused: {refused}")))
    }

    fn saved<T>(
        &mut self,
        number: u32,
        saved: Result<Vec<ItemResult<T>>, Error>,
        what: &str,
    ) -> Result<Result<T, Refused>, Stopped> {
        // What has never reached the vendor is not looked for.
        if saved.as_ref().is_err_and(|error| error.delivery() == Delivery::NotSent) {
            self.book.gone(number).map_err(Stopped::Broken)?;
        }
        let items = match saved {
            Ok(items) => items,
            // It is looked for all the same: a fault does not say that nothing was made.
            Err(error) if matches!(error.kind(), ErrorKind::Fault(_)) => return Ok(Err(chain(&error))),
            Err(error) => return Err(failed(error)),
        };
        match items.into_iter().next() {
            Some(Ok(item)) => Ok(Ok(item)),
            Some(Err(ItemError::Refused(refused))) => {
                self.book.gone(number).map_err(Stopped::Broken)?;
                Ok(Err(refused.to_string()))
            }
            Some(Err(error)) => Err(Stopped::Failed(format!("{what}: {}", chain(&error)))),
            None => Err(Stopped::Failed(format!("{what}: the service did not report the result"))),
        }
    }

    /// Saves a change of an order of this run, also one that the client refuses for leaving something open.
    pub(crate) async fn save(
        &mut self,
        what: &str,
        order: InvoiceOrder,
    ) -> Result<Result<(), Refused>, Stopped> {
        self.agree(ProposedWrite {
            question: self.question,
            system: SYSTEM,
            call: "SaveInvoices",
            what: what.to_owned(),
            fields: fields(&order),
            undone: "with the order: its status is set to Inactive afterwards",
        })
        .await?;
        let saved = self.save_unasked(order).await?;
        if let Err(refused) = &saved {
            self.seen(format!("24SevenOffice refused it: {refused}"));
        }
        Ok(saved)
    }

    pub(crate) async fn save_unasked(&mut self, order: InvoiceOrder) -> Result<Result<(), Refused>, Stopped> {
        let answer = match self.erp.execute(&SaveInvoices { invoices: vec![order] }).await {
            Ok(items) => items.try_collect::<Vec<InvoiceOrder>>().await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(saved) => match saved.into_iter().next().and_then(|order| order.api_exception) {
                Some(refused) => Ok(Err(refused.to_string())),
                None => Ok(Ok(())),
            },
            Err(error) if matches!(error.kind(), ErrorKind::Fault(_)) => Ok(Err(chain(&error))),
            Err(error) => Err(failed(error)),
        }
    }

    /// An order of this run, with everything that can be read of it.
    pub(crate) async fn read(&mut self, id: OrderId) -> Result<InvoiceOrder, Stopped> {
        let mut found = self.erp.get_invoices_by_id([id], Properties::<InvoiceOrder>::all());
        let order = found.try_next().await.map_err(failed)?;
        order.ok_or_else(|| Stopped::Failed(format!("order {id} is not found in 24SevenOffice")))
    }

    /// The ids of all orders of the customer of this run.
    pub(crate) async fn order_ids(&mut self, customer: CompanyId) -> Result<Vec<OrderId>, Stopped> {
        let search = InvoiceSearchParameters::of_customers([customer]);
        let orders = self.erp.get_invoices(search, &["OrderId"]).await.map_err(failed)?;
        let orders: Vec<InvoiceOrder> = orders.try_collect().await.map_err(failed)?;
        Ok(orders.into_iter().filter_map(|order| order.order_id).collect())
    }

    /// A product of this run.
    pub(crate) async fn read_product(&mut self, id: ProductId) -> Result<Product, Stopped> {
        let mut found = self.erp.get_products_by_id([id], Properties::<Product>::all());
        let product = found.try_next().await.map_err(failed)?;
        product.ok_or_else(|| Stopped::Failed(format!("product {id} is not found in 24SevenOffice")))
    }

    /// The stock of a product of this run.
    pub(crate) async fn read_stock(&mut self, id: ProductId) -> Result<Option<Decimal>, Stopped> {
        let stock = self.read_product(id).await?.stock.map(|stock| stock.normalize());
        self.seen(match stock {
            Some(stock) => format!("stock of product {id}: {stock}"),
            None => format!("stock of product {id}: none is sent"),
        });
        Ok(stock)
    }

    /// Sets the stock of a product of this run.
    pub(crate) async fn set_stock(
        &mut self,
        id: ProductId,
        quantity: Decimal,
    ) -> Result<Result<(), Refused>, Stopped> {
        self.agree(ProposedWrite {
            question: self.question,
            system: SYSTEM,
            call: "SetStockQuantity",
            what: format!("set the stock of product {id}"),
            fields: vec![
                ("productId".to_owned(), id.to_string()),
                ("stockQuantity".to_owned(), quantity.to_string()),
            ],
            undone: "the product is deleted at the end",
        })
        .await?;
        match self.erp.set_stock_quantity(id, quantity).await {
            Ok(()) => Ok(Ok(())),
            Err(error) if matches!(error.kind(), ErrorKind::Fault(_) | ErrorKind::AnsweredFalse) => {
                let refused = chain(&error);
                self.seen(format!("24SevenOffice refused it: {refused}"));
                Ok(Err(refused))
            }
            Err(error) => Err(failed(error)),
        }
    }
}
