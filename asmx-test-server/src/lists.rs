//! Lists in answers, XML and JSON, to be made longer, shorter, or of another order.

use std::ops::Range;

use fastrand::Rng;

use super::{
    exchange::Answer,
    json::{Container, containers},
    misbehave::{ItemName, Mischief},
    node::Node,
};

/// Changes the list of an answer; an answer without such a list stays as it is.
pub(super) fn alter(answer: &mut Answer, mischief: &Mischief, chance: &mut Rng) {
    let (Mischief::Duplicate(items) | Mischief::Omit(items) | Mischief::Shuffle(items)) = mischief else {
        return;
    };
    if let Answer::Http { content_type, body, .. } = answer {
        let is_json = content_type.contains("json");
        if let Some(altered) = std::str::from_utf8(body).ok().filter(|_| is_json).and_then(|text| {
            let list = json_list(text, items)?;
            let order = order(list.len(), mischief, chance);
            let parts: Vec<&str> = order.into_iter().map(|at| &text[list[at].clone()]).collect();
            let whole = list.first()?.start..list.last()?.end;
            Some(format!("{}{}{}", &text[..whole.start], parts.join(","), &text[whole.end..]))
        }) {
            *body = altered.into();
        }
        return;
    }
    let Some(mut tree) = tree(answer) else { return };
    if let Some((parent, name)) = find_list(&mut tree, items) {
        let range = item_range(parent, &name);
        let list: Vec<Node> = parent.children.drain(range.clone()).collect();
        let order = order(list.len(), mischief, chance);
        let altered: Vec<Node> = order.into_iter().map(|at| list[at].clone()).collect();
        parent.children.splice(range.start..range.start, altered);
    }
    *answer = Answer::Element(Box::new(tree));
}

/// The items that the list has afterwards, by their places before.
fn order(length: usize, mischief: &Mischief, chance: &mut Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    match mischief {
        Mischief::Duplicate(_) => {
            let item = chance.usize(..length);
            order.insert(chance.usize(..=length), item);
        }
        Mischief::Omit(_) => _ = order.remove(chance.usize(..length)),
        _ => chance.shuffle(&mut order),
    }
    order
}

/// The answer as a tree, which is taken out of it.
pub(super) fn tree(answer: &mut Answer) -> Option<Node> {
    match answer {
        Answer::Element(node) => Some(std::mem::take(&mut **node)),
        // The prefix of nil elements is declared by the envelope, which is not there yet.
        Answer::Written(text) => {
            let mut envelope = Node::parse(&super::soap::envelope(text)).ok()?;
            let body = envelope.children.first_mut().filter(|body| !body.children.is_empty())?;
            Some(body.children.swap_remove(0))
        }
        Answer::Fault(_) | Answer::Http { .. } => None,
    }
}

/// Breadth first, so that a list of orders is found before the rows of one of them.
fn find_list<'a>(root: &'a mut Node, items: &ItemName) -> Option<(&'a mut Node, String)> {
    let mut level = vec![root];
    while !level.is_empty() {
        let mut next = Vec::new();
        for node in level {
            let name = match items {
                Some(name) => node.children.iter().any(|child| child.name == *name).then(|| name.clone()),
                None => node
                    .children
                    .windows(2)
                    .find(|pair| pair[0].name == pair[1].name)
                    .map(|p| p[0].name.to_string()),
            };
            if let Some(name) = name {
                return Some((node, name));
            }
            next.extend(node.children.iter_mut());
        }
        level = next;
    }
    None
}

fn item_range(parent: &Node, name: &str) -> Range<usize> {
    let start = parent.children.iter().position(|child| child.name == name).unwrap_or_default();
    let length = parent.children[start..].iter().take_while(|child| child.name == name).count();
    start..start + length
}

/// Where the items of the outermost array stand that has that name, or several items.
fn json_list(text: &str, items: &ItemName) -> Option<Vec<Range<usize>>> {
    let is_meant = |list: &Container<'_>| match items {
        Some(name) => list.name() == name && !list.items.is_empty(),
        None => list.items.len() > 1,
    };
    let lists = containers(text)?.into_iter().filter(|found| found.is_array && is_meant(found));
    lists.min_by_key(|list| list.names.len()).map(|list| list.items)
}
