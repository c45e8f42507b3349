//! `show`: what happened to an order.

use super::{Exit, Host, HostError, Surroundings};
use crate::results::Why;
use crate::timeline;

const WIDTH: usize = 100;

pub(super) async fn show(host: &Host, order: i32, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let mut known = false;
    for tenant in &host.tenants {
        let events = host.engine.timeline(&tenant.name, order).await?;
        let record = order.to_string();
        let held = host.engine.held(&tenant.name).await?;
        let held: Vec<_> =
            held.into_iter().filter(|held| held.record.split('/').next() == Some(record.as_str())).collect();
        if events.is_empty() && held.is_empty() {
            continue;
        }
        known = true;
        writeln!(around.out, "{}: order {order}", tenant.name)?;
        write!(around.out, "{}", timeline::lines(&events, tenant.zone, WIDTH))?;
        for held in held {
            let why = Why::from(&held);
            write!(around.out, "  now held:\n{}", why.lines(held.process, WIDTH))?;
        }
    }
    if !known {
        writeln!(around.out, "order {order}: nothing has happened to it")?;
    }
    Ok(Exit::Done)
}
