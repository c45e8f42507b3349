//! `takeover`: what another integration left is bound.

use wms_erp_sync::{Takeover, TakeoverReport};

use super::progress::shown;
use super::{Exit, Host, HostError, Surroundings, WIDTH, document};
use crate::table::{TextTable, wrap};

pub(super) async fn takeover(
    host: &Host,
    dry: bool,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let mut all = Vec::new();
    for tenant in &host.tenants {
        let taken = match dry {
            true => shown(&host.feed, around, host.engine.inspect(&tenant.name).plan_takeover()).await?,
            false => shown(&host.feed, around, host.engine.operator(&tenant.name).takeover()).await?,
        };
        if !json {
            print(&taken, around)?;
        }
        all.push(taken);
    }
    if json { document(all, around) } else { Ok(Exit::Done) }
}

fn print(taken: &Takeover, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let verb = if taken.dry { "would be taken over" } else { "taken over" };
    writeln!(around.out, "{}: {verb}", taken.tenant)?;
    let mut table = TextTable::new().margin(2).text("");
    for title in ["equal", "differing", "known", "new", "left out", "unmatched", "choices", "unreadable"] {
        table = table.number(title);
    }
    let sorts: Vec<(&str, &TakeoverReport)> = [("articles", &taken.articles), ("orders", &taken.orders)]
        .into_iter()
        .filter_map(|(name, taken)| Some((name, taken.as_ref()?)))
        .collect();
    for (name, taken) in &sorts {
        let TakeoverReport { equal, differing, known, new, left_out, unmatched, choices, unreadable, .. } =
            taken;
        let counts = [equal, differing, known, new, left_out, unmatched, choices, unreadable];
        table.row(std::iter::once((*name).to_owned()).chain(counts.map(u64::to_string)));
    }
    write!(around.out, "{table}")?;
    for (name, taken) in sorts {
        for differing in &taken.differences {
            let fields: Vec<&str> = differing.fields.iter().map(|change| change.field.as_str()).collect();
            let text = format!("{name} {} differs in {}", differing.record, fields.join(", "));
            write!(around.out, "{}", wrap(&text, "  ", "    ", WIDTH))?;
            if !differing.remark.is_empty() {
                write!(around.out, "{}", wrap(&differing.remark, "    ", "    ", WIDTH))?;
            }
        }
        for choice in &taken.needed {
            let text = format!("{name} {} needs a choice: {}", choice.record, choice.what);
            write!(around.out, "{}", wrap(&text, "  ", "    ", WIDTH))?;
            write!(around.out, "{}", wrap(&choice.remedy, "    → ", "      ", WIDTH))?;
        }
    }
    Ok(())
}
