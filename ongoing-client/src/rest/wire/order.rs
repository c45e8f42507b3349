//! Orders and statuses.

use super::{CodeName, Notification, Number, Time, read, written};

written! {
    /// `PostOrderModel`
    struct PostOrder {
        goods_owner_id: i32,
        order_number: String,
        delivery_date: Time,
        reference_number: String,
        goods_owner_order_id: String,
        sales_code: String,
        order_remark: String,
        delivery_instruction: String,
        service_point_code: String,
        free_text1: String,
        free_text2: String,
        free_text3: String,
        order_type: CodeName,
        way_of_delivery: CodeName,
        consignee: PostConsignee,
        email_notification: Notification,
        sms_notification: Notification,
        telephone_notification: Notification,
        transporter: PostTransporter,
        order_lines: Vec<PostLine>,
        freight_price: Number,
        warehouse_id: i32,
        terms_of_delivery_type: CodeName,
        customer_price: Number,
        advanced: PostOrderAdvanced,
        consignee_order_number: String,
        picking_priority: i32,
        production_code: String,
        invoice_url: String,
        language_code: String,
    }

    /// `PostOrderConsignee`
    struct PostConsignee {
        customer_number: String,
        name: String,
        address1: String,
        address2: String,
        address3: String,
        post_code: String,
        city: String,
        country_code: String,
        country_state_code: String,
        remark: String,
        advanced: PostConsigneeAdvanced,
        invoice_address: PostInvoiceAddress,
        customer_group: CodeName,
    }

    /// `PostOrderConsigneeAdvanced`
    struct PostConsigneeAdvanced {
        telephone_notification: Notification,
        email_notification: Notification,
        sms_notification: Notification,
        external_customer_code: String,
    }

    /// `PostOrderConsigneeInvoiceAddress`
    struct PostInvoiceAddress {
        name: String,
        address1: String,
        address2: String,
        address3: String,
        post_code: String,
        city: String,
        country_code: String,
        country_state_code: String,
        advanced: PostInvoiceAddressAdvanced,
    }

    /// `PostOrderConsigneeInvoiceAddressAdvanced`
    struct PostInvoiceAddressAdvanced {
        telephone_notification: PostContact,
        email_notification: PostContact,
        sms_notification: PostContact,
    }

    /// `PostOrderConsigneeInvoiceAddressAdvancedTelephoneNotification`: the payer is not notified about deliveries.
    struct PostContact {
        value: String,
    }

    /// `PostOrderModelTransporter`
    struct PostTransporter {
        transporter_code: String,
        transporter_service_code: String,
    }

    /// `PostOrderModelAdvanced`
    struct PostOrderAdvanced {
        order_text_lines: Vec<PostTextLine>,
        arrival_date: Time,
        arrival_date_from: Time,
        way_of_delivery_string: String,
        transporter_order_number: String,
        invoice_number: String,
        terms_of_payment_string: String,
        terms_of_delivery_string: String,
        communication: String,
    }

    /// `PostOrderTextLine`
    struct PostTextLine {
        row_number: String,
        comment: String,
        number_of_items: Number,
    }

    /// `PostOrderLine`
    struct PostLine {
        row_number: String,
        article_number: String,
        number_of_items: Number,
        comment: String,
        should_be_picked: bool,
        serial_number: String,
        batch_number: String,
        prices: PostPrices,
        customer_article_number: String,
        min_days_to_expiry_date: i32,
        max_days_to_expiry_date: i32,
        delivery_date: Time,
        weight: Number,
    }

    /// `PostOrderLinePrices`
    struct PostPrices {
        line_price: Number,
        customer_line_price: Number,
        currency_code: String,
        discount_percentage: Number,
    }

    /// `PatchOrderReportedNumberOfItemsModel`
    struct PatchReported {
        reported_number_of_items: Number,
    }

    /// `PatchOrderLineCommentModel`
    struct PatchComment {
        comment: String,
    }
}

read! {
    /// `PostOrderResponse`
    struct OrderDone {
        order_id: i32,
        message: String,
    }

    /// `GetOrderStatusesModel`
    struct GetStatuses {
        /// Each is read by itself.
        order_statuses: Vec<serde_json::Value>,
    }

    /// `GetOrderStatusModel`
    struct GetStatus {
        number: i32,
        text: String,
    }

    /// `GetOrderModel`
    struct GetOrder {
        order_info: GetOrderInfo,
        consignee: GetConsignee,
        parcels: Vec<GetParcel>,
        order_lines: Vec<GetLine>,
        transporter: GetTransporter,
        tracking: Vec<GetTracking>,
    }

    /// `GetOrderModelOrderInfo`
    struct GetOrderInfo {
        order_id: i32,
        order_number: String,
        goods_owner_order_id: String,
        reference_number: String,
        sales_code: String,
        order_remark: String,
        delivery_instruction: String,
        service_point_code: String,
        free_text1: String,
        free_text2: String,
        free_text3: String,
        order_type: CodeName,
        way_of_delivery: CodeName,
        delivery_date: Time,
        created_date: Time,
        shipped_time: Time,
        way_bill: String,
        order_status: GetStatus,
        email_notification: Notification,
        sms_notification: Notification,
        telephone_notification: Notification,
        ordered_number_of_items: Number,
        picked_number_of_items: Number,
        customer_price: Number,
        consignee_order_number: String,
        picking_priority: i32,
        production_code: String,
        advanced: GetOrderAdvanced,
        freight_price: Number,
        invoice_url: String,
    }

    /// `GetOrderInfoAdvanced`
    struct GetOrderAdvanced {
        invoice_number: String,
        arrival_date: Time,
        back_order_info: GetBackOrder,
    }

    /// `GetOrderInfoAdvancedBackOrderInfo`
    struct GetBackOrder {
        back_order_for_order_id: i32,
    }

    /// `GetOrderModelConsignee`
    struct GetConsignee {
        id: i32,
        customer_number: String,
        name: String,
        address1: String,
        address2: String,
        address3: String,
        post_code: String,
        city: String,
        country_code: String,
        country_state_code: String,
        remark: String,
        advanced: GetConsigneeAdvanced,
        invoice_address: GetInvoiceAddress,
    }

    /// `GetOrderConsigneeInvoiceAddress`
    struct GetInvoiceAddress {
        name: String,
        address1: String,
        address2: String,
        address3: String,
        post_code: String,
        city: String,
        country_code: String,
        advanced: GetInvoiceAddressAdvanced,
    }

    /// `GetOrderConsigneeInvoiceAddressAdvanced`
    struct GetInvoiceAddressAdvanced {
        telephone_notification: GetContact,
        email_notification: GetContact,
        sms_notification: GetContact,
    }

    /// `GetOrderConsigneeInvoiceAddressAdvancedTelephoneNotification`
    struct GetContact {
        value: String,
    }

    /// `GetOrderConsigneeAdvanced`
    struct GetConsigneeAdvanced {
        telephone_notification: Notification,
        email_notification: Notification,
        sms_notification: Notification,
    }

    /// `GetOrderParcel`
    struct GetParcel {
        id: i32,
        parcel_number: String,
        is_return_parcel: bool,
        tracking: GetParcelTracking,
    }

    /// `GetOrderParcelTracking`
    struct GetParcelTracking {
        tracking_url: String,
    }

    /// `GetOrderTracking`
    struct GetTracking {
        waybill: String,
        tracking_url: String,
    }

    /// `GetOrderModelTransporter`
    struct GetTransporter {
        transporter_name: String,
        name: String,
        code: String,
        service_code: String,
    }

    /// `GetOrderLine`
    struct GetLine {
        id: i32,
        row_number: String,
        article: GetLineArticle,
        comment: String,
        ordered_number_of_items: Number,
        allocated_number_of_items: Number,
        picked_number_of_items: Number,
        reported_number_of_items: Number,
        should_be_picked: bool,
        sub_order_lines: Vec<GetLine>,
        batch_number: String,
        prices: GetPrices,
        customer_article_number: String,
        delivery_date: Time,
    }

    /// `GetOrderLineArticle`
    struct GetLineArticle {
        article_system_id: i32,
        article_number: String,
        article_name: String,
        product_code: String,
    }

    /// `GetOrderLinePrices`
    struct GetPrices {
        line_price: Number,
        currency_code: String,
        discount_percentage: Number,
    }
}
