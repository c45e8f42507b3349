//! What is to come in under a number of the WMS, purchase orders and returns: what is remembered of them, and what the WMS has now.

use ongoing_client::model::{ReceivedInOrder, ReturnOrderInfo};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use wms_erp_mapping::erp_order;

use super::vendor_wait;
use super::why::{first, held_gate};
use crate::context::RunError;
use crate::document::{Dismissal, Held, PurchaseRecord, ReturnRecord};
use crate::engine::Inspector;
use crate::port::{PurchaseOrderQuery, ReturnQuery};
use crate::process_id::Process;
use crate::record_id::RecordId;
use crate::tenant::Tenant;
use crate::zone::moment;

/// Where a purchase order or a return is, and what it waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WhyGoods {
    /// The process that it is one of: [`Process::ExpectedReceipts`] or [`Process::Returns`].
    pub process: Process,
    /// Its number in the WMS.
    pub number: String,
    /// Of a return, the order in the ERP whose goods come back, where it is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order: Option<RecordId>,
    /// The status of a purchase order in the WMS now, by number and name; returns have none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wms_status: Option<(i32, String)>,
    /// Where it stands and what keeps it there, most important first, in plain words.
    pub gates: Vec<String>,
    /// What is held of it.
    pub held: Vec<Held>,
    /// What was held of it, and was dismissed by a person.
    pub dismissed: Vec<Dismissal>,
}

impl Inspector<'_> {
    /// Reads the purchase order and the return that have this number in the WMS there and in the store, and says what they wait for; neither,
    /// if no one knows the number. Nothing is written. The source of purchase orders is not asked.
    ///
    /// # Errors
    /// If the tenant is unknown, or the WMS or the store fails.
    pub async fn why_goods(self, number: &str) -> Result<Vec<WhyGoods>, RunError> {
        let known = self.engine.tenant(self.tenant)?;
        let number = number.trim().to_owned();
        let look = async {
            let purchase = self.why_purchase_order(&known, &number).await?;
            let returned = self.why_return(&known, &number).await?;
            Ok(purchase.into_iter().chain(returned).collect())
        };
        vendor_wait::remembering(self.engine, &known, look).await
    }

    async fn why_purchase_order(self, known: &Tenant, number: &String) -> Result<Option<WhyGoods>, RunError> {
        let record = self.engine.documents(self.tenant).one::<PurchaseRecord>(number).await?;
        let found = match &known.expected_receipts {
            Some(_) => {
                let query = PurchaseOrderQuery::Numbers(vec![number.clone()]);
                first(known.wms.purchase_orders(query).await?).await?
            }
            None => None,
        };
        let mut why = self.remembered(known, Process::ExpectedReceipts, number).await?;
        if record.is_none() && found.is_none() && why.is_unknown() {
            return Ok(None);
        }
        let is_waiting = record.as_ref().is_some_and(|record| !record.is_written()) && why.is_unknown();
        if is_waiting {
            why.gates.push(format!("it is written {}", self.next(why.process, known.erp_zone).await));
        }
        why.gates.push(match &record {
            None => "its source has not listed it".to_owned(),
            Some(record) if record.wanted.withdrawn => "its source has withdrawn it".to_owned(),
            Some(record) => {
                let lines = record.wanted.lines.iter();
                let lines: Vec<String> = lines
                    .map(|line| format!("{} of {} (line {})", line.quantity, line.article, line.number))
                    .collect();
                format!("its source orders {}", lines.join(", "))
            }
        });
        why.wms_status = found.as_ref().and_then(status);
        why.gates.extend(match (&found, &known.expected_receipts) {
            (Some(order), _) => in_wms(order),
            (None, Some(_)) => vec!["the WMS does not have it".to_owned()],
            (None, None) => vec!["the process expected_receipts is off".to_owned()],
        });
        if let Some(record) = record.filter(|record| record.reports > 0) {
            let lines = record.reported.iter().map(|(line, quantity)| format!("{quantity} of line {line}"));
            let lines: Vec<String> = lines.collect();
            let end = if record.finished { ", and that reception has ended" } else { "" };
            why.gates.push(format!("reported to its source: {}{end}", listed(&lines)));
        }
        Ok(Some(why))
    }

    async fn why_return(self, known: &Tenant, number: &String) -> Result<Option<WhyGoods>, RunError> {
        let record = self.engine.documents(self.tenant).one::<ReturnRecord>(number).await?;
        let found = match &known.returns {
            Some(_) => {
                let query = ReturnQuery::Numbers(vec![number.clone()]);
                first(known.wms.return_orders(query).await?).await?
            }
            None => None,
        };
        let mut why = self.remembered(known, Process::Returns, number).await?;
        if record.is_none() && found.is_none() && why.is_unknown() {
            return Ok(None);
        }
        let prefix = known
            .orders
            .as_ref()
            .map(|orders| orders.mapping.order_number_prefix.as_str())
            .unwrap_or_default();
        let sold = found.as_ref().and_then(|order| order.order_number.as_deref()).map(str::trim);
        let of = record.as_ref().and_then(|record| record.order).map(RecordId::from);
        why.order = of.or_else(|| Some(RecordId::from(erp_order(sold?, prefix)?.0)));
        why.gates.extend(match (&found, &known.returns) {
            (Some(order), _) => came_back(order),
            (None, Some(_)) => vec!["the WMS does not have it".to_owned()],
            (None, None) => vec!["the process returns is off".to_owned()],
        });
        match record {
            Some(record) if !record.credits.is_empty() => {
                let credits: Vec<String> = record.credits.iter().map(ToString::to_string).collect();
                why.gates.push(format!("credited in the ERP by order {}", credits.join(" and ")));
            }
            Some(_) => {}
            None => why.gates.push(format!(
                "once goods come back, it is seen {}",
                self.next(why.process, known.erp_zone).await
            )),
        }
        Ok(Some(why))
    }

    /// What is held and dismissed of a record, and whether its process is paused.
    async fn remembered(self, known: &Tenant, process: Process, number: &str) -> Result<WhyGoods, RunError> {
        let is_it = |of: &Process, record: &str| {
            *of == process
                && record.strip_prefix(number).is_some_and(|part| part.is_empty() || part.starts_with('/'))
        };
        let (mut held, mut dismissed) = (self.held().await?, self.dismissed().await?);
        held.retain(|held| is_it(&held.process, &held.record));
        dismissed.retain(|dismissed| is_it(&dismissed.process, &dismissed.record));
        let mut gates = Vec::new();
        for pause in self.pauses().await? {
            if pause.process.as_ref().is_none_or(|paused| *paused == process) {
                let what = pause.process.as_ref().map_or("all processes", Process::as_str);
                let until = moment(&pause.until, known.erp_zone);
                gates.push(format!("paused: {what} until {until}, {}", pause.reason));
            }
        }
        gates.extend(held.iter().map(|held| held_gate(held, known.erp_zone)));
        gates.extend(dismissed.iter().map(|dismissed| dismissed.text(known.erp_zone)));
        let number = number.to_owned();
        Ok(WhyGoods { process, number, order: None, wms_status: None, gates, held, dismissed })
    }
}

impl WhyGoods {
    /// Whether nothing is held of it, nor was.
    fn is_unknown(&self) -> bool {
        self.held.is_empty() && self.dismissed.is_empty()
    }
}

fn status(order: &ReceivedInOrder) -> Option<(i32, String)> {
    let info = order.in_order_info.as_ref()?;
    Some((info.in_order_status_number?, info.in_order_status_text.clone().unwrap_or_default()))
}

fn in_wms(order: &ReceivedInOrder) -> Vec<String> {
    let status = status(order).map_or_else(
        || "the WMS has it, and does not say with which status".to_owned(),
        |(number, name)| format!("in the WMS it has the status {number} {name}").trim_end().to_owned(),
    );
    let lines = order.received_in_order_lines.iter().map(|line| {
        let article = line.article.as_ref().and_then(|article| article.article_number.as_deref());
        let [received, advised] = [line.received_number_of_items, line.advised_number_of_items].map(quantity);
        format!("received {received} of {advised} of {}", article.unwrap_or("an unknown article"))
    });
    std::iter::once(status).chain(lines).collect()
}

fn came_back(order: &ReturnOrderInfo) -> Vec<String> {
    let sold = order.order_number.as_deref().unwrap_or("an unknown order");
    let lines = order.return_order_lines.iter().map(|line| {
        let [came, expected] =
            [line.returned_number_of_items, line.to_be_returned_number_of_items].map(quantity);
        let article = line.article_number.as_deref().unwrap_or("an unknown article");
        format!("{came} of {expected} of {article}")
    });
    vec![format!("of order {sold} came back {}", listed(&lines.collect::<Vec<_>>()))]
}

fn quantity(quantity: Option<Decimal>) -> String {
    quantity.map_or_else(|| "an unknown number".to_owned(), |quantity| quantity.normalize().to_string())
}

fn listed(parts: &[String]) -> String {
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}
