//! What the host gets from the machine.

use std::fmt;
use std::io::Write;
use std::sync::Arc;

use wms_erp_sync::CancellationToken;
use wms_erp_sync::clock::Clock;

use super::identity;
use super::progress::Showing;
use crate::config::Outside;
use crate::schedule::Followed;
use crate::tenants::Reload;

/// What the host gets from the machine, so that a test can give it something else.
#[non_exhaustive]
pub struct Surroundings<'a> {
    /// Tells the time, and waits.
    pub clock: Arc<dyn Clock>,
    /// Environment and files.
    pub outside: Arc<dyn Outside>,
    /// Where results go.
    pub out: &'a mut (dyn Write + Send),
    /// Where complaints go.
    pub err: &'a mut (dyn Write + Send),
    /// Whether the output is a terminal that shows colours.
    pub colours: bool,
    /// Cancelled when the host is asked to stop.
    pub stop: CancellationToken,
    /// Asks the host to read its tenants again.
    pub reload: Reload,
    /// The name of this process among all that share a store: leases, runs and its share of the requests are taken under it.
    pub process: String,
    /// What follows the clock of a database that the store is in: see [`follow_database`](Self::follow_database).
    pub(crate) followed: Followed,
    /// How it is shown how far long work has come.
    pub(crate) showing: Showing,
}

impl<'a> Surroundings<'a> {
    /// Without colours, with nothing that asks the host to stop, and named by machine, number of the process and a random number.
    pub fn new(
        clock: Arc<dyn Clock>,
        outside: Arc<dyn Outside>,
        out: &'a mut (dyn Write + Send),
        err: &'a mut (dyn Write + Send),
    ) -> Self {
        Self {
            clock,
            outside,
            out,
            err,
            colours: false,
            stop: CancellationToken::new(),
            reload: Reload::default(),
            process: identity::this_process(),
            followed: Followed::default(),
            showing: Showing::default(),
        }
    }

    /// Takes this clock, and lets it follow that of the database, where the store is in one. All that is remembered goes by
    /// one clock then, on however many machines.
    #[cfg(feature = "postgres")]
    #[must_use]
    pub fn follow_database(self, clock: wms_erp_postgres::DatabaseClock) -> Self {
        Self { clock: Arc::new(clock.clone()), followed: Some(clock), ..self }
    }

    /// Whether the output is a terminal that shows colours.
    #[must_use]
    pub fn colours(self, colours: bool) -> Self {
        Self { colours, ..self }
    }

    /// What is cancelled when the host is asked to stop.
    #[must_use]
    pub fn stop(self, stop: CancellationToken) -> Self {
        Self { stop, ..self }
    }

    /// Another name among all that share a store. No two processes may have the same one.
    #[must_use]
    pub fn process(self, name: impl Into<String>) -> Self {
        Self { process: name.into(), ..self }
    }

    /// What asks the host to read its tenants again.
    #[must_use]
    pub fn reload(self, reload: Reload) -> Self {
        Self { reload, ..self }
    }
}

impl Surroundings<'_> {
    /// How it is shown how far long work has come.
    #[must_use]
    pub(super) fn showing(self, showing: Showing) -> Self {
        Self { showing, ..self }
    }
}

impl fmt::Debug for Surroundings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").field("colours", &self.colours).finish_non_exhaustive()
    }
}
