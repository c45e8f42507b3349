//! `init`: asks what a first configuration needs, and tries each answer on the live systems before anything is written.

mod answers;
pub(crate) mod arguments;
mod live;

use std::sync::Arc;

use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::visible;

use super::exit::{Exit, HostError};
use super::keyboard::Keyboard;
use super::surroundings::Surroundings;
use crate::config::{Found, Reading, State, misnamed, probe};
use answers::{Answers, Drafted, Password, table};
use arguments::Arguments;
use live::{Company, Refused};

/// Where 24SevenOffice is.
const ERP: &str = wms_erp_sync::twentyfour::BASE_URL;
/// What stands for every warehouse.
const ALL: &str = "all";

/// Asks, checks, writes.
pub(super) async fn init(given: &Arguments, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let (outside, clock) = (Arc::clone(&around.outside), Arc::clone(&around.clock));
    let mut init = Init {
        given,
        keyboard: Keyboard::new(&mut *around.err, ended),
        outside,
        clock,
        answers: Answers::default(),
    };
    for variable in [&given.erp_password_env, &given.wms_password_env].into_iter().flatten() {
        init.variable(variable)?;
    }
    let asked = async {
        init.name().await?;
        init.erp().await?;
        init.wms().await?;
        init.rest().await
    };
    tokio::select! {
        biased;
        () = around.stop.cancelled() => return Err(ended("init was stopped")),
        asked = asked => asked?,
    }
    let Init { answers, outside, .. } = init;
    let drafted = Drafted::new(&outside, &given.config, &answers);
    drafted.write(given.force).map_err(|(file, source)| HostError::File { file, source })?;
    let config = given.config.display().to_string();
    let config = visible(&config);
    writeln!(
        around.out,
        "{config} is written, with the tenant {}; only its owner can read it",
        visible(&answers.name)
    )?;
    for (name, _) in answers.secrets() {
        writeln!(around.out, "{} beside it has a password; only its owner can read it", visible(&name))?;
    }
    writeln!(around.out, "  → look for what would fail later: wms-erp check --config {config}")?;
    writeln!(around.out, "  → then see what a run would write: wms-erp plan --config {config}")?;
    Ok(Exit::Done)
}

/// Why it ends before its end.
fn ended(what: &str) -> HostError {
    HostError::Unknown {
        what: format!("{what}: nothing was written"),
        remedy: "run init again, or give the answers as options (init --help)",
    }
}

struct Init<'a> {
    given: &'a Arguments,
    keyboard: Keyboard<'a>,
    outside: Arc<dyn crate::config::Outside>,
    clock: Arc<dyn wms_erp_sync::clock::Clock>,
    answers: Answers,
}

impl Init<'_> {
    /// The tenant's name, which names the files.
    async fn name(&mut self) -> Result<(), HostError> {
        let mut given = self.given.name.clone();
        loop {
            let name = match given.take() {
                Some(name) => name,
                None => self.keyboard.ask("Name of the tenant, such as acme", None).await?,
            };
            if let Some(what) = misnamed(&name) {
                self.keyboard.refuse(&format!("the name {what}"), "")?;
                continue;
            }
            self.answers.name = name;
            return self.refuse_existing();
        }
    }

    /// Nothing that exists is replaced without being asked for, and no question is asked in vain.
    fn refuse_existing(&self) -> Result<(), HostError> {
        let typed = Some(Password { text: Secret::new(""), variable: None });
        let planned = |variable: &Option<String>| if variable.is_none() { typed.clone() } else { None };
        let answers = Answers {
            erp_password: planned(&self.given.erp_password_env),
            wms_password: planned(&self.given.wms_password_env),
            ..self.answers.clone()
        };
        let drafted = Drafted::new(&self.outside, &self.given.config, &answers);
        drafted.try_folder().map_err(|(file, source)| HostError::File { file, source })?;
        let existing = drafted.existing();
        match existing.is_empty() || self.given.force {
            true => Ok(()),
            false => {
                let what = format!(
                    "{} exists: name another file, or give --force to replace it",
                    existing.join(", ")
                );
                Err(HostError::Usage(what))
            }
        }
    }

    /// An answer: the option at first, afterwards what is typed, with the last one proposed.
    async fn answer(
        &mut self,
        round: u32,
        given: Option<&String>,
        question: &str,
        proposed: Option<&str>,
    ) -> Result<String, HostError> {
        match given.filter(|_| round == 0) {
            Some(given) => Ok(given.clone()),
            None => self.keyboard.ask(question, proposed).await,
        }
    }

    /// What a variable of the environment has; it stays the same while this runs.
    fn variable(&self, name: &str) -> Result<Secret, HostError> {
        let found = self.outside.variable(name).filter(|text| !text.is_empty());
        found.map(Secret::new).ok_or_else(|| {
            HostError::Usage(format!("the environment variable {name} is not set: nothing was written"))
        })
    }

    async fn password(
        &mut self,
        variable: Option<&String>,
        question: &str,
        before: Option<&Password>,
    ) -> Result<Password, HostError> {
        if let Some(variable) = variable {
            let text = self.variable(variable)?;
            return Ok(Password { text, variable: Some(variable.clone()) });
        }
        let text = self.keyboard.password(question, before.map(|before| &before.text)).await?;
        Ok(Password { text, variable: None })
    }

    async fn erp(&mut self) -> Result<(), HostError> {
        let given = self.given;
        let mut company = given.company.clone();
        let mut before = [given.erp_url.clone().or_else(|| Some(ERP.to_owned())), None, None];
        for round in 0.. {
            let questions = [
                ("base_url", given.erp_url.as_ref(), "Address of 24SevenOffice"),
                (
                    "application_id",
                    given.application_id.as_ref(),
                    "Application id of the integration at 24SevenOffice",
                ),
                ("username", given.erp_user.as_ref(), "API user of 24SevenOffice"),
            ];
            let mut keys = Vec::new();
            for ((key, given, question), before) in questions.into_iter().zip(&mut before) {
                let answer = self.answer(round, given, question, before.as_deref()).await?;
                *before = Some(answer.clone());
                keys.push((key, answer));
            }
            let last = self.answers.erp_password.take();
            let password = self
                .password(
                    given.erp_password_env.as_ref(),
                    "Password of the API user of 24SevenOffice",
                    last.as_ref(),
                )
                .await?;
            match self.try_erp(&mut keys, &password, &mut company).await? {
                Ok(()) => {
                    (self.answers.erp, self.answers.erp_password) = (keys, Some(password));
                    return Ok(());
                }
                Err(Refused { what, remedy }) => self.keyboard.refuse(&what, &remedy)?,
            }
            self.answers.erp_password = Some(password);
        }
        Ok(())
    }

    /// Logs in, and finds out which company is meant.
    async fn try_erp(
        &mut self,
        keys: &mut Vec<(&'static str, String)>,
        password: &Password,
        company: &mut Option<String>,
    ) -> Result<Result<(), Refused>, HostError> {
        loop {
            let with_company = company.iter().map(|company| ("identity_id", company.clone()));
            let all: Vec<_> = keys.iter().cloned().chain(with_company).collect();
            let client = match probe::erp(&table(&all, password), &*self.outside, &self.clock) {
                Ok(client) => client,
                Err(problems) => {
                    *company = None;
                    return Ok(Err(Refused::of(&problems)));
                }
            };
            let (meant, companies) = match live::companies(client).await {
                Ok(found) => found,
                Err(refused) => {
                    *company = None;
                    return Ok(Err(refused));
                }
            };
            if company.is_some() || companies.len() < 2 {
                self.keyboard.say(&format!("24SevenOffice: the login works; the company is {meant}"))?;
                *keys = all;
                return Ok(Ok(()));
            }
            self.keyboard.say(&format!("The user sees {} companies:", companies.len()))?;
            for (number, Company { name, .. }) in companies.iter().enumerate() {
                self.keyboard.say(&format!("  {}  {name}", number + 1))?;
            }
            while company.is_none() {
                let answer = self.keyboard.ask("Which one, by its number here", None).await?;
                let chosen =
                    answer.parse::<usize>().ok().and_then(|number| companies.get(number.checked_sub(1)?));
                match chosen {
                    Some(chosen) => *company = Some(chosen.identity.clone()),
                    None => self.keyboard.refuse(
                        &format!("there is no company {answer}"),
                        &format!("give a number from 1 to {}", companies.len()),
                    )?,
                }
            }
        }
    }

    async fn wms(&mut self) -> Result<(), HostError> {
        let given = self.given;
        let mut before: [Option<String>; 4] = Default::default();
        for round in 0.. {
            let questions = [
                (
                    "base_url",
                    given.wms_url.as_ref(),
                    "Address of the warehouse's Ongoing WMS, such as https://api.ongoingsystems.se/acme",
                ),
                ("username", given.wms_user.as_ref(), "API user of Ongoing, such as WSI-acme"),
                ("goods_owner_code", given.goods_owner_code.as_ref(), "Code of the goods owner"),
                ("goods_owner_id", given.goods_owner_id.as_ref(), "Id of the goods owner, a number"),
            ];
            let mut keys = Vec::new();
            for ((key, given, question), before) in questions.into_iter().zip(&mut before) {
                let answer = self.answer(round, given, question, before.as_deref()).await?;
                *before = Some(answer.clone());
                keys.push((key, answer));
            }
            let last = self.answers.wms_password.take();
            let password = self
                .password(
                    given.wms_password_env.as_ref(),
                    "Password of the API user of Ongoing",
                    last.as_ref(),
                )
                .await?;
            let tried = match probe::wms(&table(&keys, &password), &*self.outside, &self.clock) {
                Ok(client) => live::goods_owner(client, self.clock.now()).await,
                Err(problems) => Err(Refused::of(&problems)),
            };
            match tried {
                Ok(()) => {
                    self.keyboard.say("Ongoing: the login works, and the goods owner is known")?;
                    (self.answers.wms, self.answers.wms_password) = (keys, Some(password));
                    return Ok(());
                }
                Err(Refused { what, remedy }) => self.keyboard.refuse(&what, &remedy)?,
            }
            self.answers.wms_password = Some(password);
        }
        Ok(())
    }

    /// What both sides have to do with each other; the whole configuration is read with it.
    async fn rest(&mut self) -> Result<(), HostError> {
        let given = self.given;
        let (mut warehouses, mut since, mut store) = (ALL.to_owned(), None, "sync.sqlite3".to_owned());
        for round in 0.. {
            warehouses = self
                .answer(
                    round,
                    given.warehouses.as_ref(),
                    "Codes of the warehouses whose stock counts, with commas, or all",
                    Some(&warehouses),
                )
                .await?;
            let question = "Which orders are imported: all, or those ordered since a date such as 2026-12-01";
            let day = self.answer(round, given.since.as_ref(), question, since.as_deref()).await?;
            store = self
                .answer(round, given.store.as_ref(), "File of the store, on a local disk", Some(&store))
                .await?;
            let codes = warehouses.split(',').map(str::trim).filter(|code| !code.is_empty() && *code != ALL);
            self.answers.warehouses = codes.map(str::to_owned).collect();
            (self.answers.since, self.answers.store) = (day.clone(), store.clone());
            since = Some(day);
            match self.try_all().await {
                Ok(()) => return Ok(()),
                Err(Refused { what, remedy }) => self.keyboard.refuse(&what, &remedy)?,
            }
        }
        Ok(())
    }

    async fn try_all(&self) -> Result<(), Refused> {
        let drafted = Drafted::new(&self.outside, &self.given.config, &self.answers);
        let Reading { tenants, problems, .. } =
            Reading::of(&self.given.config, &drafted, &self.clock, &|_, _| false);
        let mut wrong: Vec<String> =
            problems.iter().map(|problem| format!("{}: {}", problem.place.key, problem.what)).collect();
        let mut right = None;
        for Found { state, .. } in tenants {
            match state {
                State::Right(found) => right = Some(found),
                State::Wrong(problems) => wrong.extend(
                    problems.iter().map(|problem| format!("{}: {}", problem.place.key, problem.what)),
                ),
                State::Known => {}
            }
        }
        match right.filter(|_| wrong.is_empty()) {
            Some(right) => live::warehouses(&right.configured.tenant, self.clock.now()).await,
            None => Err(Refused::of(&wrong)),
        }
    }
}
