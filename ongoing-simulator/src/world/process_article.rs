//! Creating and updating articles.

use chrono::{DateTime, Utc};

use super::article::{
    Article, ArticleDefinition, ArticleIdentification, Part, StockBalances, Structure, VatCode, VatReference,
};
use super::catalogue::ArticleKeys;
use super::customer::check_country;
use super::merge::Merge;
use super::{Processed, Refusal, World, check_length, refusal::refuse};

impl World {
    /// Creates an article or updates it: the one thing that can be asked with an article.
    ///
    /// # Errors
    /// When the key is empty or unknown to the register (system id), the number is missing or another article's, a
    /// text is too long, or a supplier, group, category or part is refused. Then nothing has changed.
    pub fn process_article(&mut self, definition: ArticleDefinition) -> Result<Processed, Refusal> {
        self.check_article(&definition)?;
        Ok(self.apply_article(definition))
    }

    fn check_article(&self, definition: &ArticleDefinition) -> Result<(), Refusal> {
        let data = &definition.data;
        let limits = &self.rules.limits;
        check_length("ArticleNumber", data.article_number.as_deref(), limits.article_number)?;
        check_length("ArticleName", data.article_name.as_deref(), limits.article_name)?;
        check_country(data.country_of_origin_code.as_deref())?;
        let known = self.find_defined(definition)?;
        let number = data.article_number.as_deref().map(str::trim).unwrap_or_default();
        if number.is_empty() {
            if known.is_none() {
                refuse!("A new article needs an ArticleNumber.");
            }
        } else if let Some(other) = self.articles.by_number(number)
            && known.is_none_or(|known| known.system_id != other.system_id)
        {
            refuse!("The article number '{number}' is already used by another article.");
        }
        for goods in &data.dangerous_goods {
            let known = self.rules.un_numbers.as_ref().is_none_or(|known| known.contains(&goods.un_number));
            if goods.un_number.is_empty() || !known {
                refuse!("The UN number '{}' of the dangerous goods was not found.", goods.un_number);
            }
        }
        if let Some(group) = &definition.group {
            self.article_groups.check(group)?;
        }
        if let Some(category) = &definition.category {
            self.article_categories.check(category)?;
        }
        if let Some(vat) = &definition.vat {
            self.check_vat(vat)?;
        }
        if let Some(supplier) = &definition.main_supplier {
            self.suppliers.check(supplier)?;
        }
        for (quantity, part) in definition.structure.iter().flat_map(|(_, parts)| parts) {
            if quantity.is_sign_negative() || quantity.is_zero() {
                refuse!("A part of the article '{number}' has the quantity {quantity}.");
            }
            self.check_article(part)?;
        }
        Ok(())
    }

    fn apply_article(&mut self, definition: ArticleDefinition) -> Processed {
        let now = self.now();
        let found = self.find_defined(&definition).ok().flatten().map(|article| article.system_id);
        let id = found.unwrap_or_else(|| self.articles.next_id());
        if found.is_none() {
            let stock_changed =
                if self.rules.new_article_changes_stock { now } else { DateTime::<Utc>::MIN_UTC };
            self.articles.insert(Article { stock_changed, ..blank(id, now) });
        }
        let ArticleDefinition { mut data, group, category, vat, main_supplier, structure, .. } = definition;
        data.article_number = data.article_number.map(|number| number.trim().to_owned());
        let supplier = main_supplier.map(|supplier| self.suppliers.apply(supplier, &self.rules));
        let group = group.map(|group| self.article_groups.apply(&group));
        let category = category.map(|category| self.article_categories.apply(&category));
        let vat = vat.map(|vat| self.apply_vat(vat));
        let rules = &self.rules;
        self.articles.change(id, |article| {
            let number = article.data.article_number.take();
            article.data.merge(data, rules);
            // The number is the one field that no update can take away.
            if article.data.article_number.is_none() {
                article.data.article_number = number;
            }
            if let Some(group) = group {
                article.group = group;
            }
            if let Some(category) = category {
                article.category = category;
            }
            article.vat = vat.or_else(|| article.vat.take());
            article.main_supplier = supplier.or(article.main_supplier);
            article.last_updated = now;
        });
        if let Some((kind, parts)) = structure {
            let parts = parts
                .into_iter()
                .map(|(number_of_items, part)| Part {
                    system_id: self.apply_article(part).id,
                    number_of_items,
                })
                .collect();
            self.articles.change(id, |article| article.structure = Some(Structure { kind, parts }));
        }
        let number = self.articles.get(id).map(Article::number).unwrap_or_default();
        let verb = if found.is_some() { "updated" } else { "created" };
        Processed { id, created: found.is_none(), message: format!("Article '{number}' was {verb}.<br/>") }
    }

    fn find_defined(&self, definition: &ArticleDefinition) -> Result<Option<&Article>, Refusal> {
        let data = &definition.data;
        let keys = ArticleKeys {
            system_id: definition.system_id,
            number: data.article_number.as_deref(),
            product_code: data.product_code.as_deref(),
            name: data.article_name.as_deref(),
        };
        self.articles.find(definition.identification, keys)
    }

    pub(super) fn check_vat(&self, reference: &VatReference) -> Result<(), Refusal> {
        if reference.by_percent && reference.vat.percent.is_none() {
            refuse!("The VAT code is identified by VatPercent, which was empty.");
        }
        if !reference.by_percent && reference.vat.code.trim().is_empty() {
            refuse!("The VAT code is identified by VatCode, which was empty.");
        }
        if !reference.create && self.find_vat(reference).is_none() {
            refuse!("The VAT code '{}' was not found.", reference.vat.code);
        }
        Ok(())
    }

    pub(super) fn apply_vat(&mut self, reference: VatReference) -> VatCode {
        if let Some(known) = self.find_vat(&reference) {
            return known.clone();
        }
        self.vat_codes.push(reference.vat.clone());
        reference.vat
    }

    fn find_vat(&self, reference: &VatReference) -> Option<&VatCode> {
        self.vat_codes.iter().find(|known| match reference.by_percent {
            true => known.percent == reference.vat.percent,
            false => super::key(&known.code) == super::key(&reference.vat.code),
        })
    }

    /// Changes an article as a person in the warehouse does, past every rule; none when no article has the code.
    pub fn edit_article(
        &mut self,
        product_code: &str,
        edit: impl FnOnce(&mut super::ArticleData),
    ) -> Option<()> {
        let now = self.now();
        let id = self.articles.by_product_code(product_code)?.system_id;
        self.articles.change(id, |article| {
            edit(&mut article.data);
            article.last_updated = now;
        })
    }

    /// Puts an article into the register by hand.
    ///
    /// # Errors
    /// As [`process_article`](Self::process_article).
    pub fn add_article(&mut self, data: super::ArticleData) -> Result<Processed, Refusal> {
        let identification = ArticleIdentification::ArticleNumber;
        self.process_article(ArticleDefinition { data, ..ArticleDefinition::identified_by(identification) })
    }
}

fn blank(system_id: i32, now: DateTime<Utc>) -> Article {
    Article {
        system_id,
        data: super::ArticleData::default(),
        group: None,
        category: None,
        vat: None,
        main_supplier: None,
        structure: None,
        stock: StockBalances::default(),
        elsewhere: Default::default(),
        last_updated: now,
        stock_changed: now,
    }
}
