//! Names that stand in keys, logs, metrics and commands.

/// What is wrong with the name of a tenant. It stands in keys, logs, metrics and commands.
pub(crate) fn misnamed(name: &str) -> Option<String> {
    const MOST: usize = 64;
    let plain = |c: char| c.is_alphanumeric() || ['-', '_', '.'].contains(&c);
    let is_plain = name.chars().all(plain) && name.chars().any(char::is_alphanumeric);
    (!is_plain || name.chars().count() > MOST)
        .then(|| format!("must be letters, digits, \"-\", \"_\" and \".\", {MOST} at most, without spaces"))
}
