use crate::{DecodeError, Field, Presence, Reader, Tag, Value, Writer, Xsd};

/// An element that always stands there, and says `xsi:nil="true"` when it has no value: what a contract calls
/// `minOccurs="1" nillable="true"`. An `Option` is left out instead.
///
/// ```
/// use asmx_soap::{Nillable, element, to_xml};
///
/// element! {
///     /// Sets a price, or takes it away.
///     pub struct SetPrice in "urn:shop" {
///         /// The new price; nil takes it away.
///         "Price" price: Nillable<i32>,
///     }
/// }
///
/// let xml = to_xml(&SetPrice { price: Nillable(None) })?;
/// assert!(xml.ends_with(r#"xsi:nil="true"/></SetPrice>"#), "{xml}");
/// # Ok::<(), asmx_soap::EncodeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Nillable<T>(pub Option<T>);

impl<T> From<T> for Nillable<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T: Value> Field for Nillable<T> {
    const XSD: Xsd = <T as Value>::XSD;
    const PRESENCE: Presence = Presence::Required;

    fn key() -> Option<&'static str> {
        T::key()
    }

    fn take(&mut self, reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<(), DecodeError> {
        self.0 = T::read(reader, tag)?;
        Ok(())
    }

    fn put(&self, writer: &mut Writer, name: &'static str) {
        match &self.0 {
            Some(value) => value.write(writer, name),
            None => writer.nil(name),
        }
    }
}
