//! The questions of go-live that no call answers: for a person in one of the two systems, for the vendor, or for time.

use std::fmt;

use crate::question::Vendor;

/// Who answers a question that no call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnsweredBy {
    /// A person, who does something in one of the two systems and looks at what comes of it.
    Person,
    /// The vendor, or a document that only customers can read.
    Vendor,
    /// Days of operation.
    Time,
}

impl fmt::Display for AnsweredBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person => "a person",
            Self::Vendor => "the vendor",
            Self::Time => "time",
        })
    }
}

/// A question that no call answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ManualQuestion {
    /// Whose behaviour it is about.
    pub vendor: Vendor,
    /// Who answers it.
    pub answered_by: AnsweredBy,
    /// What is not known.
    pub unknown: &'static str,
    /// How to find out.
    pub how: &'static str,
}

/// All questions of go-live that no call answers, in its words and in its order.
pub fn manual() -> &'static [ManualQuestion] {
    use AnsweredBy::{Person, Time};
    use Vendor::{Ongoing, TwentyFourSevenOffice};
    &[
        ManualQuestion {
            vendor: TwentyFourSevenOffice,
            answered_by: Time,
            unknown: "What does the quota message look like, and with which status is it sent? Is the quota counted by address, session or client?",
            how: "watch `wms_erp_sync_requests_total`. If several hosts share one address, expect less for each",
        },
        ManualQuestion {
            vendor: TwentyFourSevenOffice,
            answered_by: Time,
            unknown: "How long does a session live, and how are logins throttled?",
            how: "run every 15 minutes for a day; `requests.session` in the reports must stay near zero",
        },
        ManualQuestion {
            vendor: TwentyFourSevenOffice,
            answered_by: Person,
            unknown: "Does a form that a person has open in the ERP write back the whole order, with the text as it was before ours?",
            how: "open an order, have it sent, add a word to its text in the form, and save: after the next run, both must be there",
        },
        ManualQuestion {
            vendor: TwentyFourSevenOffice,
            answered_by: Person,
            unknown: "Does Sent reduce the stock of a structure product's parts, that of the product itself, or both?",
            how: "list a kit, ship one, and run: the stock of its parts in the ERP must equal the stock in the warehouse",
        },
        ManualQuestion {
            vendor: TwentyFourSevenOffice,
            answered_by: Person,
            unknown: "V001 back orders: which quantities create one, and how is it linked?",
            how: "turn it on, ship 8 of 10, and run twice: there must be one order of 2",
        },
        ManualQuestion {
            vendor: TwentyFourSevenOffice,
            answered_by: AnsweredBy::Vendor,
            unknown: "Until when will the SOAP API be supported?",
            how: "ask 24SevenOffice before you sign a contract that runs for years",
        },
        ManualQuestion {
            vendor: TwentyFourSevenOffice,
            answered_by: Person,
            unknown: "What do the pages say that we could not read: the rest of \"Save Invoices\", the end of the FAQ and of the mapping table?",
            how: "read them with your login, and compare them with the `plan --json` of an order",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: AnsweredBy::Vendor,
            unknown: "Which paging and filters does today's SOAP API have?",
            how: "nothing needs to be found out; ask Ongoing for the current WSDL if you use the client for more",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Is it safe during picking to set \"reported to picked\" for all lines at once?",
            how: "turn it on, send a part, pick more, and run: the part that was picked later must still be unreported",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Do back orders keep the number?",
            how: "split an order in the warehouse",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "How do webhooks authenticate, and in which order do they arrive?",
            how: "if you use them, check what a request contains, and let it start a run",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Can one API user access several goods owners?",
            how: "no call lists the goods owners of a user: run `check` for each, and ask the warehouse which ones the user may access",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Is LinePrice per unit or per line, with or without VAT?",
            how: "turn it on, and check a customs document",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Does a waybill or parcel that is added count as an update of the order?",
            how: "turn `tracking` on, and add a parcel to an order that was sent yesterday: it must be in the ERP after the next run, or else within a day",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Where are the tracking numbers: in the order's waybill or in its parcels?",
            how: "book a transport, and compare the text in the ERP with the labels. Over SOAP, only the first of several waybills can be read",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Time,
            unknown: "Does the filter on returned goods compare days or times, and does undoing a return change its time?",
            how: "take back one piece of an order, and another one the next day: both must be in `held` or in the ERP after the next run",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Does a purchase order lose the lines that a later write leaves out?",
            how: "announce two lines, leave one out, and look at the order in the WMS",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Which statuses mean that the reception of a purchase order has ended, and that it is cancelled?",
            how: "receive 2 of 3 and end the reception: within a day, a report must say that it is finished",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: AnsweredBy::Vendor,
            unknown: "Is the vendor's sum of reported, picked and to be reported exact?",
            how: "nothing needs to be found out: the sum is not used",
        },
        ManualQuestion {
            vendor: Ongoing,
            answered_by: Person,
            unknown: "Does stock by warehouse leave out an article that is in no warehouse, or a warehouse that is empty?",
            how: "name the warehouses, and run; `check` lists the existing ones",
        },
    ]
}
