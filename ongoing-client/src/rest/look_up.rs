//! Which article is meant: REST writes by number or id, so that a product code is looked up first.

use std::collections::{HashMap, HashSet};

use futures::TryStreamExt;

use super::RestClient;
use super::api::{GET_ARTICLES, PUT_ARTICLE, PUT_ORDER};
use super::query::Query;
use super::wire::article::GetArticle;
use crate::model::{ArticleDefinition, ArticleSystemId};
use crate::{Error, ErrorKind};

/// What is known of the articles that the goods owner writes.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// Ids by product code: an id stays, so it is looked up once.
    pub(super) ids: HashMap<String, ArticleSystemId>,
    /// Product codes that no article has, each with the number that was free for it: good for one write.
    free: HashMap<String, String>,
}

impl RestClient {
    /// The article with this definition's product code; none if it is a new one, whose number nobody has.
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
            if free { Some(None) } else { register.ids.get(&code).copied().map(Some) }
        };
        if let Some(known) = known {
            return Ok(known);
        }
        self.learn(vec![(code.clone(), number.clone())]).await?;
        let mut register = self.register();
        match (register.ids.get(&code).copied(), register.free.remove(&code)) {
            (Some(id), _) => Ok(Some(id)),
            (None, Some(_)) => Ok(None),
            // A write by number would change that other article.
            (None, None) => {
                let what = format!("the article number '{number}' is already used by another article");
                Err(self.refuses(PUT_ARTICLE.name, &what))
            }
        }
    }

    /// Looks up articles, by product code and number, which are about to be written.
    pub(super) async fn learn(&self, mut articles: Vec<(String, String)>) -> Result<(), Error> {
        articles.retain(|(code, _)| !code.is_empty() && !self.register().ids.contains_key(code));
        let codes = articles.iter().map(|(code, _)| code.clone()).collect();
        let found = self.by_code(PUT_ARTICLE.name, codes).await?;
        articles.retain(|(code, _)| !found.contains_key(code));
        let ids =
            found.into_iter().filter_map(|(code, a)| Some((code, ArticleSystemId(a.article_system_id?))));
        self.register().ids.extend(ids);
        let numbers: Vec<String> =
            articles.iter().map(|(_, number)| number.clone()).filter(|number| !number.is_empty()).collect();
        let taken: HashSet<String> = self
            .articles("articleNumbers", numbers)
            .await?
            .into_iter()
            .filter_map(|article| article.article_number)
            .map(|number| comparable(&number))
            .collect();
        articles.retain(|(_, number)| !taken.contains(&comparable(number)));
        self.register().free.extend(articles);
        Ok(())
    }

    /// The numbers that the warehouse has now, by product code: looked up for every order, since a number can change.
    pub(super) async fn article_numbers(&self, codes: Vec<String>) -> Result<HashMap<String, String>, Error> {
        let found = self.by_code(PUT_ORDER.name, codes).await?;
        Ok(found.into_iter().filter_map(|(code, article)| Some((code, article.article_number?))).collect())
    }

    /// Whether a write failed because the article with that id is gone, which is forgotten then.
    pub(super) fn forgets(&self, error: &Error, code: Option<&str>) -> bool {
        let is_gone = error.kind() == ErrorKind::Refused && error.status() == Some(404);
        is_gone && code.is_some_and(|code| self.register().ids.remove(code).is_some())
    }

    pub(super) fn refuses(&self, operation: &'static str, what: &str) -> Error {
        Error::refused(operation, what, &self.client.shared.account)
    }

    /// The articles with these product codes. Nothing keeps two from having the same one: then neither is meant.
    async fn by_code(
        &self,
        operation: &'static str,
        codes: Vec<String>,
    ) -> Result<HashMap<String, GetArticle>, Error> {
        let wanted: HashSet<String> = codes.iter().cloned().collect();
        let mut found = HashMap::new();
        for article in self.articles("productCodes", codes).await? {
            // Nobody says that the filter is exact.
            let Some(code) = article.product_code.clone().filter(|code| wanted.contains(code)) else {
                continue;
            };
            if let Some(other) = found.insert(code.clone(), article) {
                let number = other.article_number.unwrap_or_default();
                let what =
                    format!("several articles have the product code {code}, one of them is '{number}'");
                return Err(self.refuses(operation, &what));
            }
        }
        Ok(found)
    }

    async fn articles(&self, key: &'static str, mut values: Vec<String>) -> Result<Vec<GetArticle>, Error> {
        values.sort();
        values.dedup();
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let queries = Query::of(self.goods_owner().id).for_each(key, &values);
        let keys = ["articleSystemIdFrom", "maxArticlesToGet"];
        let id = |article: &GetArticle| article.article_system_id;
        self.pages(GET_ARTICLES, "/articles", keys, queries, id).try_collect().await
    }
}

/// As databases of this kind compare.
fn comparable(number: &str) -> String {
    number.trim().to_lowercase()
}

fn same_number(one: &str, other: &str) -> bool {
    comparable(one) == comparable(other)
}
