//! `check`: both sides looked at, before anything is done.

use wms_erp_sync::Rating;

use super::{Exit, Host, HostError, Surroundings, WIDTH};
use crate::table::wrap;

pub(super) async fn check(host: &Host, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let mut exit = Exit::Done;
    for warning in &host.warnings {
        let text = wrap(&warning.to_string(), "note: ", "      ", WIDTH);
        writeln!(around.out, "{text}")?;
    }
    for tenant in &host.tenants {
        writeln!(around.out, "{}", tenant.name)?;
        let checked = host.engine.inspect(&tenant.name).check().await?;
        let widest =
            checked.findings.iter().map(|finding| finding.subject.chars().count()).max().unwrap_or(0);
        for finding in &checked.findings {
            let first = format!("  {:<5}  {:<widest$}  ", finding.rating.as_str(), finding.subject);
            let rest = " ".repeat(first.chars().count());
            let mut text = wrap(&finding.detail, &first, &rest, WIDTH);
            if !finding.remedy.is_empty() {
                text += &wrap(&finding.remedy, &format!("{rest}→ "), &format!("{rest}  "), WIDTH);
            }
            match colour(finding.rating).filter(|_| around.colours) {
                Some(colour) => write!(around.out, "\u{1b}[{colour}m{text}\u{1b}[0m")?,
                None => write!(around.out, "{text}")?,
            }
        }
        writeln!(around.out)?;
        if !checked.is_ok() {
            exit = Exit::Failed;
        }
    }
    Ok(exit)
}

fn colour(rating: Rating) -> Option<&'static str> {
    match rating {
        Rating::Wrong => Some("31"),
        Rating::Doubtful => Some("33"),
        _ => None,
    }
}
