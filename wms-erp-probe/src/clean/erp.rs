//! Cleaning up in 24SevenOffice.

use futures::TryStreamExt;
use twentyfour_client::types::{
    Company, CompanyId, CompanySearchParameters, InvoiceOrder, InvoiceSearchParameters, OrderId,
    OrderSlipStateType, Product, ProductId, ProductSearchParameters,
};

use super::{End, leftover, renamed};
use crate::answer::{Leftover, Stopped};
use crate::bench::Bench;
use crate::erp::failed;
use crate::journal::{Kind, Made};

const ORDER: &[&str] = &["OrderId", "CustomerId", "OrderStatus", "ReferenceNumber"];

impl Bench<'_> {
    /// An order cannot be deleted: it becomes inactive.
    pub(super) async fn withdraw_order(&mut self, made: &Made) -> Result<End, Stopped> {
        let Some(customer) = made.parent.map(CompanyId) else { return Ok(End::Gone) };
        let found = match made.id.map(OrderId) {
            Some(id) => {
                let mut found = self.erp.get_invoices_by_id([id], ORDER);
                found.try_next().await.map_err(failed)?
            }
            None => {
                let mut orders = self.orders_of(customer).await?;
                orders.retain(|order| order.reference_number.as_deref() == Some(&made.name));
                orders.pop()
            }
        };
        let Some(order) = found else { return Ok(End::Gone) };
        // It is for a customer of the probe. Its name may have gone with a save that clears what it does not contain.
        let name = order.reference_number.as_deref().unwrap_or_default();
        if order.customer_id != Some(customer) || (!name.is_empty() && name != made.name) {
            return Err(renamed("the order"));
        }
        self.make_inactive(&order).await
    }

    async fn orders_of(&mut self, customer: CompanyId) -> Result<Vec<InvoiceOrder>, Stopped> {
        let search = InvoiceSearchParameters::of_customers([customer]);
        let orders = self.erp.get_invoices(search, ORDER).await.map_err(failed)?;
        orders.try_collect().await.map_err(failed)
    }

    async fn make_inactive(&mut self, order: &InvoiceOrder) -> Result<End, Stopped> {
        let (Some(id), Some(customer)) = (order.order_id, order.customer_id) else {
            return Err(Stopped::Failed("the order was read without its ids".to_owned()));
        };
        let inactive = || {
            End::OutOfUse(
                "its status is Inactive; 24SevenOffice has no call that deletes an order".to_owned(),
            )
        };
        if order.order_status == Some(OrderSlipStateType::Inactive) {
            return Ok(inactive());
        }
        let change = InvoiceOrder::change(id, customer, OrderSlipStateType::Inactive);
        if let Err(refused) = self.save_unasked(change).await? {
            return Err(Stopped::Failed(format!("24SevenOffice refused the status Inactive: {refused}")));
        }
        let mut found = self.erp.get_invoices_by_id([id], ORDER);
        match found.try_next().await.map_err(failed)? {
            None => Ok(End::Gone),
            Some(order) if order.order_status == Some(OrderSlipStateType::Inactive) => Ok(inactive()),
            Some(order) => Err(Stopped::Failed(format!(
                "24SevenOffice did not take the status Inactive; it is {:?}",
                order.order_status
            ))),
        }
    }

    pub(super) async fn remove_product(&mut self, made: &Made) -> Result<End, Stopped> {
        let found = match made.id.map(ProductId) {
            Some(id) => self.product_of(id).await?,
            None => {
                let search = ProductSearchParameters::by_no(made.name.as_str());
                let found = self.erp.get_products(search, &["Id", "No"]).await.map_err(failed)?;
                let found: Vec<Product> = found.try_collect().await.map_err(failed)?;
                found.into_iter().find(|product| product.no.as_deref() == Some(&made.name))
            }
        };
        let Some(product) = found else { return Ok(End::Gone) };
        if product.no.as_deref() != Some(&made.name) {
            return Err(renamed("the product"));
        }
        let Some(id) = product.id else {
            return Err(Stopped::Failed("the product was read without its id".to_owned()));
        };
        let refused = self.erp.delete_products(vec![Product::change(id)]).await.map_err(failed)?;
        if self.product_of(id).await?.is_none() {
            return Ok(End::Gone);
        }
        if refused.is_empty() {
            let why = "24SevenOffice accepted its deletion, and still shows it";
            return Ok(End::OutOfUse(why.to_owned()));
        }
        let refused = refused.into_iter().find_map(|product| product.api_exception);
        let refused = refused.map_or_else(|| "without a reason".to_owned(), |reason| reason.to_string());
        let mut expired = Product::change(id);
        expired.status_id = Some(0);
        let saved = self.erp.save_products(vec![expired]).await.map_err(failed)?;
        match saved.into_iter().next() {
            Some(Ok(_)) => Ok(End::OutOfUse(format!(
                "24SevenOffice did not delete it ({refused}); it is set to expired"
            ))),
            _ => Err(Stopped::Failed(format!("24SevenOffice did not delete it: {refused}"))),
        }
    }

    async fn product_of(&mut self, id: ProductId) -> Result<Option<Product>, Stopped> {
        self.erp.get_products_by_id([id], &["Id", "No"]).try_next().await.map_err(failed)
    }

    /// The orders that the ERP itself has made for the customer are withdrawn first: rest orders, for example.
    pub(super) async fn remove_customer(
        &mut self,
        made: &Made,
        leftovers: &mut Vec<Leftover>,
    ) -> Result<End, Stopped> {
        let found = match made.id.map(CompanyId) {
            Some(id) => self.company_of(id).await?,
            None => {
                let search = CompanySearchParameters::by_name(made.name.as_str());
                let found = self.erp.get_companies(search, &["Id", "Name"]).await.map_err(failed)?;
                let found: Vec<Company> = found.try_collect().await.map_err(failed)?;
                found.into_iter().find(|company| company.name.as_deref() == Some(&made.name))
            }
        };
        let Some(company) = found else { return Ok(End::Gone) };
        if company.name.as_deref() != Some(&made.name) {
            return Err(renamed("the customer"));
        }
        let Some(id) = company.id else {
            return Err(Stopped::Failed("the customer was read without its id".to_owned()));
        };
        for order in self.orders_of(id).await? {
            if order.order_status != Some(OrderSlipStateType::Inactive)
                && let End::OutOfUse(why) = self.make_inactive(&order).await?
            {
                let made = Made { kind: Kind::Order, id: order.order_id.map(|id| id.0), ..made.clone() };
                leftovers.push(leftover(&made, true, format!("24SevenOffice made it itself; {why}")));
            }
        }
        let refused = self.erp.delete_companies(vec![Company::change(id)]).await.map_err(failed)?;
        if self.company_of(id).await?.is_none() {
            return Ok(End::Gone);
        }
        let refused = refused.into_iter().find_map(|company| company.api_exception);
        let refused = refused.map_or_else(|| "without a reason".to_owned(), |reason| reason.to_string());
        Ok(End::OutOfUse(format!(
            "24SevenOffice did not delete it ({refused}); none of its orders is active"
        )))
    }

    async fn company_of(&mut self, id: CompanyId) -> Result<Option<Company>, Stopped> {
        self.erp.get_companies_by_id([id], &["Id", "Name"]).try_next().await.map_err(failed)
    }
}
