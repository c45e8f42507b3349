//! The five processes, in the order in which a run does them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One of the five things that this engine keeps in step.
///
/// The order of the variants is the order of work in a run: each process sees what the former ones did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Process {
    /// Products of the ERP become articles of the WMS.
    Articles,
    /// Suppliers of the ERP travel on the articles that they supply.
    Suppliers,
    /// Sales orders of the ERP become customer orders of the WMS.
    Orders,
    /// Orders that the WMS has sent become sent in the ERP.
    OrderStatus,
    /// The ERP's stock follows the WMS's.
    Stock,
}

impl Process {
    /// All processes, in the order of work.
    pub const ALL: [Self; 5] =
        [Self::Articles, Self::Suppliers, Self::Orders, Self::OrderStatus, Self::Stock];

    /// The name in configurations, reports and stores; it never changes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Suppliers => "suppliers",
            Self::Orders => "orders",
            Self::OrderStatus => "order_status",
            Self::Stock => "stock",
        }
    }

    /// Whether it is bulk work, of which a first load or a daily comparison takes its time. The others are short, and people
    /// wait for what they do.
    pub(crate) const fn is_bulk(self) -> bool {
        matches!(self, Self::Articles | Self::Suppliers | Self::Stock)
    }
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Process {
    type Err = UnknownProcess;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|process| process.as_str() == name)
            .ok_or_else(|| UnknownProcess(name.to_owned()))
    }
}

/// A name that is none of the processes'.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no process {0:?}: use articles, suppliers, orders, order_status or stock")]
pub struct UnknownProcess(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_as_its_process() {
        for process in Process::ALL {
            assert_eq!(process.to_string().parse(), Ok(process));
            assert_eq!(serde_json::to_string(&process).unwrap(), format!("\"{process}\""));
        }
    }

    #[test]
    fn the_order_of_work_is_the_order_of_the_variants() {
        assert!(Process::ALL.is_sorted());
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_names_there_are() {
        let error = "Orders".parse::<Process>().unwrap_err().to_string();
        assert!(error.contains("\"Orders\"") && error.contains("order_status"), "{error}");
    }
}
