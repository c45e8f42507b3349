//! The SOAP transport.

pub mod operation;
