//! What the demos share.
