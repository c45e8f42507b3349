//! What documents are kept by.

use std::fmt::Write;

use twentyfour_client::types::{CompanyId, OrderId, ProductId};

use crate::process_id::Process;

/// The key of a kind of document: reads back from its text as what it was.
pub(crate) trait DocumentKey: Sized + Clone + PartialEq + Send + Sync + 'static {
    /// Writes its text behind what is there.
    fn write(&self, text: &mut String);

    /// Reads it. `None` for a text that [`write`](Self::write) never writes: that is the key of another kind.
    fn read(text: &str) -> Option<Self>;

    /// Its text.
    fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }
}

/// Digits that sort as the numbers do.
fn write_id(id: i32, text: &mut String) {
    // Writing into a text does not fail.
    let _ = write!(text, "{id:010}");
}

/// An id, if it is written as [`write_id`] does.
fn read_id(text: &str) -> Option<i32> {
    let id: i32 = text.parse().ok()?;
    let is_padded = match text.as_bytes() {
        [b'+', ..] => false,
        [b'-', ..] if id == 0 => false,
        [b'-', first, ..] if text.len() > 10 => *first != b'0',
        _ => text.len() == 10,
    };
    is_padded.then_some(id)
}

macro_rules! ids {
    ($($id:ident),+) => {$(
        impl DocumentKey for $id {
            fn write(&self, text: &mut String) {
                write_id(self.0, text);
            }

            fn read(text: &str) -> Option<Self> {
                read_id(text).map(Self)
            }
        }
    )+};
}

ids!(OrderId, ProductId, CompanyId);

impl DocumentKey for Process {
    fn write(&self, text: &mut String) {
        text.push_str(self.as_str());
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Two keys with a slash between them. The first has none in its text.
impl<A: DocumentKey, B: DocumentKey> DocumentKey for (A, B) {
    fn write(&self, text: &mut String) {
        self.0.write(text);
        text.push('/');
        self.1.write(text);
    }

    fn read(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('/')?;
        Some((A::read(first)?, B::read(second)?))
    }
}

/// Any text: the name of a record, a number that people chose.
impl DocumentKey for String {
    fn write(&self, text: &mut String) {
        text.push_str(self);
    }

    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

/// Where there is one document of a kind.
impl DocumentKey for () {
    fn write(&self, _text: &mut String) {}

    fn read(text: &str) -> Option<Self> {
        text.is_empty().then_some(())
    }
}
