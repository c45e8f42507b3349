//! What to do about tenants as they were found: pure.

use std::collections::{BTreeMap, HashMap};

use crate::config::{Claim, Found, Mark, Problem, Right, State};

/// A tenant that is served.
#[derive(Debug, Clone)]
pub(crate) struct InForce {
    pub(crate) mark: Mark,
    /// The passwords that it is served with.
    pub(crate) secrets: Mark,
    pub(crate) claims: Vec<Claim>,
}

/// How a tenant was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sight {
    Right(Mark),
    Wrong(Vec<Problem>),
    Gone,
}

/// What the look before has seen that did not count yet.
#[derive(Debug, Default)]
pub(super) struct Seen {
    tenants: HashMap<String, Sight>,
    problems: Vec<Problem>,
}

/// What to do.
#[derive(Debug, Default)]
pub(super) struct Decision {
    /// To be served from now on, in place of what they were.
    pub(super) serve: Vec<(Found, Box<Right>)>,
    pub(super) remove: Vec<String>,
    /// What counts at one of the next looks.
    pub(super) waiting: Vec<String>,
    pub(super) wrong: BTreeMap<String, Vec<Problem>>,
    pub(super) problems: Vec<Problem>,
    pub(super) seen: Seen,
}

/// A tenant that could be served.
struct Candidate {
    found: Found,
    right: Box<Right>,
}

/// Decides. What was `asked` for counts at once; otherwise what two looks have seen alike. Nothing is removed while anything
/// is wrong apart from tenants: what cannot be read says nothing about who is gone.
pub(super) fn decide(
    found: Vec<Found>,
    problems: Vec<Problem>,
    in_force: &BTreeMap<String, InForce>,
    before: &Seen,
    asked: bool,
) -> Decision {
    let mut decision = Decision::default();
    let gone: Vec<&String> =
        in_force.keys().filter(|name| !found.iter().any(|found| found.name == **name)).collect();
    if problems.is_empty() {
        decision.gone(&gone, in_force, before);
    }
    if asked || before.problems == problems {
        decision.problems.extend(problems.iter().cloned());
    }
    decision.seen.problems = problems;
    let names: Vec<String> = found.iter().map(|found| found.name.to_lowercase()).collect();
    let mut candidates = Vec::new();
    for Found { state, name, place, mark, claims } in found {
        match state {
            State::Known => {}
            // It says what it said: what is wrong is another one of its name.
            State::Wrong(_) if in_force.get(&name).is_some_and(|known| known.mark == mark) => {}
            State::Wrong(problems) => decision.refuse(&name, problems, before, asked),
            State::Right(right) => {
                let alike = names.iter().filter(|other| **other == name.to_lowercase()).count();
                if alike > 1 {
                    let what =
                        "another tenant has this name, too: names are compared without case".to_owned();
                    decision.refuse(&name, vec![Problem { place, what }], before, asked);
                    continue;
                }
                let sight = Sight::Right(mark);
                let counts = asked || before.tenants.get(&name) == Some(&sight);
                decision.seen.tenants.insert(name.clone(), sight);
                match counts {
                    true => {
                        let found = Found { name, place, mark, claims, state: State::Known };
                        candidates.push(Candidate { found, right });
                    }
                    false => decision.waiting.push(name),
                }
            }
        }
    }
    decision.choose(candidates, in_force, &gone, before, asked);
    decision
}

impl Decision {
    /// Tenants that were not found are removed when that is seen for the second time.
    fn gone(&mut self, gone: &[&String], in_force: &BTreeMap<String, InForce>, before: &Seen) {
        if gone.len() > 1 && gone.len() == in_force.len() {
            let what = format!(
                "all {} tenants disappeared at once, and are served as before: is a file system not \
                 mounted? If this is intended, stop the service",
                gone.len()
            );
            self.problems.push(Problem { place: Default::default(), what });
            return;
        }
        for name in gone {
            match before.tenants.get(*name) {
                Some(Sight::Gone) => self.remove.push((*name).clone()),
                _ => {
                    self.seen.tenants.insert((*name).clone(), Sight::Gone);
                    self.waiting.push((*name).clone());
                }
            }
        }
    }

    /// A tenant that is wrong keeps what it had. That is reported when two looks have seen the same.
    fn refuse(&mut self, name: &str, problems: Vec<Problem>, before: &Seen, asked: bool) {
        let sight = Sight::Wrong(problems.clone());
        if asked || before.tenants.get(name) == Some(&sight) {
            self.wrong.insert(name.to_owned(), problems);
        } else {
            self.waiting.push(name.to_owned());
        }
        self.seen.tenants.insert(name.to_owned(), sight);
    }

    /// A tenant that would have what another still has waits until that one has let go of it; if that one keeps it, it is wrong.
    fn choose(
        &mut self,
        candidates: Vec<Candidate>,
        in_force: &BTreeMap<String, InForce>,
        gone: &[&String],
        before: &Seen,
        asked: bool,
    ) {
        let changing: Vec<String> = candidates.iter().map(|candidate| candidate.found.name.clone()).collect();
        let mut waiting = Vec::new();
        for Candidate { found, right } in candidates {
            let blockers: Vec<(&String, Problem)> = in_force
                .iter()
                .filter(|(name, _)| **name != found.name)
                .filter_map(|(name, other)| Some((name, blocks(&found, name, other)?)))
                .collect();
            let is_leaving = |name: &String| gone.contains(&name) || changing.contains(name);
            match blockers.first() {
                None => self.serve.push((found, right)),
                Some(_) if blockers.iter().all(|(name, _)| is_leaving(name)) => {
                    waiting.push((found.name, blockers.into_iter().map(|(_, problem)| problem).collect()));
                }
                Some(_) => {
                    let problems = blockers.into_iter().map(|(_, problem)| problem).collect();
                    self.refuse(&found.name, problems, before, asked);
                }
            }
        }
        // Where nothing moves, they wait for one another.
        let nothing_moves = self.serve.is_empty() && gone.is_empty();
        for (name, problems) in waiting {
            match nothing_moves {
                true => self.refuse(&name, problems, before, true),
                false => self.waiting.push(name),
            }
        }
    }
}

/// What keeps a tenant from being served beside another one.
fn blocks(found: &Found, name: &str, other: &InForce) -> Option<Problem> {
    if found.name.to_lowercase() == name.to_lowercase() {
        let what = format!("the tenant {name:?} is served: names are compared without case");
        return Some(Problem { place: found.place.clone(), what });
    }
    found.claims.iter().find_map(|claim| other.claims.iter().find_map(|theirs| claim.clash(theirs)))
}

#[cfg(test)]
mod tests;
