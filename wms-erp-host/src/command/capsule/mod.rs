//! `capsule` and `replay`: a problem with an order in one file, without the people in it.

mod key;
mod settings;

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use wms_erp_sync::capsule::{
    Capsule, CapsuleOutcome, CapsuleSide, CapsuleSource, CapsuleTransport, Recorder,
};
use wms_erp_sync::{Tenant, moment};

use super::saved::{self, Kind};
use super::{Exit, Host, HostError, Meant, Surroundings, WIDTH, output};
use crate::table::wrap;

/// The files that capsules are saved in.
const CAPSULE: Kind = Kind { what: "capsule", is_one };

fn is_one(text: &[u8]) -> bool {
    Capsule::from_bytes(text).is_ok()
}

/// Where the files are that a capsule is made with, unless it is said.
pub(super) struct Files {
    /// The configuration.
    pub(super) config: PathBuf,
    /// The capsule.
    pub(super) save: Option<PathBuf>,
    /// The key of the pseudonyms.
    pub(super) key: Option<PathBuf>,
}

pub(super) async fn capsule(
    host: &Host,
    order: i32,
    files: Files,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let [meant] = &host.tenants[..] else {
        let names: Vec<&str> = host.tenants.iter().map(|tenant| tenant.name.as_str()).collect();
        let names = names.join(", ");
        return Err(HostError::Usage(format!(
            "say with --tenant whose order {order} it is: companies number their orders alike ({names})"
        )));
    };
    let file = files.save.unwrap_or_else(|| format!("capsule-{order}.json").into());
    saved::may_be_written(&file, &CAPSULE)?;
    let key_file = files.key.unwrap_or_else(|| key::beside(&files.config, &meant.name));
    let key = key::read_or_make(&key_file, around)?;
    let recorder = Recorder::new();
    let transport = if meant.systems.rest { CapsuleTransport::Rest } else { CapsuleTransport::Soap };
    let source = CapsuleSource::new(recorded(meant, &recorder), recorder, key)
        .transport(transport)
        .settings(&settings::of(&meant.settings, &meant.tenant))
        .map_err(|error| HostError::Output(io::Error::other(error)))?;
    let Some(capsule) = source.pack(&host.engine, order).await? else {
        let what =
            format!("order {order} is not known: neither side has it, and nothing is recorded about it");
        return Err(HostError::Unknown {
            what,
            remedy: "check the number (the one in the ERP) and --tenant; for something else than an order, see capsule --help",
        });
    };
    saved::keep(&file, (output::json(&capsule)? + "\n").as_bytes(), &CAPSULE)?;
    let (name, shown, key_shown) = (&meant.name, file.display(), key_file.display());
    writeln!(around.out, "{name}: order {order} is packed into {shown}")?;
    lines(&capsule.outcome, "  ", around)?;
    let next = "people's data are replaced by pseudonyms; have a look at the file before you send it, and replay it with \
                `wms-erp replay FILE`";
    write!(around.out, "{}", wrap(next, "  → ", "    ", WIDTH))?;
    let kept = format!("{key_shown} is the key of the pseudonyms: keep it, and send it to no one");
    write!(around.out, "{}", wrap(&kept, "  → ", "    ", WIDTH))?;
    notes(&capsule, around)?;
    Ok(Exit::Done)
}

/// The tenant, with clients whose requests are recorded.
fn recorded(meant: &Meant, recorder: &Recorder) -> Tenant {
    use wms_erp_sync::adapter::{Ongoing, TwentyFour};
    let erp = meant.systems.erp.wrap_http(|inner| recorder.stack(CapsuleSide::Erp, inner));
    let wms = meant.systems.wms.wrap_http(|inner| recorder.stack(CapsuleSide::Wms, inner));
    let mut tenant = meant.tenant.clone();
    tenant.erp = std::sync::Arc::new(TwentyFour::new(erp));
    tenant.wms = match meant.systems.rest {
        true => std::sync::Arc::new(Ongoing::new(wms.rest())),
        false => std::sync::Arc::new(Ongoing::new(wms)),
    };
    tenant
}

/// What came of a replay, for programs.
#[derive(Serialize)]
struct Replayed<'a> {
    order: i32,
    same: bool,
    recorded: &'a CapsuleOutcome,
    replayed: &'a CapsuleOutcome,
}

pub(super) async fn replay(
    file: &Path,
    json: bool,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let unusable = |what: &dyn std::fmt::Display| HostError::Usage(format!("{}: {what}", file.display()));
    let text = std::fs::read(file).map_err(|source| HostError::File { file: file.to_owned(), source })?;
    let capsule = Capsule::from_bytes(&text).map_err(|error| unusable(&error))?;
    let tenant = settings::tenant(&capsule, &around.clock).map_err(|error| unusable(&error))?;
    let replayed = capsule.replay(&tenant).await?;
    let same = replayed == capsule.outcome;
    let exit = if same { Exit::Done } else { Exit::Failed };
    let Capsule { order, version, .. } = &capsule;
    if json {
        let document = Replayed { order: *order, same, recorded: &capsule.outcome, replayed: &replayed };
        writeln!(around.out, "{}", output::json(&document)?)?;
        return Ok(exit);
    }
    let made = moment(&capsule.made_at, tenant.erp_zone);
    writeln!(around.out, "order {order}, packed {made} by wms-erp {version}")?;
    writeln!(around.out, "recorded:")?;
    lines(&capsule.outcome, "  ", around)?;
    if same {
        writeln!(around.out, "replayed: the same")?;
    } else {
        writeln!(around.out, "replayed:")?;
        lines(&replayed, "  ", around)?;
        writeln!(around.out, "difference:")?;
        let [recorded, replayed] =
            [&capsule.outcome, &replayed].map(|outcome| outcome.lines().join("\n") + "\n");
        let difference = similar::TextDiff::from_lines(&recorded, &replayed);
        for change in difference.iter_all_changes() {
            let sign = match change.tag() {
                similar::ChangeTag::Equal => continue,
                similar::ChangeTag::Delete => "-",
                similar::ChangeTag::Insert => "+",
            };
            writeln!(around.out, "  {sign} {}", change.value().trim_end())?;
        }
        if version != env!("CARGO_PKG_VERSION") {
            let what = format!(
                "it was packed by version {version}, and this is {}: that may be the difference; replay it with that version, too",
                env!("CARGO_PKG_VERSION")
            );
            write!(around.err, "{}", wrap(&what, "", "  ", WIDTH))?;
        }
    }
    notes(&capsule, around)?;
    Ok(exit)
}

fn lines(outcome: &CapsuleOutcome, margin: &str, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    let further = format!("{margin}  ");
    for line in outcome.lines() {
        write!(around.out, "{}", wrap(&line, margin, &further, WIDTH))?;
    }
    Ok(())
}

/// What a capsule lacks.
fn notes(capsule: &Capsule, around: &mut Surroundings<'_>) -> Result<(), HostError> {
    for missing in &capsule.missing {
        write!(around.err, "{}", wrap(&format!("missing: {missing}"), "", "  ", WIDTH))?;
    }
    if let Some(original) = &capsule.original {
        let what = "this is not all that happened in the customer's systems: the pseudonyms hide what made the difference, or a side \
                    changed in the meantime. There it was:";
        write!(around.err, "{}", wrap(what, "", "  ", WIDTH))?;
        for line in original {
            write!(around.err, "{}", wrap(line, "  ", "    ", WIDTH))?;
        }
    }
    Ok(())
}
