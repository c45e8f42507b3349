use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;

use crate::value::{Value, Xsd, XsdKind};
use crate::{DecodeError, Reader, Tag, Writer};

/// Bytes, which travel as `xs:base64Binary`: a document, a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base64(pub Vec<u8>);

impl Value for Base64 {
    const XSD: Xsd = Xsd::new("base64Binary", XsdKind::Scalar);

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        // Writers may break the text into lines.
        let text: Vec<u8> = reader.text(tag)?.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        if tag.is_nil() || text.is_empty() {
            return Ok(None);
        }
        STANDARD
            .decode(text)
            .map(|bytes| Some(Self(bytes)))
            .map_err(|_| DecodeError::value("base64Binary", ""))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.text(name, &STANDARD.encode(&self.0));
    }
}
