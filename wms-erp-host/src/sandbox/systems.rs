//! Both vendors, simulated in this process, over real HTTP.

use std::fmt::Write;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Offset, TimeZone as _, Utc};
use wms_erp_sync::clock::Clock;
use wms_erp_sync::{TimeZone, simulator};

/// The company whose systems they are.
pub const NAME: &str = "Nordlys Friluft AS";

/// The two systems.
#[derive(Debug)]
#[non_exhaustive]
pub struct Systems {
    /// 24SevenOffice.
    pub erp: simulator::twentyfour::Simulator,
    /// Ongoing.
    pub wms: simulator::ongoing::Simulator,
}

/// Where they listen; 0 means any free port.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Ports {
    /// The ERP's.
    pub erp: u16,
    /// The WMS's.
    pub wms: u16,
}

impl Systems {
    /// Starts both, empty, on this machine only. They live in the zones that the real ones do.
    ///
    /// # Errors
    /// If a port cannot be had.
    pub async fn start(clock: Arc<dyn Clock>, ports: Ports) -> io::Result<Self> {
        let address = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut options = simulator::twentyfour::Options::default();
        options.address = address(ports.erp);
        options.username = "integrasjon@nordlysfriluft.example".to_owned();
        options.password = "fjell og fjord".to_owned();
        options.identities =
            vec![simulator::twentyfour::Identity::new("aaaaaaaa-0000-0000-0000-000000004711", 4711, NAME)];
        let erp_clock = Arc::clone(&clock);
        options.clock = Arc::new(move || erp_clock.now());
        options.zone = simulator::twentyfour::Zone::new(|utc| {
            let offset = TimeZone::OSLO.offset_from_utc_datetime(&utc).fix();
            Duration::seconds(offset.local_minus_utc().into())
        });
        let erp = simulator::twentyfour::Simulator::start_with(options).await?;
        let wms = simulator::ongoing::Simulator::builder()
            .address(address(ports.wms))
            .warehouse("nordlager")
            .user("WSI-nordlys", "gaffeltruck")
            .goods_owner(159, "NORDLYS")
            .clock(move || clock.now())
            .local_offset(|utc: DateTime<Utc>| {
                TimeZone::STOCKHOLM.offset_from_utc_datetime(&utc.naive_utc()).fix()
            });
        Ok(Self { erp, wms: wms.start().await? })
    }

    /// A configuration of the host for these two.
    pub fn configuration(&self, store: &str, since: NaiveDate) -> String {
        let Self { erp, wms } = self;
        let mut text = format!("store = {store:?}\n\n[[tenant]]\nname = \"nordlys\"\n\n");
        let mut table = |name: &str, keys: &[(&str, String)]| {
            // A String takes every text.
            let _ = writeln!(text, "[tenant.{name}]");
            for (key, value) in keys {
                let _ = writeln!(text, "{key} = {value}");
            }
            text.push('\n');
        };
        let quoted = |value: &str| format!("{value:?}");
        table(
            "erp",
            &[
                ("base_url", quoted(&erp.base_url())),
                ("application_id", quoted(&erp.application_id())),
                ("username", quoted(&erp.username())),
                ("password", quoted(&erp.password())),
            ],
        );
        table(
            "wms",
            &[
                ("base_url", quoted(&wms.base_url())),
                ("username", quoted(wms.username())),
                ("password", quoted(wms.password())),
                ("goods_owner_code", quoted(wms.goods_owner_code())),
                ("goods_owner_id", wms.goods_owner_id().to_string()),
            ],
        );
        table("orders", &[("since", quoted(&since.to_string()))]);
        text.truncate(text.trim_end().len());
        text + "\n"
    }
}
