//! twentyfour-client
