//! Files, contracts with carriers, and what integrations leave behind.

use asmx_test_server::{Fault, Node, Reply};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::fields::{Fields, Reader};
use super::{Beside, Desk, element::Element, respond, write_list};
use crate::world::{Article, File, FileOwner, FileQuery, IntegrationEvent};

const FILE: &[&str] = &["FileName", "FileBytes", "MimeType", "FileId"];

impl Desk<'_> {
    pub(super) fn transporter_contracts(&self, operation: &str) -> Reply {
        let contracts = self.world.transporter_contracts().iter().zip(1..).map(|(contract, at)| {
            let e = Element::new("TransporterContract", self.zone, at);
            let service = e.element("TransporterService");
            let service = service.text("TransporterServiceCode", Some(&contract.service_code)).done();
            e.text("TransporterName", Some(&contract.transporter_code))
                .text("TransporterCustomerNumber", Some(&contract.customer_number))
                .text("EDICustomerCode", None)
                .text("TransporterCode", Some(&contract.transporter_code))
                .text("TransporterServiceCode", Some(&contract.service_code))
                .with_list("TransporterServices", [service])
                .done()
        });
        let list = ["GetTransporterContractsResult", "TransporterContracts"];
        write_list(operation, &list, contracts, Beside::Nothing)
    }

    pub(super) fn file_list(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let names = [
            "GoodsOwnerId?",
            "GoodsOwnerCode",
            "ArticleNo",
            "ArticleName",
            "OrderNumber",
            "OrderId?",
            "ArticleSystemId?",
        ];
        let blank = Node::default();
        let f = f.reader.fields(f.node("FileSearchValues").unwrap_or(&blank), &names);
        let known = self.credentials;
        let is_ours = f.int("GoodsOwnerId")?.is_none_or(|id| id == known.goods_owner_id)
            && f.text("GoodsOwnerCode").is_none_or(|code| code.eq_ignore_ascii_case(&known.goods_owner_code));
        let query = FileQuery {
            article_number: f.text("ArticleNo"),
            article_name: f.text("ArticleName"),
            order_number: f.text("OrderNumber"),
            order_id: f.int("OrderId")?,
            article_system_id: f.int("ArticleSystemId")?,
        };
        let files = self.world.files(&query).filter(|_| is_ours).map(|file| self.file_info(file));
        Ok(write_list(operation, &["GetFileListResult", "FilesInfoList"], files, Beside::Nothing))
    }

    fn file_info(&self, file: &File) -> Node {
        let (article, order) = match file.of {
            FileOwner::Article(id) => (self.world.article(id), None),
            FileOwner::Order(id) => (None, self.world.order_by_id(id)),
        };
        Element::new("FileInfo", self.zone, file.id)
            .value("FileId", file.id)
            .text("FileName", Some(&file.name))
            .text("MimeType", Some(&file.mime_type))
            .nillable("GoodsOwnerId", Some(self.credentials.goods_owner_id))
            .text("GoodsOwnerCode", Some(&self.credentials.goods_owner_code))
            .text("ArticleNo", article.map(Article::number))
            .text("ArticleName", article.and_then(|article| article.data.article_name.as_deref()))
            .text("OrderNumber", order.and_then(|order| order.data.goods_owner_order_number.as_deref()))
            .nillable("OrderId", order.map(|order| order.order_id))
            .nillable("ArticleSystemId", article.map(|article| article.system_id))
            .done()
    }

    pub(super) fn file(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let id = f.int("FileId")?.unwrap_or_default();
        let Some(file) = self.world.file(id) else {
            return Err(Fault::server(format!("The file {id} was not found.")));
        };
        let e = Element::new("GetFileResult", self.zone, file.id);
        let e = e.text("FileName", Some(&file.name)).value("FileBytes", STANDARD.encode(&file.content));
        let e = e.text("MimeType", Some(&file.mime_type)).value("FileId", file.id);
        Ok(respond(operation, Some(e.done())))
    }

    pub(super) fn upload_article_file(&mut self, f: &Fields<'_>) -> Result<(), Fault> {
        let number = f.text("ArticleNo").unwrap_or_default();
        let article = self.world.article_by_number(&number).map(|article| article.system_id);
        let article = article.ok_or_else(|| Fault::server(format!("The article {number} was not found.")))?;
        self.attach(FileOwner::Article(article), f.reader, f.node("File"))
    }

    pub(super) fn upload_order_file(&mut self, f: &Fields<'_>) -> Result<(), Fault> {
        let names = [
            "File",
            "GoodsOwnerId",
            "OrderFileIdentificationType",
            "GoodsOwnerOrderNumber",
            "GoodsOwnerOrderId",
            "OrderSystemId?",
        ];
        let blank = Node::default();
        let f = f.reader.fields(f.node("OrderFile").unwrap_or(&blank), &names);
        if f.int("GoodsOwnerId")? != Some(self.credentials.goods_owner_id) {
            return Err(Fault::server("The goods owner of the file was not found."));
        }
        let by = [("GoodsOwnerOrderNumber", 0), ("GoodsOwnerOrderId", 1), ("SystemId", 2)];
        let order = match f.choice("OrderFileIdentificationType", &by)? {
            0 => f.text("GoodsOwnerOrderNumber").and_then(|number| self.world.order(&number)),
            1 => {
                let id = f.text("GoodsOwnerOrderId");
                self.world.orders().find(|order| id.is_some() && order.data.goods_owner_order_id == id)
            }
            _ => f.int("OrderSystemId")?.and_then(|id| self.world.order_by_id(id)),
        };
        let order = order.map(|order| order.order_id);
        let order = order.ok_or_else(|| Fault::server("The order of the file was not found."))?;
        self.attach(FileOwner::Order(order), f.reader, f.node("File"))
    }

    fn attach(&mut self, of: FileOwner, reader: Reader<'_>, node: Option<&Node>) -> Result<(), Fault> {
        let blank = Node::default();
        let f = reader.fields(node.unwrap_or(&blank), FILE);
        let content = STANDARD.decode(f.text("FileBytes").unwrap_or_default().trim());
        let content = content.map_err(|_| Fault::unreadable("FileBytes is not base64."))?;
        let text = |name| f.text(name).unwrap_or_default();
        let done = self.world.attach(of, &text("FileName"), &text("MimeType"), content);
        done.map(drop).map_err(|refusal| Fault::server(refusal.message()))
    }

    pub(super) fn time_of_last_sync(&self, operation: &str, f: &Fields<'_>) -> Reply {
        let time = self.world.time_of_last_sync(&f.text("IntegrationType").unwrap_or_default());
        let result = Element::new("GetTimeOfLastSyncResult", self.zone, 0);
        let mut result = result.nillable_local("GetTimeOfLastSyncResult", time).done();
        respond(operation, result.children.pop())
    }

    pub(super) fn set_time_of_last_sync(&mut self, f: &Fields<'_>) -> Result<(), Fault> {
        if let Some(time) = f.local("syncTime")? {
            self.world.set_time_of_last_sync(&f.text("IntegrationType").unwrap_or_default(), time);
        }
        Ok(())
    }

    pub(super) fn report_event(&mut self, f: &Fields<'_>) -> Result<(), Fault> {
        let names = [
            "Time",
            "Success",
            "Header",
            "Message",
            "FileText",
            "Type",
            "OrderId?",
            "InOrderId?",
            "ParentMessageLogId?",
            "UserId",
            "ShipmentId?",
            "TripId?",
            "InventoryId?",
            "LogRowId?",
            "ReturnOrderId?",
            "ExternalSystemId?",
            "IsSent?",
            "PalletItemId?",
            "MessageId",
            "ProductionOrderId?",
            "InvoiceId?",
        ];
        let blank = Node::default();
        let f = f.reader.fields(f.node("logEvent").unwrap_or(&blank), &names);
        let kinds = [("Error", "Error"), ("Info", "Info"), ("Report", "Report")];
        let event = IntegrationEvent {
            time: f.local("Time")?,
            kind: f.choice("Type", &kinds)?.to_owned(),
            success: f.bool("Success")?.unwrap_or_default(),
            header: f.text("Header").unwrap_or_default(),
            message: f.text("Message").unwrap_or_default(),
        };
        self.world.report_event(event);
        Ok(())
    }
}
