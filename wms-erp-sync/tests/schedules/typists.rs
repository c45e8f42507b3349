//! People who type into the text that holds our tracking, at any time; and whether their words are still there.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use twentyfour_simulator::{Books, Call};

use crate::people::People;
use crate::verdict::Court;

const MARKER: &str = "[Tracking: ";

/// They have a random sequence of their own.
pub(crate) struct Typists {
    random: Rng,
    field: &'static str,
    /// Requests to the ERP so far, without saves and logins.
    requests: u64,
    words: BTreeMap<String, Word>,
    /// Orders in which somebody changed what stands between the markers, or took a marker away.
    tampered: BTreeSet<i32>,
    /// Whether two engines are at work: then it is not known whose request was the last before a save.
    two: bool,
}

/// Something that was typed.
struct Word {
    order: i32,
    /// After so many requests.
    after: u64,
    /// It was typed between the last read and the save, and went with that save: the ERP knows no condition.
    lost: bool,
}

impl Typists {
    pub(crate) fn new(seed: u64, field: &'static str) -> Self {
        let random = Rng::with_seed(seed ^ 0x7e47);
        let (words, tampered) = (BTreeMap::new(), BTreeSet::new());
        Self { random, field, requests: 0, words, tampered, two: false }
    }

    /// Before each request to the ERP.
    fn note(&mut self, call: &Call, books: &Books) {
        if ["SaveInvoices", "Login", "HasSession", "SetIdentity"].contains(&&*call.operation) {
            return;
        }
        for (word, typed) in &mut self.words {
            let order = books.order(typed.order);
            let is_there = order
                .is_none_or(|order| order.text(self.field).is_some_and(|text| text.contains(word.as_str())));
            if !is_there && (typed.after == self.requests || self.two) {
                typed.lost = true;
            }
        }
        self.requests += 1;
    }
}

impl People {
    /// Before each request to the ERP.
    pub(crate) fn note_request(&mut self, call: &Call) {
        if let Some(typists) = &mut self.typists {
            typists.note(call, &self.books);
        }
    }

    /// Whether two engines are at work in this round.
    pub(crate) fn two_at_work(&mut self, two: bool) {
        if let Some(typists) = &mut self.typists {
            typists.two = two;
        }
    }

    /// Now and then somebody types into the text, also between two requests of ours.
    pub(crate) fn type_text(&mut self) {
        let Some(mut typists) = self.typists.take() else { return };
        let orders = self.orders_in(&["Confirmed", "Production", "OrderState_Sent"]);
        if !orders.is_empty() && typists.random.u32(..3) == 0 {
            let text_of = |id: i32| {
                let order = self.books.order(id);
                order.and_then(|order| order.text(typists.field).map(str::to_owned)).unwrap_or_default()
            };
            let marked: Vec<i32> =
                orders.iter().copied().filter(|id| text_of(*id).contains(MARKER)).collect();
            let what = typists.random.u32(..12);
            let (of, tampers) = match what {
                0 | 1 if !marked.is_empty() => (&marked, true),
                _ => (&orders, false),
            };
            let id = of[typists.random.usize(..of.len())];
            let text = text_of(id);
            let word = format!("«{}»", typists.words.len());
            let new = match what {
                0 if tampers => text.replacen(MARKER, &format!("{MARKER}ring "), 1),
                _ if tampers => text.replacen(']', "", 1),
                n if n % 2 == 0 => format!("{text} {word}"),
                _ => format!("{word}\n{text}"),
            };
            if new.contains(&word) {
                let after = typists.requests;
                typists.words.insert(word, Word { order: id, after, lost: false });
                self.experience.note(if self.races {
                    "a text typed between two requests"
                } else {
                    "a text typed"
                });
            } else {
                typists.tampered.insert(id);
                self.experience.note("a text changed between the markers");
            }
            self.say(|| format!("order {id}: {new:?}"));
            self.books.patch_order(id, |order| order.set(typists.field, new));
        }
        self.typists = Some(typists);
    }

    /// Whether somebody changed what stands between the markers of an order.
    pub(crate) fn has_tampered(&self, order: i32) -> bool {
        self.typists.as_ref().is_some_and(|typists| typists.tampered.contains(&order))
    }
}

impl Court<'_> {
    /// Whatever people typed is there, but for what they typed in the moment of a save.
    pub(crate) fn words(&mut self) {
        let people = self.people;
        let Some(typists) = &people.typists else { return };
        for (word, typed) in typists.words.iter().filter(|(_, typed)| !typed.lost) {
            let Some(order) = people.books.order(typed.order) else { continue };
            let text = order.text(typists.field).unwrap_or_default();
            self.demand(text.contains(word.as_str()) || typed.after == typists.requests, || {
                format!("order {}: what a person typed, {word}, is gone: {text:?}", typed.order)
            });
        }
    }
}
