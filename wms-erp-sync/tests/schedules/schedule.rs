//! One schedule: some rounds in which anything may happen, and two in which nothing does.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{TimeDelta, Timelike};
use fastrand::Rng;
use tokio::sync::Notify;
use twentyfour_simulator::Call;
use wms_erp_sync::clock::Clock;
use wms_erp_sync::{Outcome, Process, Report, Trigger};

use crate::choices::Choices;
use crate::experience::Experience;
use crate::faults::{self, Side};
use crate::flaky_store::FlakyStore;
use crate::late::Late;
use crate::verdict;
use crate::world::{TENANT, World};

pub(crate) async fn run(seed: u64, talks: bool, experience: &Experience) -> Result<(), String> {
    let mut random = Rng::with_seed(seed);
    let choices = Choices::draw(&mut random);
    let world = World::start(seed, choices, talks, experience).await;
    let (experience, backup) = (experience.clone(), world.store.clone());
    let skewed = TimeDelta::zero();
    // What people count is then found by the daily comparison.
    let silent = choices.counts_are_silent() || choices.parcels_are_silent() || choices.purchases;
    let late = Late::new(seed, &experience, !choices.retries);
    let mut life = Life {
        world,
        late,
        random,
        talks,
        experience,
        backup,
        skewed,
        silent,
        forgot: false,
        restored: false,
        garbled: false,
        alone: Arc::default(),
    };
    if choices.rest {
        life.experience.note("over REST");
    }
    if choices.further {
        life.experience.note("further fields");
    }
    if choices.purchases {
        life.experience.note("purchase orders");
    }
    if choices.kits {
        life.experience.note("kits");
    }
    life.say(|| format!("{choices:?}"));
    for number in 0..life.random.u32(4..8) {
        life.round(number).await;
    }
    let end = life.calm().await;
    // The servers end with the schedule: thousands of them would wait for each other's ports.
    drop(life);
    end
}

struct Life {
    world: World,
    /// What makes writes late, where the clients do not repeat them.
    late: Late,
    random: Rng,
    talks: bool,
    experience: Experience,
    /// The store as somebody saved it once.
    backup: FlakyStore,
    /// By how much our clock was wrong in the last round.
    skewed: TimeDelta,
    /// Whether something happened without a sign that anybody could see: an answer lacked a record.
    silent: bool,
    /// Whether the store was lost.
    forgot: bool,
    /// Whether an old store was put back.
    restored: bool,
    /// Whether a name was read that is none.
    garbled: bool,
    /// Whether the first process fails in this round, and no other one.
    alone: Arc<AtomicBool>,
}

impl Life {
    fn say(&self, what: impl FnOnce() -> String) {
        if self.talks {
            println!("{}", what());
        }
    }

    /// Time passes, people work, things break, and the engine does its rounds.
    async fn round(&mut self, number: u32) {
        let minutes = match self.random.u32(..20) {
            0 => 60 * self.random.u64(20..100),
            _ => self.random.u64(1..40),
        };
        self.world.pass(minutes);
        // A clock that is wrong by days is mended by the next round.
        self.skewed = if self.skewed.is_zero() { faults::skew(&mut self.random) } else { TimeDelta::zero() };
        match self.skewed.num_hours().abs() {
            0 if self.skewed.is_zero() => {}
            0 => self.experience.note("a clock that is wrong by minutes"),
            _ => self.experience.note("a clock that is wrong by days"),
        }
        self.world.set_skew(self.skewed);
        let (now, skew) = (self.world.time.now(), self.skewed);
        self.say(|| format!("round {number} at {now}, our clock is wrong by {skew}"));
        self.late.arrive(&self.world.wms);
        for _ in 0..self.random.u32(1..5) {
            self.world.people.lock().unwrap().act();
        }
        if self.random.bool() {
            self.world.people.lock().unwrap().receive_and_ship();
        }
        self.mishap().await;
        self.break_things();
        self.late.delay(&self.world.wms);
        let trigger = if self.random.bool() { Trigger::Manual } else { Trigger::Scheduled };
        let killed = self.killer();
        let rival = (self.random.u32(..12) == 0).then(|| self.world.rival());
        self.world.people.lock().unwrap().two_at_work(rival.is_some());
        let rounds = async {
            let Some(rival) = &rival else { return self.world.round(trigger).await };
            let (reports, others) =
                tokio::join!(self.world.round(trigger), self.world.round_of(rival, trigger));
            others.and(reports)
        };
        tokio::select! {
            biased;
            () = killed.notified() => {
                self.say(|| "  the engine is killed".to_owned());
                self.experience.note("an engine killed");
                self.world.kill().await;
            }
            reports = rounds => match reports {
                Ok(reports) => self.tell(&reports),
                Err(error) => self.say(|| format!("  no run: {error}")),
            }
        }
        if !self.skewed.is_zero() {
            // By our clock it is not known how long ago it was.
            self.late.lose(&self.world.wms);
        }
        self.alone.store(false, Ordering::SeqCst);
        self.world.people.lock().unwrap().settle_races();
        if rival.is_some() {
            self.say(|| "  two engines were at work".to_owned());
            self.experience.note("two engines at once");
        }
    }

    /// Now and then, something befalls the engine or its store.
    async fn mishap(&mut self) {
        let what = match self.random.u32(..24) {
            0 => {
                // With the store, it is forgotten that something was late.
                self.late.arrive_now(&self.world.wms);
                self.forgot = true;
                let store = self.world.new_store().await;
                self.world.put_store(store);
                "a lost store"
            }
            1 => {
                // With the store, it is forgotten that something was late.
                self.late.arrive_now(&self.world.wms);
                self.forgot = true;
                self.restored = true;
                let store = self.backup.backup().await;
                self.world.put_store(store);
                "an old store"
            }
            2..4 => {
                self.backup = self.world.store.backup().await;
                "a backup"
            }
            4..6 => {
                self.world.restart();
                "an engine started again"
            }
            _ => return,
        };
        self.say(|| format!("  {what}"));
        self.experience.note(what);
    }

    fn tell(&self, reports: &[Report]) {
        let failed = |report: &&Report| report.outcome == Outcome::Failed;
        let all: Vec<Process> = reports.iter().filter(failed).map(|report| report.process).collect();
        if all == [Process::Articles] && self.alone.load(Ordering::SeqCst) {
            self.experience.note("a first process failing alone");
        }
        for reason in reports.iter().flat_map(|report| &report.reasons) {
            match &reason.what {
                what if what.contains("U+FFFD") => self.experience.note("a text that is none"),
                what if what.contains("24SevenOffice") && what.contains("not well-formed") => {
                    self.experience.note("a broken record of the ERP");
                }
                what if what.contains("an item of the answer cannot be read") => {
                    self.experience.note("a broken record of the WMS");
                }
                _ => {}
            }
        }
        for report in reports.iter().filter(|_| self.talks) {
            let Report { process, outcome, read, unchanged, written, held, failed, .. } = report;
            println!(
                "  {process}: {outcome:?}, read {read}, unchanged {unchanged}, written {written}, held {held}, failed {failed}"
            );
            for reason in &report.reasons {
                println!("    {} {:?} {}", reason.record, reason.class, reason.what);
            }
        }
    }

    fn break_things(&mut self) {
        if self.random.u32(..4) == 0 {
            self.say(|| "  fault: the first process fails alone".to_owned());
            self.alone.store(true, Ordering::SeqCst);
            faults::articles_alone(self.world.erp.control(), Arc::clone(&self.alone));
            return;
        }
        for _ in 0..self.random.u32(..5) {
            let side = if self.random.bool() { Side::Erp } else { Side::Wms };
            let control = match side {
                Side::Erp => self.world.erp.control(),
                Side::Wms => self.world.wms.control(),
            };
            let (what, silent) = faults::on_the_wire(&mut self.random, side, control, &self.experience);
            self.silent |= silent;
            self.say(|| format!("  fault: {what}"));
        }
        if let Some(what) = faults::left_out(&self.random, self.world.wms.control(), &self.experience) {
            self.say(|| format!("  fault: {what}"));
        }
        if let Some(source) = &self.world.purchases {
            // By a sequence of its own, so that the others stay what they are.
            let random = self.random.clone();
            source.inside().trouble = Some(random);
        }
        let books = self.world.erp.books();
        match self.random.u32(..8) {
            0..2 => {
                let failing = faults::unreadable_records(&mut self.random, &books);
                self.say(|| format!("  cannot be read: {failing:?}"));
            }
            2..5 => books.stop_failing(),
            _ => {}
        }
        while self.random.u32(..5) < 2 {
            let controls = (self.world.erp.control(), self.world.wms.control());
            let rest = self.world.choices.rest;
            let (what, silent) = faults::broken_answers(&mut self.random, controls, &books, rest);
            self.silent |= silent;
            self.garbled |= silent;
            self.say(|| format!("  fault: {what}"));
        }
        let storm = if self.random.u32(..4) == 0 { self.random.u32(1..60) } else { 0 };
        self.world.store.storm(storm);
        match self.random.u32(..16) {
            0 => {
                self.world.erp.exhaust_quota();
                self.experience.note("a used-up quota");
            }
            1..4 => self.world.erp.expire_sessions(),
            _ => {}
        }
        for _ in 0..self.random.u32(..4) {
            self.race();
        }
    }

    /// Somebody works right between two requests of ours.
    fn race(&mut self) {
        let (side, requests) = match self.random.bool() {
            true => (self.world.erp.control(), &faults::ERP[..]),
            false => (self.world.wms.control(), &faults::WMS[..]),
        };
        let request = requests[self.random.usize(..requests.len())];
        let (people, experience) = (Arc::clone(&self.world.people), self.experience.clone());
        let left = Mutex::new(Some(self.random.u32(..4)));
        let act = move |call: &Call| {
            let mut left = left.lock().unwrap();
            match left.as_mut().filter(|_| faults::is(call, request)) {
                Some(0) => {
                    *left = None;
                    experience.note("a race");
                    people.lock().unwrap().race();
                }
                Some(calls) => *calls -= 1,
                None => {}
            }
        };
        if self.random.bool() {
            side.before("", act);
        } else {
            side.after("", act);
        }
    }

    /// Now and then, ends the engine's process in the middle of its work.
    fn killer(&mut self) -> Arc<Notify> {
        let killed = Arc::new(Notify::new());
        if self.random.u32(..5) == 0 {
            let (kill, left) = (Arc::clone(&killed), Mutex::new(self.random.u32(..20)));
            let side = if self.random.bool() { self.world.erp.control() } else { self.world.wms.control() };
            side.before("", move |_| {
                let mut left = left.lock().unwrap();
                if *left == 0 {
                    kill.notify_one();
                }
                *left = left.wrapping_sub(1);
            });
        }
        killed
    }

    /// A person who edits an order while the effect of the first save is looked at, looks like an effect of it: that stops
    /// the process until somebody has looked.
    async fn look_at_what_stopped(&self) -> Result<(), String> {
        for process in [Process::Orders, Process::OrderStatus] {
            self.world.engine().operator(TENANT).release(process).await.map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// The faults are over and the people have gone home: two rounds, and a third one with nothing to do.
    async fn calm(&mut self) -> Result<(), String> {
        for control in [self.world.erp.control(), self.world.wms.control()] {
            control.behave();
            control.clear_callbacks();
        }
        self.world.erp.books().stop_failing();
        if self.world.erp.books().failed_reads() > 0 {
            self.experience.note("an item error on a read");
        }
        if let Some(source) = &self.world.purchases {
            source.inside().trouble = None;
        }
        self.late.arrive_now(&self.world.wms);
        self.world.people.lock().unwrap().take_up_again();
        self.world.watch();
        self.world.store.storm(0);
        self.look_at_what_stopped().await?;
        if self.restored && self.garbled {
            // What changed after the backup and changed back before it was restored is seen by no one: the manual says what to do.
            let rewritten = self.world.engine().operator(TENANT).rewrite_all(Process::Articles).await;
            rewritten.map_err(|error| error.to_string())?;
        }
        self.silent |= self.world.people.lock().unwrap().were_silent();
        // The ERP's quota is new with the hour, a vendor that asked us to wait is kept to for an hour at most; and what an answer
        // lacked without a sign, the daily comparison finds.
        let to_the_hour = u64::from(60 + 60 - self.world.time.now().minute());
        self.world.pass(to_the_hour + if self.silent { 25 * 60 } else { 0 });
        let trigger = if self.random.bool() {
            Trigger::Manual
        } else {
            // By then every held record is due, however often it was tried.
            self.world.pass(8 * 60);
            Trigger::Scheduled
        };
        self.say(|| format!("calm, {trigger:?}"));
        let mut reports = Vec::new();
        for _ in 0..3 {
            // What is refused in the first round, since what stands in its way goes only after it, is due again in the second.
            self.world.pass(20);
            self.world.set_skew(TimeDelta::zero());
            self.say(|| format!("round at {}", self.world.time.now()));
            reports = self.world.round(trigger).await.map_err(|error| format!("no run: {error}"))?;
            self.tell(&reports);
        }
        let held = self.world.engine().inspect(TENANT).held().await.map_err(|error| error.to_string())?;
        let mut problems = verdict::judge(&self.world, &held, self.forgot, &self.experience);
        for report in &reports {
            if report.outcome != Outcome::Done || report.written > 0 {
                problems.push(format!(
                    "the third calm run of {} should have nothing to do: {report:#?}",
                    report.process
                ));
            }
        }
        if problems.is_empty() {
            return Ok(());
        }
        let held: Vec<String> = held
            .iter()
            .map(|held| format!("  {} {} {:?}: {}", held.process, held.record, held.class, held.what))
            .collect();
        Err(format!("{}\n{:?}\nheld:\n{}", problems.join("\n"), self.world.choices, held.join("\n")))
    }
}
