use crate::{Element, EncodeError, Value, Writer};

/// One operation of a service: the request's element, and where its answer keeps what was asked for.
///
/// To call an operation that a client does not have, declare its request with [`element!`](crate::element) under the
/// operation's name, and implement this. Sending, faults and streaming then come for free.
///
/// ```
/// asmx_soap::element! {
///     /// Asks for the names of the warehouses.
///     pub struct GetWarehouses in "urn:shop" {
///         /// Who asks.
///         "UserName" user_name: Option<String>,
///     }
/// }
/// impl asmx_soap::Operation for GetWarehouses {
///     type Item = String;
///     const RESULT: &'static [&'static str] = &["GetWarehousesResult"];
///     const ITEM: &'static str = "string";
///     const EFFECT: asmx_soap::Effect = asmx_soap::Effect::Read;
/// }
/// ```
pub trait Operation: Element + Send + Sync {
    /// What the answer holds, once or many times.
    type Item: Value + Send;
    /// The elements between the answer's element (`OpResponse`) and the items; empty when the item stands right in it.
    const RESULT: &'static [&'static str];
    /// The name of an item's element.
    const ITEM: &'static str;
    /// What a second execution would do.
    const EFFECT: Effect;

    /// The `SOAPAction` header, with its quotes.
    fn soap_action() -> String {
        format!("\"{}/{}\"", Self::NAMESPACE.trim_end_matches('/'), Self::NAME)
    }
}

/// What executing an operation twice does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// Nothing is changed.
    Read,
    /// The second execution leaves what the first one left: it sets, it does not add.
    Idempotent,
    /// A second execution may do it twice.
    Creates,
}

const ENVELOPE: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope \
    xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>";

/// The body of a SOAP 1.1 request.
///
/// # Errors
/// If a text holds a character that XML cannot carry.
pub fn envelope<O: Operation>(operation: &O) -> Result<String, EncodeError> {
    let mut writer = Writer::default();
    writer.raw(ENVELOPE);
    write_root(&mut writer, operation);
    writer.raw("</soap:Body></soap:Envelope>");
    writer.finish()
}

/// An element on its own, under its contract name.
///
/// # Errors
/// If a text holds a character that XML cannot carry.
pub fn to_xml<E: Element>(element: &E) -> Result<String, EncodeError> {
    let mut writer = Writer::default();
    write_root(&mut writer, element);
    writer.finish()
}

/// An element as text to be kept, for [`from_xml`](crate::from_xml) to read back. It never fails: characters that XML
/// cannot carry are kept as references, which other readers may refuse. (NUL alone becomes U+FFFD.)
pub fn keep<E: Element>(element: &E) -> String {
    let mut writer = Writer::default();
    write_root(&mut writer, element);
    writer.keep()
}

fn write_root<E: Element>(writer: &mut Writer, element: &E) {
    // `write` opens the element without attributes; the root alone needs its namespace, so it goes in behind the name.
    let start = writer.len();
    element.write(writer, E::NAME);
    writer.declare(start + 1 + E::NAME.len(), E::NAMESPACE);
}
