//! What was learned, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;
use wms_erp_probe::{
    Conclusion, Evidence, Leftover, ManualQuestion, ProbeReport, Question, SettingValue, Transport,
};
use wms_erp_sync::visible;

use super::Follows;
use crate::command::WIDTH;
use crate::table::wrap;

/// The document of `--json`. In it, fields are only ever added.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub(super) tenant: &'a str,
    #[serde(flatten)]
    pub(super) report: &'a ProbeReport,
    pub(super) settings: &'a [Follows],
    pub(super) written: Option<String>,
}

pub(super) fn title(question: &str, transport: Option<Transport>) -> String {
    match transport {
        None => question.to_owned(),
        Some(Transport::Soap) => format!("{question} (SOAP)"),
        Some(Transport::Rest) => format!("{question} (REST)"),
    }
}

pub(super) fn words(outcome: &Conclusion) -> String {
    match outcome {
        Conclusion::Learned { says, .. } => says.clone(),
        Conclusion::Unclear { why } => format!("unclear: {why}"),
        Conclusion::NotTried { why } => format!("could not be tried: {why}"),
        Conclusion::Refused => "left out, since a write was not agreed to".to_owned(),
        _ => "unknown".to_owned(),
    }
}

pub(super) fn toml(value: &SettingValue) -> toml::Value {
    match value {
        SettingValue::Text(text) => text.as_str().into(),
        SettingValue::Flag(flag) => (*flag).into(),
        SettingValue::Numbers(numbers) => {
            numbers.iter().map(|number| i64::from(*number)).collect::<Vec<_>>().into()
        }
        SettingValue::Texts(texts) => texts.clone().into(),
        other => format!("{other:?}").into(),
    }
}

pub(super) fn questions(questions: &[&Question], out: &mut dyn Write) -> io::Result<()> {
    for question in questions {
        writeln!(out, "{}", question.id)?;
        let nothing = |text: &'static str| if text.is_empty() { "nothing" } else { text };
        for (name, text) in [
            ("question", question.unknown),
            ("why", question.matters),
            ("settings", &question.settings.join(", ")),
            ("read", question.reads),
            ("written", nothing(question.writes)),
            ("undone", nothing(question.undone)),
        ] {
            let first = format!("  {name:<9} ");
            write!(
                out,
                "{}",
                wrap(if text.is_empty() { "none" } else { text }, &first, &" ".repeat(12), WIDTH)
            )?;
        }
    }
    Ok(())
}

/// What no call answers, and who does.
pub(super) fn manual(questions: &[ManualQuestion], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\nNo call answers these:")?;
    for question in questions {
        writeln!(out, "{}, answered by {}", question.vendor.name(), question.answered_by)?;
        for (name, text) in [("question", question.unknown), ("how", question.how)] {
            let first = format!("  {name:<9} ");
            // The texts are those of the manual.
            write!(out, "{}", wrap(&text.replace('`', ""), &first, &" ".repeat(12), WIDTH))?;
        }
    }
    Ok(())
}

/// All of it; the settings are shown apart.
pub(super) fn show(report: &ProbeReport, tenant: &str, out: &mut dyn Write) -> io::Result<()> {
    for finding in &report.findings {
        let title = title(finding.question, finding.transport);
        write!(out, "{}", wrap(&visible(&words(&finding.outcome)), &format!("{title}: "), "  ", WIDTH))?;
        for evidence in &finding.evidence {
            let (word, text) = match evidence {
                Evidence::Sent(text) => ("sent", text),
                Evidence::Seen(text) => ("seen", text),
                _ => continue,
            };
            write!(out, "{}", wrap(&visible(text), &format!("    {word}: "), "          ", WIDTH))?;
        }
    }
    if let Some(why) = &report.ended {
        write!(out, "{}", wrap(&visible(why), "! ended: ", "  ", WIDTH))?;
    }
    leftovers(&report.leftovers, tenant, out)
}

pub(super) fn leftovers(leftovers: &[Leftover], tenant: &str, out: &mut dyn Write) -> io::Result<()> {
    if leftovers.is_empty() {
        return writeln!(out, "nothing is left of the probe");
    }
    writeln!(out, "left of the probe:")?;
    for left in leftovers {
        let mark = if left.is_expected { "  " } else { "! " };
        let text = format!("{} ({}): {}", left.what, left.name, left.why);
        write!(out, "{}", wrap(&visible(&text), mark, "    ", WIDTH))?;
        write!(out, "{}", wrap(left.remedy, "    → ", "      ", WIDTH))?;
    }
    if leftovers.iter().any(|left| !left.is_expected) {
        writeln!(out, "  `wms-erp probe {} --clean` tries again", visible(tenant))?;
    }
    Ok(())
}

pub(super) fn settings(settings: &[Follows], out: &mut dyn Write) -> io::Result<()> {
    if settings.is_empty() {
        return writeln!(out, "no setting follows");
    }
    writeln!(out, "settings that follow:")?;
    for setting in settings {
        let already = if setting.in_force { " (already in force)" } else { "" };
        let text = format!("{} = {}{already}: {}", setting.key, setting.value, setting.why);
        write!(out, "{}", wrap(&visible(&text), "  ", "    ", WIDTH))?;
    }
    Ok(())
}
