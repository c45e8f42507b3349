//! SOAP as ASP.NET `.asmx` services speak it.

#[cfg(feature = "simulator")]
pub mod simulator;
