//! The article register: found by number, code, name or id.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::article::{Article, ArticleIdentification};
use super::{Refusal, key, refusal::refuse};

/// What an article is sought by.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ArticleKeys<'a> {
    pub(crate) system_id: Option<i32>,
    pub(crate) number: Option<&'a str>,
    pub(crate) product_code: Option<&'a str>,
    pub(crate) name: Option<&'a str>,
}

/// All articles of the goods owner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Catalogue {
    articles: BTreeMap<i32, Article>,
    by_number: HashMap<String, i32>,
    by_product_code: HashMap<String, BTreeSet<i32>>,
    /// The highest id of an article that was removed.
    last_removed: i32,
}

impl Catalogue {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Article> {
        self.articles.values()
    }

    pub(crate) fn get(&self, id: i32) -> Option<&Article> {
        self.articles.get(&id)
    }

    pub(crate) fn by_number(&self, number: &str) -> Option<&Article> {
        self.get(*self.by_number.get(&key(number))?)
    }

    /// The article with this product code; the oldest of several.
    pub(crate) fn by_product_code(&self, code: &str) -> Option<&Article> {
        self.get(*self.by_product_code.get(&key(code))?.first()?)
    }

    pub(crate) fn with_product_code(&self, code: &str) -> impl Iterator<Item = &Article> {
        self.by_product_code.get(&key(code)).into_iter().flatten().filter_map(|id| self.get(*id))
    }

    pub(crate) fn next_id(&self) -> i32 {
        // An id is given once and never again.
        self.articles.last_key_value().map_or(1000, |(id, _)| *id).max(self.last_removed).max(1000) + 1
    }

    pub(crate) fn remove(&mut self, id: i32) {
        if let Some(article) = self.articles.remove(&id) {
            self.forget(&article);
            self.last_removed = self.last_removed.max(id);
        }
    }

    pub(crate) fn insert(&mut self, article: Article) {
        self.index(&article);
        self.articles.insert(article.system_id, article);
    }

    /// Changes an article that is there.
    pub(crate) fn change<T>(&mut self, id: i32, change: impl FnOnce(&mut Article) -> T) -> Option<T> {
        let mut article = self.articles.remove(&id)?;
        self.forget(&article);
        let out = change(&mut article);
        self.insert(article);
        Some(out)
    }

    /// Changes what no index looks at.
    pub(crate) fn change_stock(&mut self, id: i32, change: impl FnOnce(&mut Article)) {
        if let Some(article) = self.articles.get_mut(&id) {
            change(article);
        }
    }

    /// Finds the article that a request means; none when nothing has the key.
    ///
    /// # Errors
    /// When the key field is empty, or more than one article has it.
    pub(crate) fn find(
        &self,
        by: ArticleIdentification,
        keys: ArticleKeys<'_>,
    ) -> Result<Option<&Article>, Refusal> {
        let filled = |field: &str, value: Option<&str>| match value.map(str::trim) {
            Some(value) if !value.is_empty() => Ok(key(value)),
            _ => refuse!("The article is identified by {field}, which was empty."),
        };
        let mut found = match by {
            ArticleIdentification::SystemId => {
                let Some(id) = keys.system_id else {
                    refuse!("The article is identified by ArticleSystemId, which was empty.")
                };
                return match self.get(id) {
                    Some(article) => Ok(Some(article)),
                    None => refuse!("The article with ArticleSystemId {id} was not found."),
                };
            }
            ArticleIdentification::ArticleNumber => {
                return Ok(self.by_number(&filled("ArticleNumber", keys.number)?));
            }
            ArticleIdentification::ProductCode => {
                let code = filled("ProductCode", keys.product_code)?;
                self.by_product_code.get(&code).map(|ids| ids.iter().copied().collect()).unwrap_or_default()
            }
            ArticleIdentification::ArticleName => {
                let name = filled("ArticleName", keys.name)?;
                let named = |article: &&Article| {
                    article.data.article_name.as_deref().is_some_and(|known| key(known) == name)
                };
                self.iter().filter(named).map(|article| article.system_id).collect::<Vec<_>>()
            }
        };
        match found.len() {
            0 | 1 => Ok(found.pop().and_then(|id| self.get(id))),
            many => {
                refuse!(
                    "{many} articles have the same key; the article could not be distinguished from the others."
                )
            }
        }
    }

    fn index(&mut self, article: &Article) {
        self.by_number.insert(key(article.number()), article.system_id);
        if let Some(code) = article.data.product_code.as_deref() {
            self.by_product_code.entry(key(code)).or_default().insert(article.system_id);
        }
    }

    fn forget(&mut self, article: &Article) {
        if self.by_number.get(&key(article.number())) == Some(&article.system_id) {
            self.by_number.remove(&key(article.number()));
        }
        if let Some(ids) =
            article.data.product_code.as_deref().and_then(|c| self.by_product_code.get_mut(&key(c)))
        {
            ids.remove(&article.system_id);
        }
    }
}
