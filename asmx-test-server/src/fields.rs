//! Fields that an answer leaves out: elements of XML, properties of JSON.

use std::{collections::BTreeSet, ops::Range};

use fastrand::Rng;

use super::{
    exchange::Answer,
    json::{containers, property_name},
    lists::tree,
    node::Node,
};

/// Leaves out a field, in one place or everywhere; an answer without it stays as it is.
pub(super) fn leave_out(answer: &mut Answer, field: &str, everywhere: bool, chance: &mut Rng) {
    let mut choose = |found: usize| (!everywhere && found > 0).then(|| chance.usize(..found));
    if let Answer::Http { content_type, body, .. } = answer {
        let is_json = content_type.contains("json");
        if let Some(text) = std::str::from_utf8(body).ok().filter(|_| is_json) {
            let mut found = properties(text, field);
            if let Some(one) = choose(found.len()) {
                found = vec![found.swap_remove(one)];
            }
            *body = without(text, &found).into();
        }
        return;
    }
    let Some(mut tree) = tree(answer) else { return };
    let mut found = 0;
    remove(&mut tree, &mut Vec::new(), field, &mut || {
        found += 1;
        false
    });
    let (chosen, mut at) = (choose(found), 0);
    remove(&mut tree, &mut Vec::new(), field, &mut || {
        at += 1;
        chosen.is_none_or(|chosen| chosen + 1 == at)
    });
    *answer = Answer::Element(Box::new(tree));
}

/// Whether a place, given by its name and those around it from the inside out, is one of that field.
fn is_meant<'a>(mut place: impl Iterator<Item = &'a str>, field: &str) -> bool {
    let whole = field.strip_prefix('/');
    let ends_so = whole.unwrap_or(field).rsplit('/').all(|name| place.next() == Some(name));
    ends_so && (whole.is_none() || place.next().is_none())
}

/// Removes the elements of that field for which `takes` says so, in document order.
fn remove(node: &mut Node, around: &mut Vec<String>, field: &str, takes: &mut dyn FnMut() -> bool) {
    around.push(node.name.to_string());
    node.children.retain_mut(|child| {
        let place = [&*child.name].into_iter().chain(around.iter().rev().map(String::as_str));
        if is_meant(place, field) && takes() {
            return false;
        }
        remove(child, around, field, takes);
        true
    });
    around.pop();
}

/// Where the properties of that field stand, each with the comma that goes with it, by their place.
fn properties(text: &str, field: &str) -> Vec<Range<usize>> {
    let mut found = BTreeSet::new();
    for object in containers(text).unwrap_or_default().iter().filter(|found| !found.is_array) {
        let names: Vec<String> =
            object.items.iter().map(|item| property_name(text, item).unwrap_or_default()).collect();
        let around = object.names.iter().rev().copied().filter(|name| !name.is_empty());
        let Some(at) =
            names.iter().position(|name| is_meant([&**name].into_iter().chain(around.clone()), field))
        else {
            continue;
        };
        let item = &object.items[at];
        let range = match (at.checked_sub(1), object.items.get(at + 1)) {
            (Some(before), _) => object.items[before].end..item.end,
            (None, Some(next)) => item.start..next.start,
            (None, None) => item.clone(),
        };
        found.insert((range.start, range.end));
    }
    found.into_iter().map(|(start, end)| start..end).collect()
}

/// The text without these parts of it, some of which may be in others.
fn without(text: &str, parts: &[Range<usize>]) -> String {
    let (mut left, mut at) = (String::with_capacity(text.len()), 0);
    for part in parts {
        if part.start >= at {
            left.push_str(&text[at..part.start]);
            at = part.end;
        }
    }
    left + &text[at..]
}
