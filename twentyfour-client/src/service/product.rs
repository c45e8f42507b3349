use asmx_soap::Element;
use futures::TryStreamExt;
use rust_decimal::Decimal;

use super::portion::at_most_a_portion;
use crate::client::{Client, Items};
use crate::error::{Error, ErrorKind};
use crate::operation::product::*;
use crate::properties::Select;
use crate::saved::{ItemResult, correlate};
use crate::types::{
    Category, Discount, KeyValuePair, Product, ProductId, ProductPriceList, ProductSearchParameters,
};

impl Client {
    /// Products, as they arrive. A search without filters is all of them; there are no pages.
    ///
    /// Only what is asked for is filled in: what [`properties`](mod@crate::properties) there are, and how to choose them.
    ///
    /// ```
    /// # use twentyfour_client::{Client, Credentials};
    /// # use twentyfour_simulator::Simulator;
    /// use futures::TryStreamExt;
    /// use twentyfour_client::types::{ProductId, ProductSearchParameters};
    /// use twentyfour_client::{projection, properties};
    ///
    /// projection! {
    ///     /// A product and its barcode.
    ///     struct Label of Product {
    ///         id: ProductId,
    ///         name: String,
    ///         ean1: Option<String>,
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let erp = Simulator::start().await?;
    /// # let credentials = Credentials::new(erp.application_id().parse()?, erp.username(), erp.password());
    /// # let client = Client::builder(credentials).base_url(erp.base_url()).build()?;
    /// let all = ProductSearchParameters::default;
    /// // A type of your own, in which nothing can be read that was not asked for ...
    /// let mut labels = client.get_products(all(), Label::PROPERTIES).await?;
    /// while let Some(Label { id, name, ean1 }) = labels.try_next().await? {
    ///     println!("{id} {name} {ean1:?}");
    /// }
    /// // ... or the vendor's.
    /// let mut products = client.get_products(all(), properties![Product: id, no]).await?;
    /// # use twentyfour_client::types::Product;
    /// while let Some(product) = products.try_next().await? {
    ///     println!("{:?} {:?}", product.id, product.no);
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// More than 1000 ids ([`get_products_by_id`](Self::get_products_by_id) takes any number); whatever keeps the
    /// answer from beginning.
    pub async fn get_products<S: Select<Product>>(
        &self,
        search: ProductSearchParameters,
        properties: S,
    ) -> Result<Items<S::Output>, Error> {
        at_most_a_portion(GetProducts::NAME, &[("ProductIds", search.product_ids.len())])?;
        let return_properties = properties.into_properties().into_names();
        let operation = GetProducts { search_params: Some(search), return_properties };
        Ok(S::read(GetProducts::NAME, self.execute(&operation).await?))
    }

    /// Any number of products by id, 1000 a request. Ids that do not exist are missing in the answer.
    pub fn get_products_by_id<S: Select<Product>>(
        &self,
        ids: impl IntoIterator<Item = ProductId>,
        properties: S,
    ) -> Items<S::Output> {
        let return_properties = properties.into_properties().into_names();
        let products = self.in_portions(ids, move |product_ids| GetProducts {
            search_params: Some(ProductSearchParameters { product_ids, ..Default::default() }),
            return_properties: return_properties.clone(),
        });
        S::read(GetProducts::NAME, products)
    }

    /// Creates products, or changes those that have an `Id`; a field that is not set stays as it is. Says of each, in
    /// the order given, what became of it.
    ///
    /// A new product needs a name and a category. Not idempotent: a repetition creates new products once more.
    ///
    /// # Errors
    /// [`ErrorKind::Uncorrelated`] if the answer cannot be matched; whatever keeps the request from being answered.
    pub async fn save_products(&self, products: Vec<Product>) -> Result<Vec<ItemResult<Product>>, Error> {
        let operation = SaveProducts { products };
        let returned = self.save(&operation, operation.products.is_empty()).await?;
        correlate(SaveProducts::NAME, &operation.products, returned)
    }

    /// Deletes products; each needs its `Id`. Gives back what the service answers.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn delete_products(&self, products: Vec<Product>) -> Result<Vec<Product>, Error> {
        self.execute(&DeleteProducts { products }).await?.try_collect().await
    }

    /// Sets a product's stock to this quantity; it is no difference. One product a request is all that there is.
    ///
    /// # Errors
    /// [`ErrorKind::AnsweredFalse`] if the service did not set it; whatever keeps the request from being answered.
    pub async fn set_stock_quantity(&self, product_id: ProductId, quantity: Decimal) -> Result<(), Error> {
        let operation = SetStockQuantity { product_id, stock_quantity: quantity };
        match self.execute_required(&operation).await? {
            true => Ok(()),
            false => Err(Error::new(SetStockQuantity::NAME, ErrorKind::AnsweredFalse)),
        }
    }

    /// The prices of a price list: product id and price.
    ///
    /// # Errors
    /// Whatever keeps the answer from beginning.
    pub async fn get_price_list(&self, price_list_id: i32) -> Result<Items<KeyValuePair>, Error> {
        self.execute(&GetPriceList { price_list_id }).await
    }

    /// The price lists.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_all_price_lists(&self) -> Result<Vec<ProductPriceList>, Error> {
        self.execute(&GetAllPriceLists {}).await?.try_collect().await
    }

    /// The categories of products, with the named properties filled in.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_categories<S: Select<Category>>(&self, properties: S) -> Result<Vec<S::Output>, Error> {
        let operation = GetCategories { return_properties: properties.into_properties().into_names() };
        S::read(GetCategories::NAME, self.execute(&operation).await?).try_collect().await
    }

    /// Creates or changes categories of products. Says of each, in the order given, what became of it.
    ///
    /// # Errors
    /// As [`save_products`](Self::save_products).
    pub async fn save_categories(
        &self,
        categories: Vec<Category>,
    ) -> Result<Vec<ItemResult<Category>>, Error> {
        let operation = SaveCategories { categories };
        let returned = self.save(&operation, operation.categories.is_empty()).await?;
        correlate(SaveCategories::NAME, &operation.categories, returned)
    }

    /// The discounts by price group and category.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_discount_matrix_price_group(&self) -> Result<Vec<Discount>, Error> {
        self.execute(&GetDiscountMatrixPriceGroup {}).await?.try_collect().await
    }

    /// The discounts by category and customer.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn get_discount_matrix_category(&self) -> Result<Vec<Discount>, Error> {
        self.execute(&GetDiscountMatrixCategory {}).await?.try_collect().await
    }
}
