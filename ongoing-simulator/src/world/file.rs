//! Files that belong to articles and orders, and what integrations leave behind.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::refusal::refuse;
use super::{Article, Refusal, World, key};

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// Ongoing's id of it.
    pub id: i32,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime_type: String,
    /// Its content.
    pub content: Vec<u8>,
    /// What it belongs to.
    pub of: FileOwner,
}

/// What a file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOwner {
    /// The article with this system id.
    Article(i32),
    /// The order with this id.
    Order(i32),
}

/// Which files to list; every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileQuery {
    /// Of the article with this number.
    pub article_number: Option<String>,
    /// Of the article with this name.
    pub article_name: Option<String>,
    /// Of the article with this system id.
    pub article_system_id: Option<i32>,
    /// Of the order with this number.
    pub order_number: Option<String>,
    /// Of the order with this id.
    pub order_id: Option<i32>,
}

/// An event that an integration reported.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct IntegrationEvent {
    /// When it happened, by the integration's word.
    pub time: Option<NaiveDateTime>,
    /// `Error`, `Info` or `Report`.
    pub kind: String,
    /// Whether it was a success.
    pub success: bool,
    /// What it is about, in a line.
    pub header: String,
    /// What happened.
    pub message: String,
}

/// What integrations have left in the warehouse: files, times, events.
#[derive(Debug, Clone, Default)]
pub(super) struct Archive {
    files: Vec<File>,
    /// The highest id of a file that was removed.
    last_removed: i32,
    synced: BTreeMap<String, NaiveDateTime>,
    events: Vec<IntegrationEvent>,
}

impl World {
    /// The files that a query means, oldest first.
    pub fn files(&self, query: &FileQuery) -> impl Iterator<Item = &File> {
        self.archive.files.iter().filter(move |file| self.is_meant(file, query))
    }

    /// The file with this id.
    pub fn file(&self, id: i32) -> Option<&File> {
        self.archive.files.iter().find(|file| file.id == id)
    }

    /// Attaches a file.
    ///
    /// # Errors
    /// When what it belongs to is not there, or it has no name.
    pub fn attach(
        &mut self,
        of: FileOwner,
        name: &str,
        mime_type: &str,
        content: Vec<u8>,
    ) -> Result<i32, Refusal> {
        let known = match of {
            FileOwner::Article(id) => self.article(id).is_some(),
            FileOwner::Order(id) => self.order_by_id(id).is_some(),
        };
        if !known {
            refuse!("What the file belongs to was not found.");
        }
        if name.is_empty() {
            refuse!("The file has no name.");
        }
        let last = self.archive.files.last().map_or(60_000, |last| last.id);
        let id = last.max(self.archive.last_removed) + 1;
        let (name, mime_type) = (name.to_owned(), mime_type.to_owned());
        self.archive.files.push(File { id, name, mime_type, content, of });
        Ok(id)
    }

    /// Replaces what a file is called and contains.
    pub fn replace_file(&mut self, id: i32, name: &str, mime_type: &str, content: Vec<u8>) {
        for file in self.archive.files.iter_mut().filter(|file| file.id == id) {
            (file.name, file.mime_type) = (name.to_owned(), mime_type.to_owned());
            file.content.clone_from(&content);
        }
    }

    /// Removes a file. Its id is not given again.
    pub fn remove_file(&mut self, id: i32) {
        self.archive.files.retain(|file| file.id != id);
        self.archive.last_removed = self.archive.last_removed.max(id);
    }

    /// When an integration last ran, as it said.
    pub fn time_of_last_sync(&self, integration: &str) -> Option<NaiveDateTime> {
        self.archive.synced.get(&key(integration)).copied()
    }

    /// Keeps when an integration last ran.
    pub fn set_time_of_last_sync(&mut self, integration: &str, time: NaiveDateTime) {
        self.archive.synced.insert(key(integration), time);
    }

    /// What integrations reported, oldest first.
    pub fn events(&self) -> &[IntegrationEvent] {
        &self.archive.events
    }

    pub(crate) fn report_event(&mut self, event: IntegrationEvent) {
        self.archive.events.push(event);
    }

    fn is_meant(&self, file: &File, query: &FileQuery) -> bool {
        let (article, order) = match file.of {
            FileOwner::Article(id) => (self.article(id), None),
            FileOwner::Order(id) => (None, self.order_by_id(id)),
        };
        let text = |asked: &Option<String>, known: Option<&str>| {
            asked.as_ref().is_none_or(|asked| known.is_some_and(|known| key(known) == key(asked)))
        };
        let id = |asked: Option<i32>, known: Option<i32>| asked.is_none_or(|asked| known == Some(asked));
        text(&query.article_number, article.map(Article::number))
            && text(&query.article_name, article.and_then(|article| article.data.article_name.as_deref()))
            && id(query.article_system_id, article.map(|article| article.system_id))
            && text(
                &query.order_number,
                order.and_then(|order| order.data.goods_owner_order_number.as_deref()),
            )
            && id(query.order_id, order.map(|order| order.order_id))
    }
}
