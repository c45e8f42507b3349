//! The vendors' clients behind the engine's ports.

mod ongoing;
mod twentyfour;

pub use ongoing::Ongoing;
pub use twentyfour::TwentyFour;
