use std::fmt;

use crate::reader::Reader;
use crate::{DecodeError, Tag};

/// The server's own word for "this failed": a SOAP fault, version 1.1 or 1.2.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// Whose fault it is, without the prefix: `Server`, `Client`; in SOAP 1.2 `Receiver`, `Sender`.
    pub code: String,
    /// The whole text. ASP.NET nests causes in it, with ` ---> ` between them.
    pub text: String,
}

impl Fault {
    /// The innermost cause: what stands behind the last ` ---> `. This is the part that tells something.
    ///
    /// ```
    /// # let fault = asmx_soap::Fault::new("Server", "Server was unable to process request. ---> Session is gone");
    /// assert_eq!(fault.reason(), "Session is gone");
    /// ```
    pub fn reason(&self) -> &str {
        self.text.rsplit("--->").next().unwrap_or_default().trim()
    }

    /// A fault; for tests and simulators.
    pub fn new(code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { code: code.into(), text: text.into() }
    }

    /// Whether the text contains `words`, whatever the case of the letters.
    pub fn mentions(&self, words: &str) -> bool {
        self.text.to_lowercase().contains(&words.to_lowercase())
    }

    /// Reads a fault of either version.
    pub(crate) fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Self, DecodeError> {
        let mut fault = Self { code: String::new(), text: String::new() };
        // Version 1.1 has its children in no namespace, 1.2 in the envelope's: local names are enough to tell.
        while let Some(child) = reader.any_child(tag)? {
            match child.name() {
                "faultcode" => fault.code = local(&text(reader, &child)?),
                "faultstring" => fault.text = text(reader, &child)?,
                "Code" => {
                    while let Some(code) = reader.any_child(&child)? {
                        match code.name() {
                            "Value" => fault.code = local(&text(reader, &code)?),
                            _ => reader.skip(&code)?,
                        }
                    }
                }
                "Reason" => {
                    while let Some(reason) = reader.any_child(&child)? {
                        match reason.name() {
                            "Text" if fault.text.is_empty() => fault.text = text(reader, &reason)?,
                            _ => reader.skip(&reason)?,
                        }
                    }
                }
                _ => reader.skip(&child)?,
            }
        }
        Ok(fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.reason();
        let line = reason.lines().next().unwrap_or_default();
        write!(f, "the server answered with a fault: {}", if line.is_empty() { "(no text)" } else { line })
    }
}

impl std::error::Error for Fault {}

/// A fault must not be lost because its text contains markup.
fn text(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<String, DecodeError> {
    let inside = reader.depth();
    match reader.text(tag) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) if error.is_item() => {
            reader.leave_to(inside - 1).map(|()| format!("(unreadable: {error})"))
        }
        Err(error) => Err(error),
    }
}

fn local(code: &str) -> String {
    code.rsplit(':').next().unwrap_or_default().trim().to_owned()
}
