//! The shelves of a store.

use std::fmt;

macro_rules! tables {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// Which table of a tenant a document is in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Table {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Table {
            /// All shelves.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in a store; it never changes.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

tables! {
    /// How far each process has read.
    Cursor => "cursor",
    /// Records read and not yet worked off.
    Spool => "spool",
    /// What is known of each article.
    Article => "article",
    /// Which article has which number.
    ArticleNumber => "article_number",
    /// What is known of each supplier.
    Supplier => "supplier",
    /// The ledger of orders.
    Order => "order",
    /// What the WMS has shipped of each order.
    Shipment => "shipment",
    /// Quantities as last seen and written.
    Stock => "stock",
    /// Records that wait for something or someone.
    Held => "held",
    /// What is to be looked at again, and when.
    Due => "due",
    /// Creations that were begun, so that none is done twice.
    Intent => "intent",
    /// What happened, for the timelines.
    Event => "event",
    /// Reports of runs, and which have begun.
    Run => "run",
    /// What operators have ordered: pauses, releases.
    Control => "control",
    /// Which person did what on the operator's page, and when. Written by hosts.
    Activity => "activity",
    /// Alarms that are open, and messages about them that are not sent yet. Written by hosts.
    Alarm => "alarm",
    /// How a service does its work, such as how often it asks for what, and why. Written by hosts.
    Service => "service",
    /// Facts about the tenant itself.
    Tenant => "tenant",
    /// What the host's own processes remember.
    Own => "own",
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_tables_share_a_name() {
        let names: HashSet<_> = Table::ALL.iter().map(|table| table.as_str()).collect();
        assert_eq!(names.len(), Table::ALL.len());
    }
}
