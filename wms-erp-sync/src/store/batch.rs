//! What one commit writes.

use std::collections::BTreeMap;

use super::{Fence, Table};

/// The writes of one commit, in order: a later one sees, and may undo, what an earlier one did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use = "a batch does nothing until it is committed"]
pub struct Batch {
    ops: Vec<Op>,
}

/// One write of a [`Batch`].
///
/// Exhaustive on purpose: a store that does not know a new kind of write must not compile: it would skip it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Writes a document, in place of any that has the key.
    Put {
        /// The table.
        table: Table,
        /// The document's key.
        key: String,
        /// The whole document.
        value: String,
    },
    /// Removes a document; none there is fine.
    Delete {
        /// The table.
        table: Table,
        /// The document's key.
        key: String,
    },
    /// Removes every document of the table whose key begins with `prefix`; the empty prefix empties the table.
    DeletePrefix {
        /// The table.
        table: Table,
        /// The beginning of the keys, taken literally.
        prefix: String,
    },
    /// Gives back the lease of this fence, as [`Store::release`](super::Store::release) does: with the commit, or not at all. It does
    /// not matter where among the writes it stands.
    Release(Fence),
}

impl Batch {
    /// A batch without writes. Committing it still checks the fences.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a document, in place of any that has the key.
    pub fn put(&mut self, table: Table, key: impl Into<String>, value: impl Into<String>) -> &mut Self {
        self.push(Op::Put { table, key: key.into(), value: value.into() })
    }

    /// Removes a document, if it is there.
    pub fn delete(&mut self, table: Table, key: impl Into<String>) -> &mut Self {
        self.push(Op::Delete { table, key: key.into() })
    }

    /// Removes every document of the table whose key begins with `prefix`.
    pub fn delete_prefix(&mut self, table: Table, prefix: impl Into<String>) -> &mut Self {
        self.push(Op::DeletePrefix { table, prefix: prefix.into() })
    }

    /// Gives back a lease together with the writes. The last commit under a lease does that: it saves a transaction of its own. A lease
    /// that has been lost is no error; to refuse the commit then, its fence has to be among those of the commit.
    pub fn release(&mut self, fence: Fence) -> &mut Self {
        self.push(Op::Release(fence))
    }

    /// Adds the writes of `other` after these.
    pub fn append(&mut self, other: Self) -> &mut Self {
        self.ops.extend(other.ops);
        self
    }

    /// How many writes there are.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// The writes in order, for those who implement a [`Store`](super::Store).
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The writes in order, taken out.
    pub fn into_ops(self) -> Vec<Op> {
        self.ops
    }

    /// The same writes sorted into steps, for databases that are fast with many rows at a time.
    ///
    /// Within a step each key is written once (its last write counts) and the order is free; the steps keep theirs.
    pub fn into_steps(self) -> Vec<Step> {
        let mut steps = Vec::new();
        let (mut rows, mut releases) = (Rows::new(), Vec::new());
        for op in self.ops {
            match op {
                Op::Put { table, key, value } => drop(rows.insert((table, key), Some(value))),
                Op::Delete { table, key } => drop(rows.insert((table, key), None)),
                Op::DeletePrefix { table, prefix } => {
                    close(&mut steps, &mut rows);
                    steps.push(Step::DeletePrefix { table, prefix });
                }
                Op::Release(fence) => releases.push(fence),
            }
        }
        close(&mut steps, &mut rows);
        if !releases.is_empty() {
            steps.push(Step::Release(releases));
        }
        steps
    }

    fn push(&mut self, op: Op) -> &mut Self {
        self.ops.push(op);
        self
    }
}

impl From<Vec<Op>> for Batch {
    fn from(ops: Vec<Op>) -> Self {
        Self { ops }
    }
}

/// Writes that may be done in any order, or all at once. See [`Batch::into_steps`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Documents to write, each key once.
    Put(Vec<(Table, String, String)>),
    /// Documents to remove, each key once.
    Delete(Vec<(Table, String)>),
    /// Every document of the table whose key begins with the prefix is to be removed.
    DeletePrefix {
        /// The table.
        table: Table,
        /// The beginning of the keys, taken literally.
        prefix: String,
    },
    /// Leases to give back. Always the last step.
    Release(Vec<Fence>),
}

/// The last write of each key: a value, or none when the document goes.
type Rows = BTreeMap<(Table, String), Option<String>>;

fn close(steps: &mut Vec<Step>, rows: &mut Rows) {
    let (mut puts, mut deletes) = (Vec::new(), Vec::new());
    for ((table, key), value) in std::mem::take(rows) {
        match value {
            Some(value) => puts.push((table, key, value)),
            None => deletes.push((table, key)),
        }
    }
    if !deletes.is_empty() {
        steps.push(Step::Delete(deletes));
    }
    if !puts.is_empty() {
        steps.push(Step::Put(puts));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::LeaseKey;

    #[test]
    fn steps_keep_the_last_write_of_a_key_and_the_place_of_a_prefix() {
        let mut batch = Batch::new();
        let fence = Fence::new(LeaseKey::new("acme", "orders"), 7);
        batch
            .put(Table::Order, "a", "1")
            .release(fence.clone())
            .put(Table::Order, "b", "1")
            .delete(Table::Order, "b")
            .put(Table::Order, "a", "2")
            .delete_prefix(Table::Order, "a")
            .put(Table::Order, "a", "3");
        assert_eq!(batch.len(), 7);
        assert_eq!(
            batch.into_steps(),
            [
                Step::Delete(vec![(Table::Order, "b".into())]),
                Step::Put(vec![(Table::Order, "a".into(), "2".into())]),
                Step::DeletePrefix { table: Table::Order, prefix: "a".into() },
                Step::Put(vec![(Table::Order, "a".into(), "3".into())]),
                Step::Release(vec![fence]),
            ]
        );
    }
}
