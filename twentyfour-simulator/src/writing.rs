//! Answers, written the way .NET's `XmlSerializer` writes them: in contract order, without members that are equal to
//! their declared default, with what is null marked nil where the contract allows it.

use asmx_test_server::Node;
use fastrand::Rng;

use super::{
    failing::Failing,
    options::{Options, Sentinels},
    record::{Record, Value},
    scalar,
    schema::{Field, Kind, Type},
};

pub(super) const NAMESPACE: &str = "http://24sevenOffice.com/webservices";

/// How one answer is written.
pub(super) struct Writing<'a> {
    pub(super) options: &'a Options,
    pub(super) random: Rng,
    pub(super) failing: &'a mut Failing,
}

/// Which members of a record go out.
#[derive(Clone, Copy)]
pub(super) enum Choice<'a> {
    /// The listed ones, with the list for the rows inside.
    Listed(&'a [String], &'a [String]),
    /// All of an object inside of an answer.
    All,
    /// What was sent comes back: nothing is added for what was not.
    Given,
}

impl Writing<'_> {
    /// A whole answer whose result is a list of what an identity has:
    /// `<OpResponse><OpResult>items</OpResult></OpResponse>`.
    pub(super) fn list<'r>(
        &mut self,
        identity: usize,
        operation: &str,
        items: impl Iterator<Item = &'r Record>,
        choice: Choice<'_>,
    ) -> String {
        let mut out = format!("<{operation}Response xmlns=\"{NAMESPACE}\"><{operation}Result>");
        for item in items {
            // What was sent comes back as it is: only reading fails.
            let is_read = !matches!(choice, Choice::Given);
            let failed = is_read.then(|| self.failing.answer(identity, item)).flatten();
            let node = match failed {
                Some(failed) => self.record(item.of.name, &failed, Choice::Given),
                None => self.record(item.of.name, item, choice),
            };
            node.write(&mut out, NAMESPACE);
        }
        out.push_str(&format!("</{operation}Result></{operation}Response>"));
        out
    }

    /// A record as an element of that name.
    pub(super) fn record(&mut self, name: &'static str, record: &Record, choice: Choice<'_>) -> Node {
        let mut node = Node::new(name);
        for (field, value) in record.of.fields.iter().zip(&record.values) {
            let chosen = match choice {
                Choice::Listed(names, _) => self.is_listed(record.of, field, names, value),
                Choice::All | Choice::Given => true,
            };
            let asked = !matches!(choice, Choice::Given);
            match chosen {
                true => node.children.extend(self.member(field, value, asked, choice)),
                false if field.required && field.nillable => node.children.push(Node::nil(field.name)),
                false => {}
            }
        }
        node
    }

    fn is_listed(&self, of: &Type, field: &Field, names: &[String], value: &Value) -> bool {
        // The vendor's pages say that APIException is not a property that one can ask for.
        if field.name == "APIException" {
            return false;
        }
        let is_key =
            matches!((of.name, field.name), (_, "OrderId" | "RowId") | ("Product" | "Company", "Id"));
        let unasked = self.options.ids_always && is_key && *value != Value::Absent;
        unasked || names.iter().any(|name| name == field.name)
    }

    fn member(
        &mut self,
        field: &'static Field,
        value: &Value,
        asked: bool,
        choice: Choice<'_>,
    ) -> Option<Node> {
        let inner = match choice {
            Choice::Listed(_, rows) if field.name == "InvoiceRows" => Choice::Listed(rows, &[]),
            Choice::Listed(..) | Choice::All => Choice::All,
            Choice::Given => Choice::Given,
        };
        Some(match value {
            Value::Absent => return self.unset(field, asked),
            Value::Text(text) if scalar::is_default(field, text) => return self.unset(field, asked),
            Value::Text(text) => Node::leaf(field.name, self.printed(field, text)),
            Value::Texts(texts) => {
                let name = if matches!(field.kind, Kind::Ints) { "int" } else { "string" };
                Node::new(field.name).with_all(texts.iter().map(|text| Node::leaf(name, text.as_str())))
            }
            Value::Record(record) => {
                let mut node = self.record(field.name, record, inner);
                if self.options.nil_slots && asked {
                    let slots = record.of.fields.iter().filter(|slot| matches!(slot.kind, Kind::Record(_)));
                    let named: Vec<Node> = slots
                        .map(|slot| node.child(slot.name).cloned().unwrap_or_else(|| Node::nil(slot.name)))
                        .collect();
                    if !named.is_empty() {
                        node.children = named;
                    }
                }
                node
            }
            Value::Records(list) => {
                let mut node = Node::new(field.name);
                for item in list {
                    node.children.push(self.record(item.of.name, item, inner));
                }
                node
            }
        })
    }

    /// A member without a value, or with its default: absent, nil, or spelt out.
    fn unset(&mut self, field: &'static Field, asked: bool) -> Option<Node> {
        if field.nillable {
            let nil =
                field.required || asked && (self.options.sentinels != Sentinels::Mixed || self.random.bool());
            return nil.then(|| Node::nil(field.name));
        }
        let spelt_out = match self.options.sentinels {
            Sentinels::Absent => false,
            Sentinels::Explicit => true,
            Sentinels::Mixed => self.random.bool(),
        };
        field
            .default
            .filter(|_| asked && spelt_out || field.required)
            .map(|default| Node::leaf(field.name, default))
    }

    fn printed(&self, field: &Field, text: &str) -> String {
        match (field.kind, scalar::parse_time(text)) {
            (Kind::Time, Some(time)) => scalar::print_time(self.options.zone.to_local(time)),
            _ => text.to_owned(),
        }
    }
}
