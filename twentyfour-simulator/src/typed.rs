//! Between records and the crate's typed objects, through XML.

use asmx_soap::{DecodeError, Element, from_xml, keep};
use asmx_test_server::Node;

use super::{
    failing::Failing,
    options::{Options, Sentinels, Zone},
    reading,
    record::{Record, refuse},
    schema::{
        Type,
        company::COMPANY,
        order::{ORDER, ROW},
        product::PRODUCT,
    },
    writing::{Choice, NAMESPACE, Writing},
};
use twentyfour_client::types::{Company, InvoiceOrder, InvoiceRow, Product};

impl Record {
    /// The record as one of the crate's types: `record.typed::<InvoiceOrder>()`.
    ///
    /// # Errors
    /// If the type is not the record's.
    pub fn typed<E: Element>(&self) -> Result<E, DecodeError> {
        let options = Options { sentinels: Sentinels::Absent, ..Options::default() };
        let mut failing = Failing::default();
        let random = fastrand::Rng::with_seed(0);
        let mut writing = Writing { options: &options, random, failing: &mut failing };
        let node = writing.record(self.of.name, self, Choice::All).in_namespace(NAMESPACE);
        // What is nil is null either way, and the prefix is an envelope's to declare.
        from_xml(&without_nil(node).to_xml())
    }

    /// # Panics
    /// If the object holds a literal that the contract does not know.
    #[track_caller]
    fn of_typed<E: Element>(object: &E, of: &'static Type) -> Self {
        let read = Node::parse(&keep(object)).map_err(|error| error.to_string());
        let record = read.and_then(|node| reading::read(&node, of, &Zone::utc()).map_err(|fault| fault.text));
        record.unwrap_or_else(|problem| refuse(format!("{}: {problem}", of.name)))
    }
}

fn without_nil(mut node: Node) -> Node {
    node.children.retain(|child| !child.nil);
    node.children = node.children.into_iter().map(without_nil).collect();
    node
}

macro_rules! from_typed {
    ($($object:ident => $of:expr),*) => {$(
        /// # Panics
        /// If the object holds a literal that the contract does not know.
        impl From<&$object> for Record {
            #[track_caller]
            fn from(object: &$object) -> Self {
                Self::of_typed(object, $of)
            }
        }
    )*};
}

from_typed!(Product => &PRODUCT, InvoiceOrder => &ORDER, InvoiceRow => &ROW, Company => &COMPANY);
