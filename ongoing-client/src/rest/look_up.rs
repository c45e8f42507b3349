//! Which article is meant: REST writes by number or id, so that a product code is looked up first.

use std::collections::{HashMap, HashSet};

use futures::{StreamExt, TryStreamExt};

use super::RestClient;
use super::api::{ARTICLES, PUT_ARTICLE, PUT_ORDER};
use super::items::Paging;
use super::pages::List;
use super::query::Query;
use super::wire::article::GetArticle;
use crate::model::{ArticleClass, ArticleDefinition, ArticleSystemId, GetInventoryQuery};
use crate::{Error, ErrorKind, ExpectedArticle, WarehouseApi};

/// What was looked up of the articles that the goods owner is about to write. Each entry is good for one write: an id stays,
/// but a person may give its article the product code of other goods.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// Ids by product code.
    ids: HashMap<String, ArticleSystemId>,
    /// Product codes that no article has, each with the number that was free for it.
    free: HashMap<String, String>,
}

impl RestClient {
    /// The article with this definition's product code; none if it is a new one, whose number is not in use.
    pub(super) async fn article_of(
        &self,
        definition: &ArticleDefinition,
    ) -> Result<Option<ArticleSystemId>, Error> {
        let Some(code) = definition.product_code.clone().filter(|code| !code.is_empty()) else {
            let what = "an article that is found by its product code needs one";
            return Err(self.refuses(PUT_ARTICLE.name, what));
        };
        let number = definition.article_number.clone().unwrap_or_default();
        let known = {
            let mut register = self.register();
            let free = register.free.remove(&code).is_some_and(|free| same_number(&free, &number));
            if free { Some(None) } else { register.ids.remove(&code).map(Some) }
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let expected =
            ExpectedArticle { product_code: code.clone(), article_number: number, system_id: None };
        let refused = self.learn(vec![expected]).await?;
        let mut register = self.register();
        match (register.ids.remove(&code), register.free.remove(&code), refused.get(&code)) {
            (Some(id), ..) => Ok(Some(id)),
            (None, Some(_), _) => Ok(None),
            (None, None, what) => {
                let what = what.map_or("the article was not looked up", String::as_str);
                Err(self.refuses(PUT_ARTICLE.name, what))
            }
        }
    }

    /// Looks up articles that are about to be written; why those that cannot be written cannot, by product code.
    pub(super) async fn learn(
        &self,
        expected: Vec<ExpectedArticle>,
    ) -> Result<HashMap<String, String>, Error> {
        let mut numbers: HashMap<String, String> = HashMap::new();
        let mut kept: HashMap<String, ArticleSystemId> = HashMap::new();
        for ExpectedArticle { product_code: code, article_number, system_id } in expected {
            if !code.is_empty() {
                self.register().ids.remove(&code);
                kept.extend(system_id.map(|id| (code.clone(), id)));
                numbers.insert(code, article_number);
            }
        }
        let mut refused = HashMap::new();
        for (code, found) in self.by_code(numbers.keys().cloned().collect()).await? {
            numbers.remove(&code);
            match found.only(&code) {
                Ok(article) => {
                    let id = article.article_system_id.map(ArticleSystemId);
                    self.register().ids.extend(id.map(|id| (code, id)));
                }
                Err(what) => drop(refused.insert(code, what)),
            }
        }
        for (code, id) in kept.into_iter().filter(|(code, _)| numbers.contains_key(code)).collect::<Vec<_>>()
        {
            match self.is_without_code(id).await {
                Ok(true) => drop(self.register().ids.insert(code.clone(), id)),
                // It is gone, or stands for other goods by now.
                Ok(false) => continue,
                Err(error) if error.is_item() => {
                    refused.insert(code.clone(), format!("the article {id} cannot be read: {error}"));
                }
                Err(error) => return Err(error),
            }
            numbers.remove(&code);
        }
        let wanted = numbers.values().filter(|number| !number.is_empty()).cloned().collect();
        let (taken, unread) = self.articles("articleNumbers", "articleNumber", wanted).await?;
        let taken = taken.into_iter().filter_map(|article| article.article_number);
        // One that cannot be read is there all the same.
        let taken: HashSet<String> =
            taken.chain(unread.into_keys()).map(|number| comparable(&number)).collect();
        for (code, number) in numbers {
            // A write by number would change that other article.
            if taken.contains(&comparable(&number)) {
                refused.insert(
                    code,
                    format!("the article number '{number}' is already used by another article"),
                );
            } else {
                self.register().free.insert(code, number);
            }
        }
        Ok(refused)
    }

    /// Whether the article with this id is there, and has no product code.
    async fn is_without_code(&self, id: ArticleSystemId) -> Result<bool, Error> {
        let article = self.article_from(id).await?;
        Ok(article.is_some_and(|article| article.product_code.is_none_or(|code| code.trim().is_empty())))
    }

    /// The article with this id, if it is there.
    async fn article_from(&self, id: ArticleSystemId) -> Result<Option<ArticleClass>, Error> {
        let one = GetInventoryQuery { article_system_id_from: Some(id), ..GetInventoryQuery::default() };
        let first = WarehouseApi::inventory(self, one.paged(1)).try_next().await?;
        Ok(first.and_then(|line| line.article).filter(|article| article.system_id == Some(id)))
    }

    /// The numbers that the warehouse has now, by product code: looked up for every order, since a number can change.
    pub(super) async fn article_numbers(&self, codes: Vec<String>) -> Result<HashMap<String, String>, Error> {
        let mut numbers = HashMap::new();
        for (code, found) in self.by_code(codes).await? {
            let article = found.only(&code).map_err(|what| self.refuses(PUT_ORDER.name, &what))?;
            numbers.extend(article.article_number.clone().map(|number| (code, number)));
        }
        Ok(numbers)
    }

    /// Whether a refused write was one to an article that is gone. With which status the service refuses such a write is not
    /// documented: unless it says 404, the article is looked for.
    pub(super) async fn is_gone(&self, error: &Error, id: Option<ArticleSystemId>) -> Result<bool, Error> {
        let (ErrorKind::Refused, Some(id)) = (error.kind(), id) else { return Ok(false) };
        Ok(error.status() == Some(404) || self.article_from(id).await?.is_none())
    }

    pub(super) fn refuses(&self, operation: &'static str, what: &str) -> Error {
        Error::refused(operation, what, &self.client.shared.account)
    }

    /// The articles with these product codes. Nothing in the warehouse keeps two from having the same one.
    async fn by_code(&self, codes: Vec<String>) -> Result<HashMap<String, Found>, Error> {
        let wanted: HashSet<String> = codes.iter().cloned().collect();
        let (articles, unread) = self.articles("productCodes", "productCode", codes).await?;
        let mut found: HashMap<String, Found> = HashMap::new();
        for article in articles {
            // No source says that the filter is exact.
            if let Some(code) = article.product_code.clone().filter(|code| wanted.contains(code)) {
                found.entry(code).or_default().articles.push(article);
            }
        }
        for (code, error) in unread.into_iter().filter(|(code, _)| wanted.contains(code)) {
            found.entry(code).or_default().unread = Some(error);
        }
        Ok(found)
    }

    /// The articles with one of these values, and, by the value of `record`, those that cannot be read.
    async fn articles(
        &self,
        key: &'static str,
        record: &'static str,
        mut values: Vec<String>,
    ) -> Result<(Vec<GetArticle>, HashMap<String, Error>), Error> {
        values.sort();
        values.dedup();
        let (mut articles, mut unread) = (Vec::new(), HashMap::new());
        if values.is_empty() {
            return Ok((articles, unread));
        }
        let queries = Query::of(self.goods_owner().id).for_each(key, &values);
        let list = List { paging: Paging { record, ..ARTICLES.paging }, ..ARTICLES };
        let mut pages = self.pages(list, queries, |article: &GetArticle| article.article_system_id);
        while let Some(article) = pages.next().await {
            match article {
                Ok(article) => articles.push(article),
                Err(error) => match error.record_id().map(str::to_owned).filter(|_| error.is_item()) {
                    Some(record) => drop(unread.insert(record, error)),
                    // It may be any of them.
                    None => return Err(error),
                },
            }
        }
        Ok((articles, unread))
    }
}

/// What the warehouse has under one product code.
#[derive(Debug, Default)]
struct Found {
    articles: Vec<GetArticle>,
    unread: Option<Error>,
}

impl Found {
    /// The article that is meant. Of several none is, nor one that cannot be read.
    fn only(&self, code: &str) -> Result<&GetArticle, String> {
        match (&self.articles[..], &self.unread) {
            ([article], None) => Ok(article),
            (_, Some(error)) => {
                let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
                Err(format!("the article with the product code {code} cannot be read: {why}"))
            }
            (several, None) => {
                let numbers = several.iter().filter_map(|article| article.article_number.as_deref());
                let numbers = numbers.collect::<Vec<_>>().join(", ");
                Err(format!("several articles have the product code {code}: {numbers}"))
            }
        }
    }
}

/// As databases of this kind compare.
fn comparable(number: &str) -> String {
    number.trim().to_lowercase()
}

fn same_number(one: &str, other: &str) -> bool {
    comparable(one) == comparable(other)
}
