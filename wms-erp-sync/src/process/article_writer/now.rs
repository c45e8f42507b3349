//! What the WMS has of the articles that would be written: a plan shows it. Runs do not ask for it.

use std::collections::HashMap;

use asmx_soap::FieldPath;
use futures::StreamExt;
use ongoing_client::AnsweredFields;
use ongoing_client::model::{ArticleClass, ArticleDefinition, InventoryLine};
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{ArticleIdentification, number_key};

use super::ArticleWriter;
use crate::context::RunError;
use crate::plan::{CurrentValue, FieldChange};
use crate::port::{ArticleQuery, ErrorKind, PortError};
use crate::process::current::{Current, Stored, beside};

/// The articles of the WMS under the keys that some products would be written by.
#[derive(Debug, Default)]
pub(super) struct ArticlesNow {
    by_key: HashMap<String, Stored>,
    /// An article could not be read: one that seems to be missing may be it.
    unreadable: bool,
}

impl ArticlesNow {
    fn take(&mut self, line: Result<InventoryLine, PortError>, by_code: bool) -> Result<(), PortError> {
        match line {
            Ok(line) => {
                let article = line.article.unwrap_or_default();
                let key = match by_code {
                    true => article.product_code.as_deref().unwrap_or_default().trim().to_owned(),
                    false => number_key(article.article_number.as_deref().unwrap_or_default()),
                };
                self.by_key.insert(key, Stored::of(&article));
            }
            Err(error) if error.is_item() => self.unreadable = true,
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl ArticleWriter<'_, '_> {
    /// Reads these products' articles, in a plan. One is made all the same where they may not be read.
    pub(super) async fn look_at_articles(&mut self, due: &[(ProductId, &Product)]) -> Result<(), RunError> {
        let by_code = self.settings.identification == ArticleIdentification::ProductCode;
        let query = match by_code {
            true => ArticleQuery::ProductCodes(due.iter().map(|(id, _)| id.to_string()).collect()),
            false => ArticleQuery::Numbers(
                due.iter().map(|(_, product)| wms_erp_mapping::article_number(product)).collect(),
            ),
        };
        let mut now = ArticlesNow::default();
        let read = async {
            if due.is_empty() {
                // None named would mean all of them.
                return Ok(());
            }
            let mut lines = self.run.wms.articles(query).await?;
            while let Some(line) = lines.next().await {
                now.take(line, by_code)?;
            }
            Ok(())
        };
        match read.await {
            Ok(()) => {}
            Err(PortError { kind: ErrorKind::Access | ErrorKind::Refused, .. }) => now.unreadable = true,
            Err(error) => return Err(error.into()),
        }
        self.now = Some(now);
        Ok(())
    }

    /// The fields of an article, beside what the WMS has.
    pub(super) fn beside_now(&self, id: ProductId, article: &ArticleDefinition) -> Vec<FieldChange> {
        let Some(now) = &self.now else { return beside(article, |_| Current::Not(CurrentValue::NotRead)) };
        let key = match self.settings.identification {
            ArticleIdentification::ProductCode => id.to_string(),
            _ => number_key(article.article_number.as_deref().unwrap_or_default()),
        };
        let answered = self.run.wms.answered_fields();
        match now.by_key.get(&key) {
            Some(stored) => beside(article, |path| field_now(path, stored, answered)),
            None if now.unreadable => beside(article, |_| Current::Not(CurrentValue::Unreadable)),
            None => beside(article, |_| Current::Not(CurrentValue::New)),
        }
    }
}

fn field_now<'s>(path: &str, stored: &'s Stored, answered: AnsweredFields) -> Current<'s> {
    let there = match path {
        "ArticleSystemId" => "SystemId",
        "ArticleName" => "Name",
        "ArticleDescription" => "Description",
        "ArticleGroup/ArticleGroupCode" => "ArticleGroupCode",
        "ArticleGroup/ArticleGroupName" => "ArticleGroupName",
        "ArticleCategory/Code" => "ArticleCategoryCode",
        "ArticleCategory/Name" => "ArticleCategoryName",
        "MainSupplier/SupplierNumber" => "MainSupplierNumber",
        "MainSupplier/SupplierName" => "MainSupplierName",
        "VatCode/VatCode" => "VatCode",
        path => path,
    };
    let is_answered = FieldPath::<ArticleClass>::find(&there.replace('/', ".")).is_ok()
        && answered.inventory_line(&format!("Article/{there}"));
    stored.current(there, is_answered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_a_plan_compares_is_one_of_the_contract() {
        let nothing = Stored::default();
        for path in
            ["ArticleNumber", "ArticleName", "ArticleGroup/ArticleGroupCode", "MainSupplier/SupplierName"]
        {
            FieldPath::<ArticleDefinition>::find(&path.replace('/', ".")).unwrap();
            let current = field_now(path, &nothing, AnsweredFields::SOAP);
            assert!(
                matches!(current, Current::Text("")),
                "{path}: an answer without it says that it is empty"
            );
        }
        for path in ["IsObsolete", "MainSupplier/Address/City", "ArticleNames/ArticleName[en]/ArticleName"] {
            let current = field_now(path, &nothing, AnsweredFields::SOAP);
            assert!(matches!(current, Current::Not(CurrentValue::NotAnswered)), "{path}: no answer has it");
        }
    }
}
