//! Articles and their stock.

use super::{CodeName, Number, Time, read, written};

written! {
    /// `PostArticleModel`
    struct PostArticle {
        goods_owner_id: i32,
        article_number: String,
        article_name: String,
        product_code: String,
        unit_code: String,
        description: String,
        is_stock_article: bool,
        is_active: bool,
        supplier_info: PostSupplier,
        bar_code_info: PostBarCodes,
        quantity_per_package: i32,
        quantity_per_pallet: i32,
        weight: Number,
        length: Number,
        width: Number,
        height: Number,
        volume: Number,
        purchase_price: Number,
        stock_valuation_price: Number,
        customer_price: Number,
        /// The vendor's spelling.
        #[serde(rename = "purcaseCurrencyCode")]
        purchase_currency_code: String,
        country_of_origin_code: String,
        statistics_number: String,
        article_name_translations: Vec<PostTranslation>,
        stock_limit: i32,
        net_weight: Number,
        link_to_picture: String,
        quantity_per_layer_on_pallet: i32,
        min_days_to_expiry_date_allowed_on_delivery: i32,
        additional_statistics_number: String,
        customs_export_conditions: String,
        taric_numbers_info: PostTaricNumbers,
        article_group: CodeName,
        article_category: CodeName,
        article_color: CodeName,
        article_size: CodeName,
        storage_properties: PostStorage,
        free_values: PostFreeValues,
    }

    /// `PostArticleModelStorageProperties`
    struct PostStorage {
        is_serial_number_article: bool,
        is_batch_article: bool,
    }

    /// `PostArticleModelFreeValues`
    struct PostFreeValues {
        free_decimal1: Number,
        free_decimal2: Number,
    }

    /// `PostArticleModelSupplierInfo`
    struct PostSupplier {
        supplier_article_number: String,
        supplier_number: String,
        supplier_name: String,
        advanced: PostSupplierAdvanced,
    }

    /// `PostArticleSupplierInfoAdvanced`
    struct PostSupplierAdvanced {
        supplier_address: PostSupplierAddress,
    }

    /// `PostArticleSupplierInfoAdvancedSupplierAddress`
    struct PostSupplierAddress {
        name: String,
        address: String,
        address2: String,
        address3: String,
        post_code: String,
        city: String,
        tele_phone: String,
        remark: String,
        email: String,
        mobile_phone: String,
        country_state_code: String,
        country_code: String,
        delivery_instruction: String,
        is_visible: bool,
        #[serde(rename = "notifyBySMS")]
        notify_by_sms: bool,
        notify_by_email: bool,
        notify_by_telephone: bool,
    }

    /// `PostArticleModelBarCodeInfo`
    struct PostBarCodes {
        bar_code: String,
        bar_code_package: String,
        bar_code_pallet: String,
    }

    /// `PostArticleNameTranslation`
    struct PostTranslation {
        language_code: String,
        article_name: String,
    }

    /// `PostArticleModelTaricNumbersInfo`
    struct PostTaricNumbers {
        taric_numbers: Vec<PostTaricNumber>,
    }

    /// `PostArticleTaricNumber`
    struct PostTaricNumber {
        country_code: String,
        taric_number: String,
    }
}

read! {
    /// `PostArticleResponse`
    struct ArticleDone {
        article_system_id: i32,
        message: String,
    }

    /// `GetArticleModel`
    struct GetArticle {
        article_system_id: i32,
        article_number: String,
        article_name: String,
        product_code: String,
        unit_code: String,
        description: String,
        is_stock_article: bool,
        supplier_info: GetSupplier,
        bar_code_info: GetBarCodes,
        quantity_per_package: Number,
        quantity_per_pallet: Number,
        weight: Number,
        length: Number,
        width: Number,
        height: Number,
        volume: Number,
        purchase_price: Number,
        stock_valuation_price: Number,
        customer_price: Number,
        #[serde(rename = "purcaseCurrencyCode")]
        purchase_currency_code: String,
        country_of_origin_code: String,
        statistics_number: String,
        article_group: CodeName,
        article_category: CodeName,
        net_weight: Number,
        inventory_info: GetInventory,
    }

    /// `GetArticleModelSupplierInfo`
    struct GetSupplier {
        supplier_article_number: String,
        supplier_number: String,
        supplier_name: String,
    }

    /// `GetArticleModelBarCodeInfo`
    struct GetBarCodes {
        bar_code: String,
    }

    /// `GetArticleModelInventoryInfo`
    struct GetInventory {
        number_of_items: Number,
        number_of_booked_items: Number,
        number_of_locked_items: Number,
        to_receive_number_of_items: Number,
        allocated_number_of_items: Number,
        sellable_number_of_items: Number,
        last_in_date: Time,
    }
}
