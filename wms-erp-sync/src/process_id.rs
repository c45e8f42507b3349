//! The names of processes: the seven that come with the engine, in the order in which a run does them, and those of a host.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use arrayvec::ArrayString;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Names a process of the engine: a built-in one, or one that the host adds.
///
/// Sorts in the order of work in a run: each process sees what the former ones did. Those of the host come last, by their names.
/// As text, in JSON and in stores, it is its [name](Self::as_str).
///
/// ```
/// use wms_erp_sync::Process;
/// assert_eq!("orders".parse(), Ok(Process::Orders));
/// let returns = Process::custom("returns-report")?;
/// assert_eq!(returns.to_string(), "returns-report");
/// assert!(returns > Process::Stock);
/// # Ok::<(), wms_erp_sync::ProcessNameError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Goods that came back to the WMS become notices, or credits in the ERP.
    Returns,
    /// Purchase orders of the host's source are announced to the WMS, and what it receives of them is reported back.
    ExpectedReceipts,
    /// The ERP's stock follows the WMS's.
    Stock,
    /// A process of the host's own.
    Custom(ProcessName),
}

impl Process {
    /// The built-in processes, in the order of work.
    pub const ALL: &'static [Self] = &[
        Self::Articles,
        Self::Suppliers,
        Self::Orders,
        Self::OrderStatus,
        Self::Returns,
        Self::ExpectedReceipts,
        Self::Stock,
    ];

    /// The host's process of this name: see [`ProcessName`].
    ///
    /// # Errors
    /// [`ProcessNameError`], if the name is a built-in process's or breaks the rules for names.
    pub fn custom(name: &str) -> Result<Self, ProcessNameError> {
        ProcessName::new(name).map(Self::Custom)
    }

    /// The built-in process of this name.
    ///
    /// # Errors
    /// [`UnknownProcess`], if it is none of theirs.
    pub fn built_in(name: &str) -> Result<Self, UnknownProcess> {
        let found = Self::ALL.iter().copied().find(|process| process.as_str() == name);
        found.ok_or_else(|| UnknownProcess(name.to_owned()))
    }

    /// The name in configurations, reports and stores; it never changes.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Articles => "articles",
            Self::Suppliers => "suppliers",
            Self::Orders => "orders",
            Self::OrderStatus => "order_status",
            Self::Returns => "returns",
            Self::ExpectedReceipts => "expected_receipts",
            Self::Stock => "stock",
            Self::Custom(name) => name.as_str(),
        }
    }

    /// Whether it may have a safety limit whose block a person approves: stock, and what writes to orders of the ERP. Of a process of a
    /// host's own that is not known.
    pub(crate) const fn may_have_safety_limit(self) -> bool {
        !matches!(self, Self::Articles | Self::Suppliers | Self::Returns | Self::ExpectedReceipts)
    }

    /// Whether it is bulk work, of which a first load or a daily comparison takes its time, or of which that is not known. The
    /// others are short, and people wait for what they do.
    pub const fn is_bulk(self) -> bool {
        matches!(self, Self::Articles | Self::Suppliers | Self::Stock | Self::Custom(_))
    }
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Reads the name of a built-in process, or any other as that of a host's: whether there is such a process is known to an engine
/// only. [`Process::built_in`] reads the names of the former alone.
impl FromStr for Process {
    type Err = ProcessNameError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::built_in(name).or_else(|_| Self::custom(name))
    }
}

impl Serialize for Process {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Process {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The name of a process of the host's own: 1 to 32 lowercase letters (a to z), digits and hyphens, the first of them a letter,
/// and no name of a built-in process. It stands in the store's keys and must not change, nor be used for another process later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcessName(ArrayString<MAX_LENGTH>);

/// A lease key, a document key and a job key have it in them, in databases with columns of bounded length too.
const MAX_LENGTH: usize = 32;

impl ProcessName {
    /// No name is longer.
    pub const MAX_LENGTH: usize = MAX_LENGTH;

    /// Checks a name.
    ///
    /// # Errors
    /// [`ProcessNameError`], if it is a built-in process's or breaks the rules for names.
    pub fn new(name: &str) -> Result<Self, ProcessNameError> {
        if Process::built_in(name).is_ok() {
            return Err(ProcessNameError::BuiltIn(name.to_owned()));
        }
        let is_valid = name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let known = ArrayString::from(name).ok().filter(|_| is_valid);
        known.map(Self).ok_or_else(|| ProcessNameError::Invalid(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for ProcessName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for ProcessName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A name that is none of the built-in processes'.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no process {0:?}: use articles, suppliers, orders, order_status, returns, expected_receipts or stock"
)]
pub struct UnknownProcess(String);

/// A name that no process of a host can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProcessNameError {
    /// A built-in process has it.
    #[error("{0:?} is the name of a built-in process: choose another one")]
    BuiltIn(String),
    /// It breaks the rules for names.
    #[error(
        "{0:?} is not the name of a process: use articles, suppliers, orders, order_status, returns, expected_receipts \
         or stock, or for a process of your own at most 32 lowercase letters, digits and hyphens, a letter first"
    )]
    Invalid(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_as_its_process() {
        let own = ["returns-report", "a", "b2b", "abcdefghijklmnopqrstuvwxyz-12345"];
        for process in Process::ALL.iter().copied().chain(own.map(|name| Process::custom(name).unwrap())) {
            assert_eq!(process.to_string().parse(), Ok(process));
            let json = serde_json::to_string(&process).unwrap();
            assert_eq!(json, format!("\"{process}\""));
            assert_eq!(serde_json::from_str::<Process>(&json).unwrap(), process);
            assert_eq!(serde_json::from_value::<Process>(process.as_str().into()).unwrap(), process);
        }
    }

    #[test]
    fn the_order_of_work_is_the_order_of_the_variants() {
        let own = ["a", "a-b", "ab", "zz"].map(|name| Process::custom(name).unwrap());
        assert!(Process::ALL.is_sorted() && own.is_sorted());
        assert!(Process::ALL.iter().all(|process| *process < own[0]));
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_names_there_are() {
        for error in [
            "Orders".parse::<Process>().unwrap_err().to_string(),
            Process::built_in("Orders").unwrap_err().to_string(),
        ] {
            assert!(error.contains("\"Orders\"") && error.contains("order_status"), "{error}");
        }
        assert!(Process::built_in("returns-report").is_err());
    }

    #[test]
    fn a_name_of_an_own_process_cannot_be_taken_for_anything_else_in_a_key() {
        let long = "a".repeat(ProcessName::MAX_LENGTH + 1);
        for name in ["", "*", "a/b", "a:b", "a_b", "a b", "A", "é", "1a", "-a", "a\n", "a\0", long.as_str()]
        {
            assert_eq!(Process::custom(name), Err(ProcessNameError::Invalid(name.to_owned())), "{name:?}");
            assert!(serde_json::from_value::<Process>(name.into()).is_err(), "{name:?}");
        }
        for &process in Process::ALL {
            let name = process.to_string();
            assert_eq!(Process::custom(&name), Err(ProcessNameError::BuiltIn(name)));
        }
    }
}
