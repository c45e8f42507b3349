//! `stock-journal`: what changed the stock of an article, and why.

use chrono::TimeDelta;
use wms_erp_sync::{JournalQuery, RunError};

use super::{Exit, Host, HostError, Surroundings, document, when};
use crate::language::ENGLISH;
use crate::stock_journal::{csv, heading, lines, unreadable};

/// How far back it goes, unless the command says.
const USUAL: TimeDelta = TimeDelta::days(7);

/// What is asked for.
pub(super) struct Wanted {
    pub(super) article: Option<String>,
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
}

/// How it is printed.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Table,
    Json,
    Csv,
}

pub(super) async fn stock_journal(
    host: &Host,
    wanted: &Wanted,
    form: Form,
    around: &mut Surroundings<'_>,
) -> Result<Exit, HostError> {
    let now = around.clock.now();
    let mut journals = Vec::new();
    let mut unknown = None;
    for tenant in &host.tenants {
        let since = wanted.since.as_deref().map(|text| when::beginning(text, tenant.zone)).transpose()?;
        let until = wanted.until.as_deref().map(|text| when::end(text, tenant.zone)).transpose()?;
        let since = since.unwrap_or_else(|| until.unwrap_or(now) - USUAL);
        if until.is_some_and(|until| until <= since) {
            return Err(HostError::Usage(
                "--until is not later than --since: the journal would be empty".to_owned(),
            ));
        }
        let query = JournalQuery::since(since);
        let query = until.into_iter().fold(query, JournalQuery::until);
        let query = wanted.article.iter().fold(query, JournalQuery::article);
        match host.engine.inspect(&tenant.name).stock_journal(query).await {
            Ok(journal) => {
                if form == Form::Table {
                    writeln!(around.out, "{}: {}", tenant.name, heading(&ENGLISH, &journal, tenant.zone))?;
                    write!(around.out, "{}", lines(&journal, tenant.zone))?;
                }
                // Programs find it in the document; those who read a table or a file of it would not.
                if let Some(missing) = unreadable(&ENGLISH, &journal).filter(|_| form != Form::Json) {
                    writeln!(around.err, "{}: {missing}", tenant.name)?;
                }
                journals.push(journal);
            }
            // Another tenant may have it.
            Err(error @ RunError::UnknownRecord { .. }) => unknown = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(error) = unknown.filter(|_| journals.is_empty()) {
        return Err(error.into());
    }
    match form {
        Form::Table => {}
        Form::Json => return document(journals, around),
        Form::Csv => write!(around.out, "{}", csv(&journals))?,
    }
    Ok(Exit::Done)
}
