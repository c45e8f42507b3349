//! ongoing-client
