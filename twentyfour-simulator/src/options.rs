//! How a simulated 24SevenOffice is set up and behaves where the vendor's behaviour is not known for certain.

use std::{fmt, net::SocketAddr, sync::Arc};

use asmx_soap::clock::{Clock, SystemClock};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};

/// The settings of a simulator. All of them have a default; the switches that stand for something that the vendor does
/// not document can be changed while it runs ([`Simulator::change`](super::Simulator::change)).
#[derive(Clone)]
#[non_exhaustive]
pub struct Options {
    /// Where to listen; by default a free port of the loopback interface.
    pub address: SocketAddr,
    /// The registered application id.
    pub application_id: String,
    /// The API user.
    pub username: String,
    /// The user's password.
    pub password: String,
    /// A token that stands for the user and the password.
    pub token: String,
    /// The vendor's service numbers that identities can be asked for by, each with the numbers of the identities that have
    /// it; a service that is not here is one that no user has.
    pub services: Vec<(i32, Vec<usize>)>,
    /// The companies that the user sees, the default one first.
    pub identities: Vec<Identity>,
    /// Where time comes from; by default the system clock. [`Simulator::advance`](super::Simulator::advance) moves it
    /// further. Everything that works together needs the same one.
    pub clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// The zone of times without an offset, in answers and in requests.
    pub zone: Zone,
    /// Whether members without a value are absent or spelt out as their sentinels.
    pub sentinels: Sentinels,
    /// Decides all chance: session ids, mixed sentinels.
    pub seed: u64,
    /// Send the key of an object although it was not asked for.
    pub ids_always: bool,
    /// Send empty address, phone and e-mail slots as `xsi:nil`, as recorded answers do although the schema forbids it.
    pub nil_slots: bool,
    /// `DateChanged` is rounded to the nearest minute.
    pub rounded_changes: bool,
    /// An update without `OrderStatus` sets the order to `Web`, its declared default.
    pub omitted_status_is_web: bool,
    /// An update leaves alone what it does not contain; otherwise it is a full overwrite.
    pub omitted_fields_stay: bool,
    /// An update that contains some of an order's rows leaves the others alone; otherwise they are deleted.
    pub omitted_rows_stay: bool,
    /// What becomes of the line breaks in `InvoiceText`.
    pub line_breaks: LineBreaks,
    /// Whether an order that is `Confirmed` can be set to `OrderState_Sent`.
    pub confirmed_to_sent: Taken,
    /// A save that repeats `OrderState_Sent` takes the quantities out of stock once more.
    pub sent_again_deducts: bool,
    /// `Confirmed` takes the quantities out of stock already, and `OrderState_Sent` does not again: stock is what is available.
    pub confirmed_deducts: bool,
    /// A `QuantityRest` that is saved makes an order of its own in the status `Rest`.
    pub rest_makes_order: bool,
    /// Whether the stock of a product that is not stock-controlled can be set.
    pub uncontrolled_stock: Taken,
    /// What becomes of a negative stock quantity.
    pub negative_stock: NegativeStock,
    /// Stock quantities are rounded to whole numbers.
    pub whole_stock: bool,
    /// Products and companies that orders name can be deleted.
    pub deletes_used: bool,
    /// Whether an order that is no credit note takes a `ReferenceOrderId`.
    pub reference_order: Taken,
    /// Whether `ExternalStatus` may be negative.
    pub negative_external_status: Taken,
    /// Whether the quantity of a row may be negative. One that is ignored is left out.
    pub negative_quantities: Taken,
    /// An order with `SkipStock` leaves the stock alone.
    pub skip_stock_counts: bool,
    /// A save that only edits rows counts as a change of the order.
    pub row_changes_order: bool,
    /// A save that only sets another status counts as a change of the order.
    pub status_changes_order: bool,
    /// Where deleted products are still found. They have `StatusId` 0, as expired ones.
    pub deleted_products: Shown,
    /// Where orders in the status `Inactive` are found.
    pub inactive_orders: Shown,
    /// What a search for products or orders answers that names no properties.
    pub empty_properties: EmptyProperties,
    /// What becomes of `QuantityDelivered` and `QuantityRest` of rows that are saved: the contract has them, and says no more.
    pub delivered_quantities: DeliveredQuantities,
    /// Setting `OrderState_Sent` takes the quantities out of stock, once per order.
    pub sent_deducts_stock: bool,
    /// A new stock quantity counts as a change of the product.
    pub stock_changes_product: bool,
    /// Most ids in a list of a request.
    pub id_limit: usize,
    /// What becomes of the ids in a longer list: those behind the limit are taken, too, or left out without a word, or the
    /// request is refused.
    pub excess_ids: Taken,
    /// Companies per page of `GetCompanySyncList`.
    pub page_size: usize,
    /// A session ends after so many requests.
    pub session_requests: Option<u32>,
    /// Several servers behind a load balancer, which sets a cookie of its own: a request without it goes to another
    /// server, which does not know the session.
    pub balanced: bool,
    /// `GetInvoices` fails with a time-out when `ChangedAfter` alone reaches further back.
    pub order_reach: Option<Duration>,
    /// The hourly limit.
    pub quota: Quota,
}

/// A company that the user may work in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identity {
    /// The identity's guid.
    pub id: String,
    /// Number of the client, as the vendor calls its customer.
    pub client_id: i64,
    /// Name of the client.
    pub client_name: String,
    /// Whether work on it is refused.
    pub blocked: bool,
}

impl Identity {
    /// An identity that is not blocked.
    pub fn new(id: impl Into<String>, client_id: i64, client_name: impl Into<String>) -> Self {
        Self { id: id.into(), client_id, client_name: client_name.into(), blocked: false }
    }
}

/// The requests allowed in a clock hour.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quota {
    /// How many.
    pub per_hour: u32,
    /// Whether `APILimitRemaining` and `APILimitReset` are sent.
    pub headers: bool,
    /// How the refusal looks, which the vendor does not say.
    pub refusal: RefusalForm,
}

/// The dress of the quarantine text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefusalForm {
    /// A SOAP fault.
    Fault,
    /// Plain text with this HTTP status.
    Text(u16),
    /// A page of HTML with this HTTP status.
    Html(u16),
}

/// What becomes of the quantities in a row that say what was delivered and what is still to come, when an order is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveredQuantities {
    /// They are set.
    Kept,
    /// They are left as they are, without a word.
    Ignored,
    /// The order is refused.
    Refused,
}

/// Whether something that is asked for is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Taken {
    /// It is done.
    Done,
    /// It is not done, without a word.
    Ignored,
    /// It is refused.
    Refused,
}

/// What becomes of a negative stock quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NegativeStock {
    /// It is set.
    Kept,
    /// It becomes zero.
    Zero,
    /// It is not set, without a word.
    Ignored,
    /// It is refused.
    Refused,
}

/// Which searches find a record that is no longer in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shown {
    /// All searches.
    Everywhere,
    /// Only those by its id.
    ById,
    /// None.
    Nowhere,
}

/// What a search without any properties answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EmptyProperties {
    /// The records, without any of their properties.
    Nothing,
    /// The records with all of their properties.
    All,
    /// A fault.
    Refused,
}

/// What becomes of line breaks in a text that is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineBreaks {
    /// They stay as they are.
    Kept,
    /// They become a carriage return and a line feed.
    CarriageReturns,
    /// They become spaces.
    Spaces,
}

/// What becomes of requested members without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sentinels {
    /// They are left out.
    Absent,
    /// They are sent as their declared default.
    Explicit,
    /// One or the other, by seeded chance.
    Mixed,
}

/// A time zone as a function, so that no time zone database is needed here.
#[derive(Clone)]
pub struct Zone(Arc<dyn Fn(NaiveDateTime) -> Duration + Send + Sync>);

impl Zone {
    /// UTC, which the vendor's FAQ speaks of.
    pub fn utc() -> Self {
        Self::new(|_| Duration::zero())
    }

    /// A zone by what it is ahead of UTC at a time of UTC.
    pub fn new(ahead: impl Fn(NaiveDateTime) -> Duration + Send + Sync + 'static) -> Self {
        Self(Arc::new(ahead))
    }

    pub(super) fn to_local(&self, utc: NaiveDateTime) -> NaiveDateTime {
        utc + (self.0)(utc)
    }

    /// `None` for a local time that the zone skips.
    pub(super) fn to_utc(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        // The day of -9999 or so that has no neighbour is not a meaningful time.
        let nearby = [Duration::hours(-24), Duration::hours(24)];
        let offsets = nearby.iter().filter_map(|step| Some((self.0)(local.checked_add_signed(*step)?)));
        offsets.filter_map(|ahead| local.checked_sub_signed(ahead)).find(|utc| self.to_local(*utc) == local)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            application_id: "11111111-2222-3333-4444-555555555555".into(),
            username: "api@fjordhandel.example".into(),
            password: "correct horse".into(),
            token: "cccccccc-0000-0000-0000-000000000001".into(),
            services: vec![(1, vec![0, 1])],
            identities: vec![
                Identity::new("aaaaaaaa-0000-0000-0000-000000000001", 501, "Fjord Handel AS"),
                Identity::new("aaaaaaaa-0000-0000-0000-000000000002", 502, "Fjord Engros AS"),
            ],
            clock: Arc::new(|| SystemClock.now()),
            zone: Zone::utc(),
            sentinels: Sentinels::Absent,
            seed: 24,
            ids_always: false,
            nil_slots: false,
            rounded_changes: true,
            omitted_status_is_web: false,
            omitted_fields_stay: true,
            omitted_rows_stay: true,
            line_breaks: LineBreaks::Kept,
            confirmed_to_sent: Taken::Done,
            sent_again_deducts: false,
            confirmed_deducts: false,
            rest_makes_order: false,
            uncontrolled_stock: Taken::Done,
            negative_stock: NegativeStock::Kept,
            whole_stock: false,
            deletes_used: true,
            reference_order: Taken::Done,
            negative_external_status: Taken::Done,
            negative_quantities: Taken::Done,
            skip_stock_counts: true,
            row_changes_order: true,
            status_changes_order: true,
            deleted_products: Shown::Nowhere,
            inactive_orders: Shown::Everywhere,
            empty_properties: EmptyProperties::Nothing,
            delivered_quantities: DeliveredQuantities::Kept,
            sent_deducts_stock: true,
            stock_changes_product: true,
            id_limit: 1000,
            excess_ids: Taken::Refused,
            page_size: 1000,
            session_requests: None,
            balanced: false,
            order_reach: None,
            quota: Quota { per_hour: 7200, headers: true, refusal: RefusalForm::Fault },
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("username", &self.username)
            .field("identities", &self.identities)
            .field("sentinels", &self.sentinels)
            .field("quota", &self.quota)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Zone")
    }
}
