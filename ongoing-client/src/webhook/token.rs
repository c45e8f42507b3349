use std::hint::black_box;

use asmx_soap::Secret;

/// The text that the warehouse sends with each webhook, in the header `X-Auth-Token`.
#[derive(Debug, Clone)]
pub struct Token(Secret);

/// A token without a text would let everybody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the webhook token is empty")]
pub struct EmptyToken;

impl Token {
    /// The text that was set up in the warehouse.
    ///
    /// # Errors
    /// If it is empty.
    pub fn new(text: impl Into<Secret>) -> Result<Self, EmptyToken> {
        let text = text.into();
        if text.expose().is_empty() { Err(EmptyToken) } else { Ok(Self(text)) }
    }

    /// Whether `presented` is the token. The time it takes depends on the length of `presented` alone, so that no one
    /// can find the token letter by letter.
    pub fn matches(&self, presented: impl AsRef<[u8]>) -> bool {
        let (token, presented) = (self.0.expose().as_bytes(), presented.as_ref());
        let mut differs = u8::from(token.len() != presented.len());
        for (at, byte) in presented.iter().enumerate() {
            differs |= black_box(byte ^ token[at % token.len()]);
        }
        black_box(differs) == 0
    }
}
