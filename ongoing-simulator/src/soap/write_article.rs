//! `ArticleClass` and `InventoryLine` as they go out.

use asmx_test_server::Node;

use super::element::Element;
use crate::clock::Zone;
use crate::world::{Article, DangerousGoods, World};

pub(super) fn inventory_line(world: &World, zone: &Zone, article: &Article) -> Node {
    let stock = &article.stock;
    Element::new("InventoryLine", zone, article.system_id)
        .with_all([article_class(world, zone, article)])
        .value("NumberOfBookedItems", world.whole(stock.booked))
        .value("NumberOfItems", world.whole(stock.physical))
        .value("NumberOfLockedItems", stock.locked)
        .nillable_time("LastInDate", stock.last_in)
        .value("ToReceiveNumberOfItems", stock.to_receive)
        .value("AllocatedNumberOfItems", stock.allocated)
        .done()
}

pub(super) fn article_class(world: &World, zone: &Zone, article: &Article) -> Node {
    let data = &article.data;
    let (group, category) = (article.group.as_ref(), article.category.as_ref());
    let supplier = world.main_supplier(article);
    let e = Element::new("Article", zone, article.system_id);
    let taric: Vec<Node> = data
        .taric_numbers
        .iter()
        .map(|taric| {
            e.element("TaricNumber")
                .text("CountryCode", taric.country_code.as_deref())
                .text("TaricNumber", taric.number.as_deref())
                .done()
        })
        .collect();
    let goods: Vec<Node> = data.dangerous_goods.iter().map(|goods| dangerous_goods(&e, goods)).collect();
    let with_taric =
        |e: Element<'_>| if taric.is_empty() { e.done() } else { e.with_list("TaricNumbers", taric).done() };
    with_taric(
        e.value("SystemId", article.system_id)
            .text("Name", data.article_name.as_deref())
            .text("ArticleNumber", Some(article.number()))
            .text("ProductCode", data.product_code.as_deref())
            .text("BarCode", data.bar_code.as_deref())
            .text("Description", data.article_description.as_deref())
            .text("SupplierArticleNumber", data.supplier_article_number.as_deref())
            .text("StatisticsNumber", data.statistics_number.as_deref())
            .text("ArticleGroupName", group.map(|group| group.name.as_str()))
            .text("ArticleGroupCode", group.map(|group| group.code.as_str()))
            .text("MainSupplierName", supplier.and_then(|supplier| supplier.name.as_deref()))
            .text("MainSupplierNumber", supplier.and_then(|supplier| supplier.number.as_deref()))
            .text("ArticleCategoryName", category.map(|category| category.name.as_str()))
            .text("ArticleCategoryCode", category.map(|category| category.code.as_str()))
            .text("CountryOfOriginCode", data.country_of_origin_code.as_deref())
            .value("IsStockArticle", article.is_stock_article())
            .text("ArticleUnitCode", data.article_unit_code.as_deref())
            .text("VatCode", article.vat.as_ref().map(|vat| vat.code.as_str()))
            .nillables([
                ("VatPercent", article.vat.as_ref().and_then(|vat| vat.percent)),
                ("Length", data.length),
                ("Width", data.width),
                ("Height", data.height),
                ("Price", data.price),
                ("CustomerPrice", data.customer_price),
                ("PurchasePrice", data.purchase_price),
                ("Weight", data.weight),
                ("NetWeight", data.net_weight),
                ("Volume", data.volume),
                ("QuantityPerPallet", data.quantity_per_pallet.map(Into::into)),
                ("QuantityPerPackage", data.quantity_per_package.map(Into::into)),
            ])
            .with_all(goods)
            .text("PurchaseCurrencyCode", data.purchase_currency_code.as_deref())
            .text("PurchaseCurrencyName", None)
            .nillables([("ExternalNumberOfItems", None)]),
    )
}

fn dangerous_goods(e: &Element<'_>, goods: &DangerousGoods) -> Node {
    let names = goods.proper_shipping_names.iter().map(|(name, language)| {
        let name = e.element("UNProperShippingName").text("Name", name.as_deref());
        name.text("LanguageCode", language.as_deref()).done()
    });
    let codes = goods.tunnel_codes.iter().map(|code| Node::leaf("UNTunnelCode", code.clone()));
    e.element("DangerousGoods")
        .text("UNNumber", Some(&goods.un_number))
        .nillable("UNIsMarineHazard", goods.is_marine_hazard)
        .nillable("UNIsDangerousGoods", goods.is_dangerous_goods)
        .value("UNPackageType", &goods.package_type)
        .with_list("UNTunnelCodes", codes)
        .text("UNClassNumber", goods.class_number.as_deref())
        .with_all(names)
        .text("UNLabelNumbers", goods.label_numbers.as_deref())
        .nillable("DangerousGoodsCoefficient", goods.coefficient)
        .text("EmSCode", goods.ems_code.as_deref())
        .done()
}
