#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod base64;
mod broken;
#[cfg(feature = "retry")]
#[cfg_attr(docsrs, doc(cfg(feature = "retry")))]
pub mod clock;
mod date_time;
mod decode_error;
mod decoder;
mod delivery;
mod document;
mod element;
mod encode_error;
mod encoding;
mod enumeration;
mod fault;
mod field_path;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub mod http;
mod limits;
mod namespaces;
mod nillable;
mod operation;
mod reader;
#[cfg(feature = "retry")]
#[cfg_attr(docsrs, doc(cfg(feature = "retry")))]
pub mod retry;
mod scalar;
mod secret;
mod tag;
mod value;
mod writer;

pub use base64::Base64;
pub use date_time::{InvalidDateTime, XsDateTime};
pub use decode_error::{DecodeError, DecodeErrorKind};
pub use decoder::{Decoder, from_xml};
pub use delivery::Delivery;
pub use element::Element;
pub use encode_error::{EncodeError, EncodeErrorKind};
pub use fault::Fault;
pub use field_path::{FieldPath, UnknownField};
pub use limits::Limits;
pub use nillable::Nillable;
pub use operation::{Effect, Operation, envelope, keep, to_xml};
pub use reader::Reader;
pub use secret::Secret;
pub use tag::Tag;
pub use value::{Field, FieldInfo, Presence, Value, Xsd, XsdKind};
pub use writer::Writer;
