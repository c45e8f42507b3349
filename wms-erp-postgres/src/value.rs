//! Values in the text of a statement.

use std::fmt::Write;

/// A value in the text of a statement, which is answered in one round trip; one whose values are bound takes two, and a transaction
/// around them. The contents of documents are always bound: a server logs the text of a statement that fails.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Number(Option<i64>),
    Text(Option<&'a str>),
    Texts(&'a [&'a str]),
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [&'a str]> for Value<'a> {
    fn from(texts: &'a [&'a str]) -> Self {
        Self::Texts(texts)
    }
}

/// A statement with a value in each place of `$1`, `$2`, ….
///
/// # Errors
///
/// A text with the character NUL, which PostgreSQL cannot store: it would end the statement.
pub(crate) fn filled(statement: &str, values: &[Value<'_>]) -> Result<String, sqlx::Error> {
    let mut parts = statement.split('$');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        let value = number.parse::<usize>().ok().and_then(|number| values.get(number.checked_sub(1)?));
        let Some(value) = value else {
            return Err(sqlx::Error::Protocol(format!("a statement has no value for ${number}")));
        };
        write_value(&mut text, value)?;
        text.push_str(rest);
    }
    Ok(text)
}

fn write_value(into: &mut String, value: &Value<'_>) -> Result<(), sqlx::Error> {
    match value {
        Value::Number(Some(number)) => {
            // It cannot fail.
            let _ = write!(into, "'{number}'::bigint");
        }
        Value::Number(None) => into.push_str("NULL::bigint"),
        Value::Text(Some(value)) => {
            write_text(into, value)?;
            into.push_str("::text");
        }
        Value::Text(None) => into.push_str("NULL::text"),
        Value::Texts(values) => {
            into.push_str("ARRAY[");
            for (place, value) in values.iter().enumerate() {
                if place > 0 {
                    into.push(',');
                }
                write_text(into, value)?;
            }
            into.push_str("]::text[]");
        }
    }
    Ok(())
}

/// As an escape string constant, which means the same whatever `standard_conforming_strings` is set to.
fn write_text(into: &mut String, value: &str) -> Result<(), sqlx::Error> {
    into.push_str("E'");
    for char in value.chars() {
        match char {
            '\0' => {
                return Err(sqlx::Error::Encode("a text contains the character NUL".into()));
            }
            '\'' | '\\' => into.extend([char, char]),
            _ => into.push(char),
        }
    }
    into.push('\'');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_a_value_whatever_it_contains() {
        let of = |text: &str| filled("SELECT $1", &[text.into()]).unwrap();
        assert_eq!(of("a"), "SELECT E'a'::text");
        assert_eq!(of("o'clock"), "SELECT E'o''clock'::text");
        assert_eq!(of("\\'; DROP TABLE document --"), "SELECT E'\\\\''; DROP TABLE document --'::text");
        assert_eq!(of("$1 $2"), "SELECT E'$1 $2'::text", "not filled again");
        assert!(matches!(filled("SELECT $1", &["a\0b".into()]), Err(sqlx::Error::Encode(_))));
    }

    #[test]
    fn each_place_has_its_value() {
        let keys: &[&str] = &["a", "b'"];
        let values = [Value::from("acme"), Value::from(keys), None::<&str>.into(), 7.into()];
        let text = filled("SELECT $4 FROM t WHERE x = $1 AND y = ANY($2) AND $3::text IS NULL", &values);
        assert_eq!(
            text.unwrap(),
            "SELECT '7'::bigint FROM t WHERE x = E'acme'::text AND y = ANY(ARRAY[E'a',E'b''']::text[]) \
             AND NULL::text::text IS NULL"
        );
        assert!(filled("SELECT $2", &["a".into()]).is_err());
        assert!(filled("SELECT $", &["a".into()]).is_err());
    }
}
