/// Whether the server may have acted on a request that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delivery {
    /// The request never left, or the server refused it before reading it: repeating it is safe.
    NotSent,
    /// It may have arrived and may have been acted on. Repeat only what is harmless to do twice; settle the rest by
    /// reading the server's state.
    MaybeSent,
    /// The server answered. Whether it acted is what the answer says.
    Answered,
}
