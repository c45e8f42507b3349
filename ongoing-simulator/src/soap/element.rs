//! Writing answers the way .NET does: contract order, value types always there, unset times as the minimum date,
//! nillable ones nil, and texts that are unset now as an empty element, now not at all.

use asmx_test_server::Node;
use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use crate::clock::Zone;

/// An element that is being written, child by child.
pub(super) struct Element<'a> {
    node: Node,
    zone: &'a Zone,
    /// Decides which unset texts are left out.
    whim: usize,
}

impl<'a> Element<'a> {
    pub(super) fn new(name: &'static str, zone: &'a Zone, whim: i32) -> Self {
        Self { node: Node::new(name), zone, whim: usize::try_from(whim).unwrap_or_default() }
    }

    /// A child of the same whim, to be given back to [`with`](Self::with).
    pub(super) fn element(&self, name: &'static str) -> Self {
        Self { node: Node::new(name), zone: self.zone, whim: self.whim }
    }

    pub(super) fn done(self) -> Node {
        self.node
    }

    pub(super) fn with(mut self, child: Self) -> Self {
        self.node.children.push(child.node);
        self
    }

    pub(super) fn with_list(mut self, name: &'static str, items: impl IntoIterator<Item = Node>) -> Self {
        self.node.children.push(Node::new(name).with_all(items));
        self
    }

    pub(super) fn with_all(mut self, items: impl IntoIterator<Item = Node>) -> Self {
        self.node.children.extend(items);
        self
    }

    pub(super) fn text(self, name: &'static str, value: Option<&str>) -> Self {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => self.leaf(name, value),
            None if (self.whim + name.len()).is_multiple_of(3) => self,
            None => self.leaf(name, ""),
        }
    }

    pub(super) fn value(self, name: &'static str, value: impl ToString) -> Self {
        self.leaf(name, value.to_string())
    }

    pub(super) fn values<T: ToString + Copy>(
        self,
        pairs: impl IntoIterator<Item = (&'static str, T)>,
    ) -> Self {
        pairs.into_iter().fold(self, |element, (name, value)| element.value(name, value))
    }

    pub(super) fn nillable(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.leaf(name, value.to_string()),
            None => {
                self.node.children.push(Node::nil(name));
                self
            }
        }
    }

    pub(super) fn nillables(self, pairs: impl IntoIterator<Item = (&'static str, Option<Decimal>)>) -> Self {
        pairs.into_iter().fold(self, |element, (name, value)| element.nillable(name, value))
    }

    pub(super) fn time(self, name: &'static str, value: Option<DateTime<Utc>>) -> Self {
        let local = value.map(|moment| self.zone.to_local(moment));
        self.local(name, local)
    }

    pub(super) fn local(self, name: &'static str, value: Option<NaiveDateTime>) -> Self {
        self.leaf(name, value.map_or_else(|| "0001-01-01T00:00:00".to_owned(), date_time))
    }

    pub(super) fn nillable_time(self, name: &'static str, value: Option<DateTime<Utc>>) -> Self {
        let local = value.map(|moment| date_time(self.zone.to_local(moment)));
        self.nillable(name, local)
    }

    pub(super) fn nillable_local(self, name: &'static str, value: Option<NaiveDateTime>) -> Self {
        self.nillable(name, value.map(date_time))
    }

    fn leaf(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.node.children.push(Node::leaf(name, text));
        self
    }
}

/// Without a zone, and with as many fraction digits as there are, as .NET writes it.
fn date_time(local: NaiveDateTime) -> String {
    let text = local.format("%Y-%m-%dT%H:%M:%S%.f").to_string();
    match text.contains('.') {
        true => text.trim_end_matches('0').to_owned(),
        false => text,
    }
}
