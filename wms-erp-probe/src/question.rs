//! A question: what is not known, and how it is found out.

use std::fmt;

use futures::future::BoxFuture;

use crate::answer::{Conclusion, Stopped, Transport};
use crate::bench::Bench;

/// Whose behaviour a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vendor {
    /// 24SevenOffice.
    TwentyFourSevenOffice,
    /// Ongoing WMS.
    Ongoing,
}

impl Vendor {
    /// The name of its system.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwentyFourSevenOffice => "24SevenOffice",
            Self::Ongoing => "Ongoing",
        }
    }
}

/// A question that no document of the vendors answers.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Question {
    /// Its name on the command line.
    pub id: &'static str,
    /// Whose behaviour it is about.
    pub vendor: Vendor,
    /// The transports it is asked over; none for 24SevenOffice.
    pub transports: &'static [Transport],
    /// What is not known.
    pub unknown: &'static str,
    /// Why it matters.
    pub matters: &'static str,
    /// The settings that it decides, or that depend on it.
    pub settings: &'static [&'static str],
    /// What is read.
    pub reads: &'static str,
    /// What is written; empty if nothing is.
    pub writes: &'static str,
    /// How that is undone; empty if nothing is written.
    pub undone: &'static str,
    pub(crate) ask: Ask,
}

pub(crate) type Ask = for<'b, 'a> fn(&'b mut Bench<'a>) -> BoxFuture<'b, Result<Conclusion, Stopped>>;

/// Both transports.
pub(crate) const BOTH: &[Transport] = &[Transport::Soap, Transport::Rest];

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question").field("id", &self.id).finish_non_exhaustive()
    }
}
