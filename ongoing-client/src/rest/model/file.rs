//! Files of articles, orders and purchase orders.

use asmx_soap::Base64;

use super::record::record;
use crate::model::{ArticleSystemId, InOrderId, OrderId};

record! {
    /// A file, as it is read, with its content.
    #[non_exhaustive]
    pub struct GetFileModel {
        /// Ongoing's id of the file.
        "fileId" file_id: Option<i32>,
        /// Ongoing's id of the order.
        "orderId" order_id: Option<OrderId>,
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Name of the file.
        "fileName" file_name: Option<String>,
        /// Sort of content, such as `application/pdf`.
        "mimeType" mime_type: Option<String>,
        /// The content; base64 on the wire.
        "fileDataBase64" file_data: Option<Base64>,
        /// Ongoing's id of the purchase order.
        "purchaseOrderId" purchase_order_id: Option<InOrderId>,
    }

    /// A file, as it is written.
    pub struct PostFileModel {
        /// Name of the file. Always written.
        "fileName" file_name: String,
        /// Sort of content, such as `application/pdf`. Always written.
        "mimeType" mime_type: String,
        /// The content; base64 on the wire. Always written.
        "fileDataBase64" file_data: Base64,
        /// What is rarely needed.
        "advanced" advanced: Option<PostFileModelAdvanced>,
    }

    /// What is rarely needed of a file.
    pub struct PostFileModelAdvanced {
        /// Whether and where to print the file.
        "printingInfo" printing_info: Option<PostFileAdvancedPrintingInfo>,
    }

    /// Whether and where to print a file.
    pub struct PostFileAdvancedPrintingInfo {
        /// Ongoing's id of the report.
        "reportId" report_id: Option<i32>,
        /// For which user to print.
        "printAsUser" print_as_user: Option<PostFilePrintingInfoPrintAsUser>,
        /// At which workstation to print.
        "printAsWorkstation" print_as_workstation: Option<PostFilePrintingInfoPrintAsWorkstation>,
    }

    /// For which user to print a file.
    pub struct PostFilePrintingInfoPrintAsUser {
        /// Ongoing's id of the user.
        "userId" user_id: Option<i32>,
    }

    /// At which workstation to print a file.
    pub struct PostFilePrintingInfoPrintAsWorkstation {
        /// Ongoing's id of the workstation.
        "workstationId" workstation_id: Option<i32>,
    }

    /// A file, as it is written where the address has its name.
    pub struct PostFileNoFilenameModel {
        /// Sort of content, such as `application/pdf`. Always written.
        "mimeType" mime_type: String,
        /// The content; base64 on the wire. Always written.
        "fileDataBase64" file_data: Base64,
    }

    /// What the service answers to files.
    #[non_exhaustive]
    pub struct PostFileResponse judged success message {
        /// Ongoing's id of the file.
        "fileId" file_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
