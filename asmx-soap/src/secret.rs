use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::value::{Value, Xsd, XsdKind};
use crate::{DecodeError, Reader, Tag, Writer};

/// A text that must not be seen: a password, a session id.
///
/// `Debug` shows nothing of it, there is no `Display`, and its memory is cleared when it is dropped. (A request that
/// carries it holds it in plain text while it is being sent.)
///
/// ```
/// let secret = asmx_soap::Secret::new("hunter2");
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// assert_eq!(secret.expose(), "hunter2");
/// ```
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// Keeps a text as a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The text. The caller is responsible for it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Value for Secret {
    const XSD: Xsd = Xsd::new("string", XsdKind::Scalar);

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        Ok(String::read(reader, tag)?.map(Self::new))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.text(name, self.expose());
    }
}
