//! In which language the reader reads: the one that was chosen on the page, else the first of ours that the browser asks for, else
//! the one that is configured.

use axum::http::{HeaderMap, header};
use wms_erp_sync::Language;

use super::credentials::{cookie_value, has_local_host};

/// What remembers a choice. It says nothing about the person, and so nothing is lost if another host of the domain sets it.
const COOKIE: &str = "wms_erp_language";
/// A year.
const SECONDS: u32 = 365 * 24 * 3600;
/// How many languages of a browser are looked at.
const MAX_WANTED: usize = 50;

/// The language for a request.
pub(crate) fn language(headers: &HeaderMap, configured: Language) -> Language {
    let chosen = cookie_value(headers, COOKIE).and_then(Language::from_tag);
    chosen.or_else(|| wanted(headers, configured)).unwrap_or(configured)
}

/// The cookie of a choice.
pub(crate) fn cookie(headers: &HeaderMap, language: Language) -> String {
    let secure = if has_local_host(headers) { "" } else { "; Secure" };
    format!("{COOKIE}={language}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{secure}")
}

/// The language of ours with the highest weight in `Accept-Language` (RFC 9110, 12.5.4); of several, the first. A weight of 0 means
/// "not this one"; `*` means any other, and the configured one is as good as any.
fn wanted(headers: &HeaderMap, configured: Language) -> Option<Language> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<(&str, u16)> =
        lines.flat_map(|line| line.split(',')).take(MAX_WANTED).filter_map(range).collect();
    let named = |language: Language| ranges.iter().any(|(tag, _)| Language::from_tag(tag) == Some(language));
    let mut best: Option<(Language, u16)> = None;
    for (tag, weight) in &ranges {
        let language = match *tag {
            "*" => [configured]
                .into_iter()
                .chain(Language::ALL.iter().copied())
                .find(|language| !named(*language)),
            tag => Language::from_tag(tag),
        };
        let Some(language) = language.filter(|_| *weight > 0) else { continue };
        if best.is_none_or(|(_, known)| *weight > known) {
            best = Some((language, *weight));
        }
    }
    best.map(|(language, _)| language)
}

/// A range with its weight in thousandths; none if it has no proper weight.
fn range(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = match parts.next() {
        None => 1000,
        Some(parameter) => {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("q").then(|| thousandths(value.trim()))??
        }
    };
    Some((tag, weight))
}

/// `0`, `1`, `0.8`, `0.875`, `1.000`: one digit, and three at most behind the point.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_well_formed = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let weight = match whole {
        "0" if is_well_formed => format!("{part:0<3}").parse().ok()?,
        "1" if is_well_formed && part.bytes().all(|byte| byte == b'0') => 1000,
        _ => return None,
    };
    Some(weight)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn read(accepted: &str, cookie: Option<&'static str>, configured: Language) -> &'static str {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(accepted).unwrap());
        headers.extend(cookie.map(|cookie| (header::COOKIE, HeaderValue::from_static(cookie))));
        language(&headers, configured).tag()
    }

    #[test]
    fn the_browser_s_languages_count_by_their_weights() {
        for (accepted, tag) in [
            ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6,en;q=0.5", "nb"),
            ("sv-SE", "sv"),
            ("en;q=0.5, sv;q=0.8", "sv"),
            ("en;q=0.8, sv;q=0.8", "en"),
            ("da, de;q=0.9, nn;q=0.1", "nb"),
            ("nb;q=0, sv;q=0.001", "sv"),
            ("SV ; Q=1.000", "sv"),
            ("de, *;q=0.5", "en"),
            ("*, sv;q=0.2", "en"),
            ("en;q=0, *", "nb"),
            ("de", "en"),
            ("", "en"),
            ("sv;q=1.5, nb;q=0.1", "nb"),
            ("sv;q=0.1234, nb;q=-1, en;q=0.2", "en"),
            ("sv;level=1, nb;q=0.1", "nb"),
        ] {
            assert_eq!(read(accepted, None, Language::English), tag, "{accepted}");
        }
    }

    #[test]
    fn a_choice_counts_before_the_browser_and_the_configuration_after_it() {
        assert_eq!(read("sv", Some("a=b; wms_erp_language=nb"), Language::English), "nb");
        assert_eq!(read("sv", Some("wms_erp_language=de"), Language::English), "sv");
        assert_eq!(read("de", None, Language::Norwegian), "nb");
        assert_eq!(read("*", None, Language::Swedish), "sv");
        assert_eq!(read("en", None, Language::Norwegian), "en");
    }

    #[test]
    fn a_header_without_end_is_not_read_to_its_end() {
        let many = "de,".repeat(MAX_WANTED) + "sv";
        assert_eq!(read(&many, None, Language::English), "en");
    }
}
