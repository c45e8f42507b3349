//! A secret in every dress in which it could get out.

use std::fmt::Write;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// What is looked for, with its name.
pub(crate) struct Search(Vec<(String, Vec<u8>)>);

impl Search {
    /// All encodings of these secrets, and of what HTTP makes of a user and a password.
    pub(crate) fn new(secrets: &[&str], users: &[(&str, &str)]) -> Self {
        let mut search = Self(Vec::new());
        for secret in secrets {
            search.add(secret);
        }
        for (user, password) in users {
            // The user alone is no secret: what stands behind the whole groups of its characters is.
            let start = (user.len() + 1).div_ceil(3) * 4;
            let basic = STANDARD_NO_PAD.encode(format!("{user}:{password}"));
            search.push("basic authentication", &basic.as_bytes()[start..basic.len() - 1]);
        }
        search
    }

    fn add(&mut self, secret: &str) {
        self.push("plain", secret.as_bytes());
        // Writers of XML agree on two characters.
        for choice in 0..12 {
            let escaped = secret.replace('&', "&amp;").replace('<', "&lt;");
            let escaped = if choice & 1 == 0 { escaped } else { escaped.replace('>', "&gt;") };
            let escaped = if choice & 2 == 0 { escaped } else { escaped.replace('"', "&quot;") };
            let apostrophe = ["'", "&apos;", "&#39;"][choice / 4];
            self.push("XML", escaped.replace('\'', apostrophe).as_bytes());
        }
        let numbers = |radix: &str| {
            secret.chars().fold(String::new(), |mut text, c| {
                let code = u32::from(c);
                let plain = c.is_ascii_alphanumeric();
                let written = match radix {
                    _ if plain => write!(text, "{c}"),
                    "x" => write!(text, "&#x{code:X};"),
                    _ => write!(text, "&#{code};"),
                };
                written.unwrap();
                text
            })
        };
        self.push("XML numbers", numbers("").as_bytes());
        self.push("XML hexadecimal numbers", numbers("x").as_bytes());
        let json = serde_json::to_string(secret).unwrap();
        self.push("JSON", json.trim_matches('"').as_bytes());
        let debug = format!("{secret:?}");
        self.push("Debug", &debug.as_bytes()[1..debug.len() - 1]);
        let debug_of_debug = format!("{debug:?}");
        self.push("Debug of Debug", &debug_of_debug.as_bytes()[3..debug_of_debug.len() - 3]);
        self.push("Debug of bytes", format!("{:?}", secret.as_bytes()).trim_matches(['[', ']']).as_bytes());
        self.push("escaped ASCII", secret.escape_default().to_string().as_bytes());
        for (name, space) in [("URL", "%20"), ("form", "+")] {
            let encoded = secret.bytes().fold(String::new(), |mut text, byte| {
                match byte {
                    b' ' => text.push_str(space),
                    b'-' | b'_' | b'.' | b'~' => text.push(char::from(byte)),
                    byte if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
                    byte => write!(text, "%{byte:02X}").unwrap(),
                }
                text
            });
            self.push(name, encoded.as_bytes());
            self.push(name, encoded.to_lowercase().as_bytes());
        }
        // Base64 of a text that has the secret somewhere inside: three ways to fall on its groups.
        for shift in 0..3 {
            let padded = [&vec![0; shift], secret.as_bytes()].concat();
            let from = [0, 2, 3][shift];
            for encoded in [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)] {
                self.push("base64", &encoded.as_bytes()[from..encoded.len() - 1]);
            }
        }
        let hex = secret.bytes().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        self.push("hexadecimal", hex.as_bytes());
        self.push("hexadecimal", hex.to_uppercase().as_bytes());
        let wide: Vec<u8> = secret.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.push("UTF-16", &wide);
    }

    fn push(&mut self, name: &str, bytes: &[u8]) {
        self.0.push((name.to_owned(), bytes.to_vec()));
    }

    /// In which dress one of the secrets is there, and what stands around it.
    pub(crate) fn find(&self, haystack: &[u8]) -> Option<String> {
        self.0.iter().find_map(|(name, needle)| {
            let at = haystack.windows(needle.len()).position(|window| window == needle)?;
            let around = &haystack[at.saturating_sub(200)..haystack.len().min(at + 200)];
            Some(format!("{name}: …{}…", String::from_utf8_lossy(around)))
        })
    }

    /// Every dress is found where it is.
    pub(crate) fn finds_all(&self) -> bool {
        self.0.iter().all(|(_, needle)| {
            needle.len() > 8 && self.find(&[b"before ", needle.as_slice(), b" after"].concat()).is_some()
        })
    }
}
