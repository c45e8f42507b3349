#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod bench;
mod clean;
mod erp;
mod fields;
mod journal;
mod manual;
mod person;
mod probe;
mod question;
mod questions;
mod wms;
mod zone;

pub use answer::{Conclusion, Evidence, Leftover, ProbeFinding, Setting, SettingValue, Transport};
pub use journal::{Journal, MemoryJournal, Notes, PREFIX, UnreadableJournal};
pub use manual::{AnsweredBy, ManualQuestion, manual};
pub use person::{Consent, Person, ProposedWrite};
pub use probe::{DemoSystems, Probe, ProbeReport};
pub use question::{Question, Vendor};
pub use questions::{all, find};
