//! Suppliers, which travel on articles: the vendor has no operation for a supplier alone.

use super::merge::{Merge, record};
use super::{Address, Refusal, Rules, SupplierChange, key, refusal::refuse};

record! {
    /// A supplier of the register.
    pub struct Supplier {
        /// Its number.
        pub number: Option<String>,
        /// Its name.
        pub name: Option<String>,
        /// Its address.
        pub address: Address,
    }
}

/// Which field finds the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupplierIdentification {
    /// Its number.
    Number,
    /// Its name.
    Name,
    /// Its name and address together.
    FullNameAndAddress,
}

/// An article's reference to its main supplier.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplierReference {
    /// Whether an unknown supplier is made and a known one changed, or whether it must be there.
    pub create_or_update: bool,
    /// Which field finds it.
    pub identification: SupplierIdentification,
    /// What is known about it.
    pub supplier: Supplier,
}

/// The register of suppliers. An entry's place is its id and never changes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Suppliers(Vec<Supplier>);

impl Suppliers {
    pub(crate) fn all(&self) -> &[Supplier] {
        &self.0
    }

    pub(crate) fn get(&self, id: usize) -> Option<&Supplier> {
        self.0.get(id)
    }

    pub(crate) fn check(&self, reference: &SupplierReference) -> Result<(), Refusal> {
        let (field, value) = match reference.identification {
            SupplierIdentification::Number => ("SupplierNumber", &reference.supplier.number),
            SupplierIdentification::Name | SupplierIdentification::FullNameAndAddress => {
                ("SupplierName", &reference.supplier.name)
            }
        };
        let Some(value) = value.as_deref().filter(|value| !value.trim().is_empty()) else {
            refuse!("The supplier is identified by {field}, which was empty.");
        };
        if !reference.create_or_update && self.position(reference).is_none() {
            refuse!("The supplier with {field} '{value}' was not found.");
        }
        super::customer::check_country(reference.supplier.address.country_code.as_deref())
    }

    /// Carries out a reference that has been checked: the supplier's id.
    pub(crate) fn apply(&mut self, reference: SupplierReference, rules: &Rules) -> usize {
        let Some(at) = self.position(&reference) else {
            let mut supplier = Supplier::default();
            supplier.merge(reference.supplier, rules);
            self.0.push(supplier);
            return self.0.len() - 1;
        };
        match (reference.create_or_update, rules.supplier_change) {
            (true, SupplierChange::Everywhere) => self.0[at].merge(reference.supplier, rules),
            (true, SupplierChange::ThatArticle) => {
                let mut changed = self.0[at].clone();
                changed.merge(reference.supplier, rules);
                if changed != self.0[at] {
                    self.0.push(changed);
                    return self.0.len() - 1;
                }
            }
            _ => {}
        }
        at
    }

    fn position(&self, reference: &SupplierReference) -> Option<usize> {
        let sought = &reference.supplier;
        self.0.iter().position(|known| match reference.identification {
            SupplierIdentification::Number => same(&known.number, &sought.number),
            SupplierIdentification::Name => same(&known.name, &sought.name),
            SupplierIdentification::FullNameAndAddress => {
                same(&known.name, &sought.name) && known.address.place() == sought.address.place()
            }
        })
    }
}

fn same(known: &Option<String>, sought: &Option<String>) -> bool {
    key(known.as_deref().unwrap_or_default()) == key(sought.as_deref().unwrap_or_default())
}
