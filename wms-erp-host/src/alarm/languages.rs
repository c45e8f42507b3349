//! In which language each receiver reads.

use wms_erp_sync::Language;

use super::channel::Receiver;
use super::record::SERVICE;
use crate::tenants::Served;

/// What the configuration says about it.
#[derive(Debug)]
pub(super) struct Languages<'a> {
    /// That of tenants of which nothing else is said.
    pub(super) service: Language,
    pub(super) tenants: &'a [Served],
}

impl Languages<'_> {
    /// The receiver's own, else that of the tenant that it is about. What is about several, such as a digest, is in the language that all
    /// tenants of the receiver have in common, else in the service's.
    pub(super) fn of(&self, receiver: &Receiver, tenant: &str) -> Language {
        let is_about = |served: &&Served| {
            if tenant == SERVICE { receiver.is_for(served.name()) } else { served.name() == tenant }
        };
        let mut all =
            self.tenants.iter().filter(is_about).map(|served| served.language.unwrap_or(self.service));
        receiver.language.unwrap_or_else(|| match all.next() {
            Some(first) if all.all(|other| other == first) => first,
            _ => self.service,
        })
    }
}
