//! The operations of the REST API, each as the vendor's document has it: one declaration gives the method, the request, and
//! the table that contract tests walk.

mod article;
mod article_data;
mod file;
pub(in crate::rest) mod filters;
mod inventory;
mod invoice;
mod order;
mod order_change;
mod order_list;
mod order_parcel;
mod purchase_order;
mod return_order;
mod send;
mod warehouse;

pub use article::ArticlesQuery;
pub use article_data::{DangerousGoodsQuery, StructureDefinitionsQuery};
pub use inventory::{
    AdjustmentsQuery, ArticleItemsQuery, HistoricalInventoryQuery, InventoryPerWarehouseQuery,
};
pub use invoice::InvoicesQuery;
pub use order::OrdersQuery;
pub use order_change::{DeleteOrderClassesQuery, SetReportedReturnedQuery};
pub use order_list::PickabilityQuery;
pub use purchase_order::PurchaseOrdersQuery;
pub use return_order::ReturnOrdersQuery;

use super::model::{FieldInfo, RecordInfo, Shape};

/// An operation of the REST API, to compare what this crate has with a contract.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path behind `/api/v1`, with the names of its parameters in braces.
    pub path: &'static str,
    /// The method of [`RestClient`](super::RestClient).
    pub name: &'static str,
    /// What the parameters in the path are, in their order.
    pub places: &'static [Shape],
    /// Whether the query names the goods owner.
    pub names_owner: bool,
    /// What the query can hold besides.
    pub query: &'static [&'static [FieldInfo]],
    /// What is sent.
    pub body: Option<RecordInfo>,
    /// What comes back.
    pub answer: AnswerInfo,
}

/// What comes back from an operation.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum AnswerInfo {
    /// An object.
    One(RecordInfo),
    /// A list of objects.
    List(RecordInfo),
    /// The vendor's document has no type for it: it is not looked at.
    Nothing,
}

/// All operations that this crate has.
pub fn all() -> impl Iterator<Item = &'static OperationInfo> {
    [
        article::OPERATIONS,
        article_data::OPERATIONS,
        file::OPERATIONS,
        inventory::OPERATIONS,
        invoice::OPERATIONS,
        order::OPERATIONS,
        order_change::OPERATIONS,
        order_list::OPERATIONS,
        order_parcel::OPERATIONS,
        purchase_order::OPERATIONS,
        return_order::OPERATIONS,
        warehouse::OPERATIONS,
    ]
    .into_iter()
    .flatten()
}

/// Declares operations: the verb, what is special about repeating it, the address; then, where it has them, the
/// parameters in the path, the goods owner in the query, a value that the query must have, filters, and a body.
///
/// By themselves reads, `put` and `patch` may be repeated, `post` and `delete` not; `once` says that a second one might do
/// something else, `bulk` that other writes go first.
macro_rules! operations {
    ($(
        $(#[$meta:meta])*
        $verb:ident $($mark:ident)* $address:literal fn $name:ident
        $(path [$($place:ident: $place_type:ty),+])?
        $(owner [$owner:literal])?
        $(value [$key:literal $value:ident: $value_type:ty])?
        $(filters [$filters:ty])?
        $(body [$body:ty])?
        => $kind:ident $answer:tt;
    )*) => {
        pub(super) const OPERATIONS: &[$crate::rest::operation::OperationInfo] = &[$(
            $crate::rest::operation::OperationInfo {
                method: $crate::rest::operation::verb!($verb),
                path: $address,
                name: stringify!($name),
                places: &[$($(<$place_type as $crate::rest::model::Json>::SHAPE),+)?],
                names_owner: $crate::rest::operation::is_there!($($owner)?),
                query: &[
                    $(&[$crate::rest::model::FieldInfo::new::<$value_type>($key)],)?
                    $(<$filters as $crate::rest::operation::filters::Filters>::PARAMETERS,)?
                ],
                body: $crate::rest::operation::body_info!($($body)?),
                answer: $crate::rest::operation::answer_info!($kind $answer),
            }
        ),*];

        impl $crate::rest::RestClient { $(
            $crate::rest::operation::method! {
                $(#[$meta])*
                $kind $answer
                [$crate::rest::exchange::Call::$verb(concat!($crate::rest::operation::verb!($verb), " ", $address))
                    $(.$mark())*]
                $address $name
                [$($($place: $place_type),+)?]
                [$($owner)?]
                [$($key $value: $value_type)?]
                [$($filters)?]
                [$($body)?]
            }
        )* }
    };
}

macro_rules! verb {
    (get) => {
        "GET"
    };
    (put) => {
        "PUT"
    };
    (post) => {
        "POST"
    };
    (patch) => {
        "PATCH"
    };
    (delete) => {
        "DELETE"
    };
}

macro_rules! is_there {
    () => {
        false
    };
    ($thing:literal) => {
        true
    };
}

macro_rules! body_info {
    () => {
        None
    };
    ($body:ty) => {
        Some($crate::rest::model::RecordInfo::of::<$body>())
    };
}

macro_rules! answer_info {
    (one [$answer:ty]) => {
        $crate::rest::operation::AnswerInfo::One($crate::rest::model::RecordInfo::of::<$answer>())
    };
    (list [$answer:ty]) => {
        $crate::rest::operation::AnswerInfo::List($crate::rest::model::RecordInfo::of::<$answer>())
    };
    (pages [$answer:ty; $($paging:tt)*]) => {
        $crate::rest::operation::answer_info!(list[$answer])
    };
    (nothing []) => {
        $crate::rest::operation::AnswerInfo::Nothing
    };
}

macro_rules! method {
    (
        $(#[$meta:meta])*
        pages [$answer:ty; $from:ident $from_key:literal, $most:ident $most_key:literal, $id:expr]
        [$call:expr] $address:literal $name:ident [] [$owner:literal] [] [$filters:ty] []
    ) => {
        $(#[$meta])*
        ///
        /// It is read page by page, while the stream is used.
        pub fn $name(
            &self,
            filters: $filters,
        ) -> futures::stream::BoxStream<'static, Result<$answer, $crate::Error>> {
            let (first, most) = (filters.$from.map(|id| id.0), filters.$most);
            let request = $crate::rest::operation::send::Request::new($call, $address, &[])
                .owner($owner, self.goods_owner().id)
                .filters(&filters);
            self.answer_in_pages(request, $address, [$from_key, $most_key], $id, first, most)
        }
    };
    (
        $(#[$meta:meta])*
        $kind:ident $answer:tt
        [$call:expr] $address:literal $name:ident
        [$($place:ident: $place_type:ty),*]
        [$($owner:literal)?]
        [$($key:literal $value:ident: $value_type:ty)?]
        [$($filters:ty)?]
        [$($body:ty)?]
    ) => {
        $(#[$meta])*
        ///
        /// # Errors
        /// As every request: see [`ErrorKind`](crate::ErrorKind).
        pub async fn $name(
            &self,
            $($place: $place_type,)*
            $($value: impl Into<$value_type> + Send,)?
            $(filters: $filters,)?
            $(body: $body,)?
        ) -> Result<$crate::rest::operation::answer!($kind $answer), $crate::Error> {
            let request = $crate::rest::operation::send::Request::new($call, $address, &[$(&$place),*])
                $(.owner($owner, self.goods_owner().id))?
                $(.value::<$value_type>($key, $value.into()))?
                $(.filters::<$filters>(&filters))?
                $(.body::<$body>(body, self.goods_owner().id)?)?;
            $crate::rest::operation::answered!($kind self request)
        }
    };
}

macro_rules! answer {
    (one [$answer:ty]) => {
        $answer
    };
    (list [$answer:ty]) => {
        Vec<$answer>
    };
    (nothing []) => {
        ()
    };
}

macro_rules! answered {
    (one $client:ident $request:ident) => {
        $client.answer(&$request).await
    };
    (list $client:ident $request:ident) => {
        $client.answer_list(&$request).await
    };
    (nothing $client:ident $request:ident) => {
        $client.answer_nothing(&$request).await
    };
}

pub(in crate::rest) use {answer, answer_info, answered, body_info, is_there, method, operations, verb};
