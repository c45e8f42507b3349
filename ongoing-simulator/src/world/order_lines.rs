//! The lines of an order: which article each means, which stored line it continues, what a kit falls apart into.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::article::{ArticleIdentification, VatReference};
use super::catalogue::ArticleKeys;
use super::merge::Merge;
use super::order::{LineData, OrderLine, TextLine};
use super::rules::{InactiveArticles, MissingLines};
use super::{Refusal, World, check_length, key, refusal::refuse};

/// Which field tells the lines of one order apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineIdentification {
    /// The external order line code: unique within the order.
    ExternalOrderLineCode,
    /// The article: an article may then occur only once.
    Article,
    /// Ongoing's id of the line.
    SystemId,
}

/// Where the parts of a kit come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubLines {
    /// From the article register.
    ArticleRegister,
    /// From the request.
    Request,
}

/// A line as a sender gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct LineRequest {
    /// Which field tells it from the others.
    pub identification: LineIdentification,
    /// Which field finds its article.
    pub article_identification: ArticleIdentification,
    /// Ongoing's id of the line.
    pub line_id: Option<i32>,
    /// The article's id.
    pub article_system_id: Option<i32>,
    /// The article's number.
    pub article_number: Option<String>,
    /// The article's name.
    pub article_name: Option<String>,
    /// The article's product code.
    pub product_code: Option<String>,
    /// How many.
    pub number_of_items: Decimal,
    /// Its other fields.
    pub data: LineData,
    /// Its VAT code.
    pub vat: Option<VatReference>,
    /// Where the parts of a kit come from.
    pub sub_lines_from: SubLines,
    /// The parts, when they come from the request.
    pub sub_lines: Vec<Self>,
}

impl LineRequest {
    /// A line found by its code, of an article found by its product code.
    pub fn new(external_order_line_code: &str, product_code: &str, number_of_items: Decimal) -> Self {
        Self {
            identification: LineIdentification::ExternalOrderLineCode,
            article_identification: ArticleIdentification::ProductCode,
            line_id: None,
            article_system_id: None,
            article_number: None,
            article_name: None,
            product_code: Some(product_code.to_owned()),
            number_of_items,
            data: LineData {
                external_order_line_code: Some(external_order_line_code.to_owned()),
                ..LineData::default()
            },
            vat: None,
            sub_lines_from: SubLines::ArticleRegister,
            sub_lines: Vec::new(),
        }
    }

    fn code(&self) -> &str {
        self.data.external_order_line_code.as_deref().map(str::trim).unwrap_or_default()
    }
}

/// A line whose references are known to be good.
pub(super) struct ResolvedLine {
    request: LineRequest,
    article: i32,
    /// The stored line that it continues.
    continues: Option<i32>,
    parts: Vec<ResolvedPart>,
}

struct ResolvedPart {
    article: i32,
    per_parent: Decimal,
    data: LineData,
}

impl World {
    /// Checks every line before the first is stored.
    pub(super) fn resolve_lines(
        &self,
        order: Option<i32>,
        lines: Vec<LineRequest>,
        text_lines: Option<&[TextLine]>,
    ) -> Result<Vec<ResolvedLine>, Refusal> {
        let stored = order.and_then(|id| self.orders.get(id)).map_or(&[][..], |order| &order.lines);
        let mut codes = HashSet::new();
        let texts =
            text_lines.into_iter().flatten().filter_map(|line| line.external_order_line_code.as_deref());
        for code in texts.filter(|code| !code.trim().is_empty()) {
            if !codes.insert(key(code)) {
                refuse!("The ExternalOrderLineCode '{code}' occurs on more than one line of the order.");
            }
        }
        let mut articles = HashSet::new();
        let mut resolved = Vec::with_capacity(lines.len());
        for request in lines {
            let code = request.code();
            check_length("ExternalOrderLineCode", Some(code), self.rules.limits.external_order_line_code)?;
            if !code.is_empty() && !codes.insert(key(code)) {
                refuse!("The ExternalOrderLineCode '{code}' occurs on more than one line of the order.");
            }
            let article = self.line_article(&request)?;
            let name = |id: i32| self.articles.get(id).map(|a| a.number().to_owned()).unwrap_or_default();
            // Repeats are distinguished by code only: one line without a code is enough to mix the others up.
            let by_code = request.identification == LineIdentification::ExternalOrderLineCode;
            let repeats = !articles.insert(article);
            let other_by_article = |line: &ResolvedLine| {
                line.article == article && line.request.identification == LineIdentification::Article
            };
            if repeats && (!by_code || resolved.iter().any(other_by_article)) {
                refuse!("The article '{}' occurs on more than one line of the order.", name(article));
            }
            if request.number_of_items <= Decimal::ZERO {
                refuse!("The line '{code}' of the article '{}' has no quantity.", name(article));
            }
            if let Some(vat) = &request.vat {
                self.check_vat(vat)?;
            }
            let continues = match request.identification {
                LineIdentification::ExternalOrderLineCode if code.is_empty() => {
                    refuse!("An order line is identified by ExternalOrderLineCode, which was empty.")
                }
                LineIdentification::ExternalOrderLineCode => {
                    stored.iter().find(|line| line.parent.is_none() && key(line.code()) == key(code))
                }
                LineIdentification::Article => {
                    stored.iter().find(|line| line.parent.is_none() && line.article == article)
                }
                LineIdentification::SystemId => {
                    let found = stored.iter().find(|line| Some(line.id) == request.line_id);
                    if found.is_none() {
                        refuse!("The order line with OrderLineSystemId {:?} was not found.", request.line_id);
                    }
                    found
                }
            };
            let parts = self.resolve_parts(&request, article)?;
            resolved.push(ResolvedLine { continues: continues.map(|line| line.id), request, article, parts });
        }
        Ok(resolved)
    }

    fn line_article(&self, request: &LineRequest) -> Result<i32, Refusal> {
        let keys = ArticleKeys {
            system_id: request.article_system_id,
            number: request.article_number.as_deref(),
            product_code: request.product_code.as_deref(),
            name: request.article_name.as_deref(),
        };
        match self.articles.find(request.article_identification, keys)? {
            Some(article)
                if article.data.is_obsolete == Some(true)
                    && self.rules.inactive_articles == InactiveArticles::Refused =>
            {
                refuse!("The article '{}' of the line '{}' is not active.", article.number(), request.code())
            }
            Some(article) => Ok(article.system_id),
            None => {
                let sought = keys.product_code.or(keys.number).or(keys.name).unwrap_or_default();
                refuse!("The article '{sought}' of the line '{}' was not found.", request.code())
            }
        }
    }

    /// The parts of a kit, one level deep.
    fn resolve_parts(&self, request: &LineRequest, article: i32) -> Result<Vec<ResolvedPart>, Refusal> {
        if request.sub_lines_from == SubLines::Request && !request.sub_lines.is_empty() {
            let parts = request.sub_lines.iter().map(|part| {
                let article = self.line_article(part)?;
                let per_parent = part.number_of_items / request.number_of_items;
                Ok(ResolvedPart { article, per_parent, data: part.data.clone() })
            });
            return parts.collect();
        }
        let kit = self.articles.get(article).filter(|article| article.is_kit());
        let parts = kit.and_then(|kit| kit.structure.as_ref()).into_iter().flat_map(|kit| &kit.parts);
        let do_pick = request.data.do_pick;
        Ok(parts
            .map(|part| ResolvedPart {
                article: part.system_id,
                per_parent: part.number_of_items,
                data: LineData { do_pick, ..LineData::default() },
            })
            .collect())
    }

    /// The new list of lines of an order, with the ids of those that go on.
    pub(super) fn build_lines(&mut self, order: Option<i32>, lines: Vec<ResolvedLine>) -> Vec<OrderLine> {
        let mut stored =
            order.and_then(|id| self.orders.get(id)).map(|o| o.lines.clone()).unwrap_or_default();
        let mut built = Vec::with_capacity(lines.len());
        for line in lines {
            let ResolvedLine { request, article, continues, parts } = line;
            let at = stored.iter().position(|line| Some(line.id) == continues);
            let mut line = match at {
                Some(at) => stored.remove(at),
                None => OrderLine { id: self.next_line_id(), ..OrderLine::default() },
            };
            stored.retain(|part| part.parent != Some(line.id));
            line.article = article;
            line.number_of_items = request.number_of_items;
            line.data.merge(request.data, &self.rules);
            line.vat = request.vat.map(|vat| self.apply_vat(vat)).or(line.vat);
            line.allocated = Decimal::ZERO;
            line.is_parent = !parts.is_empty();
            let (id, items) = (line.id, line.number_of_items);
            built.push(line);
            for ResolvedPart { article, per_parent, data } in parts {
                let number_of_items = per_parent * items;
                let (parent, part_id) = (Some(id), self.next_line_id());
                let part = OrderLine {
                    id: part_id,
                    article,
                    data,
                    number_of_items,
                    per_parent,
                    parent,
                    ..OrderLine::default()
                };
                built.push(part);
            }
        }
        if self.rules.missing_lines == MissingLines::Kept {
            stored.append(&mut built);
            return stored;
        }
        built
    }
}
