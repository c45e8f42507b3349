//! `token`: a new token for the operator's page.

use super::{Exit, HostError, Surroundings};
use crate::web::{TokenHash, entropy, hex};

pub(super) fn token(around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let token = hex(&entropy()?);
    writeln!(around.out, "token: {token}")?;
    writeln!(around.out, "  → give it to the user; it is not stored")?;
    writeln!(around.out, "token_sha256 = \"{}\"", TokenHash::of(&token))?;
    writeln!(around.out, "  → put this into the user's [[http.user]]")?;
    Ok(Exit::Done)
}
