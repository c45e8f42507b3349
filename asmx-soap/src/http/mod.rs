//! Sending operations, over any HTTP stack.
//!
//! [`HttpService`] is the one thing that a stack has to do; the feature `reqwest` does it for `reqwest::Client`.
//! [`send`] builds the request, and gives the [`Answer`], which decodes itself while it arrives.

mod answer;
mod error;
#[cfg(feature = "reqwest")]
mod reqwest;
mod service;
#[cfg(feature = "retry")]
mod time_limits;

#[cfg(feature = "reqwest")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
pub use self::reqwest::ReqwestService;
pub use answer::{Answer, Endpoint, send};
pub use error::Error;
pub use service::{Body, HttpError, HttpErrorKind, HttpService, Request, Response};
#[cfg(feature = "retry")]
#[cfg_attr(docsrs, doc(cfg(feature = "retry")))]
pub use time_limits::TimeLimits;
