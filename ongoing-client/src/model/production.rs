//! Production orders.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::ProductionOrderId;

element! {
    /// Which production orders to read: those that all of the filters let through.
    pub struct ProductionOrderFilters in NAMESPACE {
        /// Last produced then or later.
        "LastProductionTimeFrom" last_production_time_from: Option<XsDateTime>,
        /// Last produced then or earlier.
        "LastProductionTimeTo" last_production_time_to: Option<XsDateTime>,
        /// With one of these of Ongoing's ids.
        "ProductionOrderIdToGet"/"int" production_order_id_to_get: Vec<ProductionOrderId>,
    }

    /// A production order: articles that the warehouse puts together from others.
    #[non_exhaustive]
    pub struct ProductionOrderInfo in NAMESPACE {
        /// The head.
        "ProductionOrderHeader" production_order_header: Option<ProductionOrderHeaderInfo>,
        /// What is produced.
        "ProductionOrderLines"/"ProductionOrderLineInfo" production_order_lines: Vec<ProductionOrderLineInfo>,
    }

    /// The head of a production order.
    #[non_exhaustive]
    pub struct ProductionOrderHeaderInfo in NAMESPACE {
        /// Ongoing's id of the goods owner.
        "GoodsOwnerId" goods_owner_id: Option<i32>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// Order number.
        "OrderNumber" order_number: Option<String>,
        /// When to produce.
        "ProductionDate" production_date: Option<XsDateTime>,
        /// Quantity ordered.
        "OrderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Quantity produced.
        "ProducedNumberOfItems" produced_number_of_items: Option<Decimal>,
        /// When production began.
        "StartProductionTime" start_production_time: Option<XsDateTime>,
        /// When production ended.
        "EndProductionTime" end_production_time: Option<XsDateTime>,
        /// Ongoing's id of the production order.
        "ProductionOrderId" production_order_id: Option<ProductionOrderId>,
    }

    /// An article that is produced.
    #[non_exhaustive]
    pub struct ProductionOrderLineInfo in NAMESPACE {
        /// Name of the article.
        "ArticleName" article_name: Option<String>,
        /// Number of the article.
        "ArticleNumber" article_number: Option<String>,
        /// A comment on the line.
        "OrderLineComment" order_line_comment: Option<String>,
        /// Ongoing's id of the line.
        "ProductionOrderLineId" production_order_line_id: Option<i32>,
        /// Quantity ordered.
        "OrderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Quantity produced.
        "ProducedNumberOfItems" produced_number_of_items: Option<Decimal>,
        /// Code of the unit.
        "ArticleUnitCode" article_unit_code: Option<String>,
        /// Name of the unit.
        "ArticleUnitName" article_unit_name: Option<String>,
        /// What was used up for it.
        "Consumed"/"ProductionOrderLineConsumedInfo" consumed: Vec<ProductionOrderLineConsumedInfo>,
    }

    /// What was used up of one article.
    #[non_exhaustive]
    pub struct ProductionOrderLineConsumedInfo in NAMESPACE {
        /// Name of the article.
        "ArticleName" article_name: Option<String>,
        /// Number of the article.
        "ArticleNumber" article_number: Option<String>,
        /// Batch.
        "BatchNumber" batch_number: Option<String>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Name of the unit.
        "ArticleUnitName" article_unit_name: Option<String>,
        /// Code of the unit.
        "ArticleUnitCode" article_unit_code: Option<String>,
    }
}
