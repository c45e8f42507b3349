//! Pseudonyms: the same word has the same one everywhere, and only who has the key can tell which word it stands for.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::harmless;
use super::treatment::{MASK, Treatment};

/// Words that identify no one: those of this program's own messages and of what systems of this kind say.
const WORDS: &str = include_str!("words.txt");
/// Runs of digits of this length are telephone numbers rather than quantities, unless they are known as ids.
const LONG_NUMBER: usize = 8;
/// Runs of digits that are shorter than this are counts, and the numbers of houses: they identify no one by themselves.
const SHORT_NUMBER: usize = 4;
/// Words that this program itself puts into texts of the ERP, by which it finds them again.
const OWN: &[&str] = &["tracking"];
/// What people type for "nothing"; the mapping knows these words.
const NOTHING: &[&str] = &["na", "none", "null", "ingen", "inget", "mangler", "saknas"];

/// The key of a customer's pseudonyms. It stays with the customer: whoever has it can find out by trying which value a pseudonym
/// stands for.
#[derive(Clone)]
pub struct PseudonymKey([u8; 32]);

impl PseudonymKey {
    /// A key of these bytes, which must be random.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads what [`to_hex`](Self::to_hex) wrote.
    pub fn from_hex(text: &str) -> Option<Self> {
        Some(Self(*blake3::Hash::from_hex(text.trim()).ok()?.as_bytes()))
    }

    /// The key as 64 hexadecimal digits, to keep it in a file of its owner's.
    pub fn to_hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

impl fmt::Debug for PseudonymKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PseudonymKey(…)")
    }
}

/// Makes pseudonyms. It learns which words stay and which do not, so that messages that repeat them are treated alike.
pub(super) struct Pseudonyms {
    key: PseudonymKey,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    kept: HashSet<String>,
    hidden: HashSet<String>,
}

impl Pseudonyms {
    pub(super) fn new(key: PseudonymKey) -> Self {
        Self { key, seen: Mutex::default() }
    }

    /// The text under a treatment.
    pub(super) fn text(&self, text: &str, treatment: Treatment) -> String {
        let chars: Vec<char> = text.chars().collect();
        self.chars(&chars, treatment).into_iter().collect()
    }

    /// The same for characters that are written in some other way: one for each, so that what is between letters and digits
    /// (signs, control characters, halves of surrogates) stays where it is.
    pub(super) fn chars(&self, chars: &[char], treatment: Treatment) -> Vec<char> {
        match treatment {
            Treatment::Keep => {
                self.learn(chars, |seen| &mut seen.kept);
                chars.to_vec()
            }
            Treatment::Mask => MASK.chars().collect(),
            Treatment::Hide | Treatment::HidePhone if is_nothing(chars) => chars.to_vec(),
            Treatment::HidePhone => {
                self.learn(chars, |seen| &mut seen.hidden);
                self.phone(chars)
            }
            Treatment::Hide => {
                self.learn(chars, |seen| &mut seen.hidden);
                by_token(chars, |token| self.token(token))
            }
            Treatment::Prose => by_token(chars, |token| match self.stays(token) {
                true => token.to_vec(),
                false => self.token(token),
            }),
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn learn(&self, chars: &[char], which: impl Fn(&mut Seen) -> &mut HashSet<String>) {
        let mut seen = self.seen();
        by_token(chars, |token| {
            which(&mut seen).insert(folded(token));
            Vec::new()
        });
    }

    /// Whether a word of a message identifies no one.
    fn stays(&self, token: &[char]) -> bool {
        let word = folded(token);
        let seen = self.seen();
        if seen.kept.contains(&word) {
            return true;
        }
        if token.iter().all(char::is_ascii_digit) {
            return token.len() < SHORT_NUMBER || token.len() < LONG_NUMBER && !seen.hidden.contains(&word);
        }
        words().contains(word.as_str()) || harmless::is_field(&token.iter().collect::<String>())
    }

    fn token(&self, token: &[char]) -> Vec<char> {
        let word = folded(token);
        // Zeros mean that nothing is there.
        if token.iter().all(|char| *char == '0') || OWN.contains(&word.as_str()) {
            return token.to_vec();
        }
        let mut stream = self.stream(&word);
        token.iter().map(|char| another(*char, &mut stream)).collect()
    }

    /// The digits have one pseudonym together, however they are spaced.
    fn phone(&self, chars: &[char]) -> Vec<char> {
        let digits: String = chars.iter().filter(|char| char.is_ascii_digit()).collect();
        let kept = match chars.iter().find(|char| !char.is_whitespace() && **char != '"') {
            Some('+') => 3,
            _ if digits.starts_with("00") => 5,
            _ => 1,
        };
        let mut stream = self.stream(&digits);
        let mut number = 0;
        let hidden = by_token(chars, |token| match token.iter().any(char::is_ascii_digit) {
            true => token.to_vec(),
            false => self.token(token),
        });
        let digit = |char: char| {
            if !char.is_ascii_digit() {
                return char;
            }
            number += 1;
            let new = another(char, &mut stream);
            if number <= kept { char } else { new }
        };
        hidden.into_iter().map(digit).collect()
    }

    fn stream(&self, word: &str) -> blake3::OutputReader {
        blake3::Hasher::new_keyed(&self.key.0).update(word.as_bytes()).finalize_xof()
    }
}

/// Letters and digits that stand together, each replaced by as many.
fn by_token(chars: &[char], mut token: impl FnMut(&[char]) -> Vec<char>) -> Vec<char> {
    let mut result = Vec::with_capacity(chars.len());
    for part in chars.chunk_by(|one, other| one.is_alphanumeric() && other.is_alphanumeric()) {
        match part {
            [first, ..] if first.is_alphanumeric() => result.extend(token(part)),
            _ => result.extend_from_slice(part),
        }
    }
    result
}

fn folded(token: &[char]) -> String {
    token.iter().flat_map(|char| char.to_lowercase()).collect()
}

/// Another character of the same sort.
fn another(char: char, stream: &mut blake3::OutputReader) -> char {
    const SMALL: &[char] = &['à', 'á', 'â', 'ã', 'ä', 'å', 'æ', 'ç', 'è', 'é', 'ê', 'ë', 'ì', 'í', 'î', 'ï'];
    const SMALL_TOO: &[char] = &['ð', 'ñ', 'ò', 'ó', 'ô', 'õ', 'ö', 'ø', 'ù', 'ú', 'û', 'ü', 'ý', 'þ'];
    let mut byte = [0];
    stream.fill(&mut byte);
    let number = u32::from(byte[0]);
    let of = |first: u32, count: u32| char::from_u32(first + number % count).unwrap_or(char);
    match char {
        '0'..='9' => of(u32::from('0'), 10),
        'a'..='z' => of(u32::from('a'), 26),
        'A'..='Z' => of(u32::from('A'), 26),
        'ß'..='ÿ' | 'À'..='Þ' => {
            let all = SMALL.len() + SMALL_TOO.len();
            let at = number as usize % all;
            let small = SMALL.get(at).or_else(|| SMALL_TOO.get(at - SMALL.len())).copied().unwrap_or('ø');
            if char.is_uppercase() { small.to_uppercase().next().unwrap_or(small) } else { small }
        }
        // Scripts stand in blocks: a neighbour has the same script.
        _ if char.is_alphanumeric() => {
            let block = u32::from(char) & !0x0f;
            let neighbours = (0..16).filter_map(|step| char::from_u32(block + (number + step) % 16));
            let is_like = |other: &char| {
                other.is_alphabetic() == char.is_alphabetic()
                    && other.is_numeric() == char.is_numeric()
                    && other.is_uppercase() == char.is_uppercase()
                    && other.is_lowercase() == char.is_lowercase()
            };
            let found = neighbours.into_iter().find(|other| *other != char && is_like(other));
            found.unwrap_or('ø')
        }
        _ => char,
    }
}

/// What the mapping takes for an empty field: signs, zeros, rows of the letter x, a word for nothing.
fn is_nothing(chars: &[char]) -> bool {
    let letters: String =
        folded(&chars.iter().copied().filter(|char| char.is_alphanumeric()).collect::<Vec<_>>());
    letters.chars().all(|char| char == '0')
        || letters.chars().all(|char| char == 'x')
        || NOTHING.contains(&letters.as_str())
}

fn words() -> &'static HashSet<&'static str> {
    static ALL: OnceLock<HashSet<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| WORDS.split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pseudonyms() -> Pseudonyms {
        Pseudonyms::new(PseudonymKey::new([7; 32]))
    }

    fn hide(text: &str) -> String {
        pseudonyms().text(text, Treatment::Hide)
    }

    /// Each character by its sort.
    fn shape(text: &str) -> Vec<(char, usize)> {
        let sort = |char: char| match char {
            _ if char.is_ascii_digit() => '9',
            _ if char.is_uppercase() => 'A',
            _ if char.is_lowercase() => 'a',
            _ if char.is_alphabetic() => 'x',
            other => other,
        };
        text.chars().map(|char| (sort(char), char.len_utf8())).collect()
    }

    #[test]
    fn a_pseudonym_has_the_shape_of_what_it_stands_for() {
        for text in [
            "Kari Nordmann",
            "ÅSE O'Brien-Sætra",
            "kari.nordmann@example.no",
            "SE-556 12",
            "Storgata 17 B,\r\n2. etasje",
            "\u{1f}\u{fffe}Bell\u{7}",
            "Ćwikła Łódź",
            "Иван Петров",
            "王小明 😀 x",
        ] {
            let hidden = hide(text);
            assert_ne!(hidden, text);
            assert_eq!(shape(&hidden), shape(text), "{text} → {hidden}");
        }
    }

    #[test]
    fn the_same_word_has_the_same_pseudonym_and_another_key_another_one() {
        assert_eq!(hide("Kari Nordmann").split(' ').next(), hide("Kari").split(' ').next());
        assert_eq!(hide("KARI").to_lowercase(), hide("kari"));
        assert_ne!(hide("Nordmann"), hide("Nordmenn"));
        let other = Pseudonyms::new(PseudonymKey::new([8; 32]));
        assert_ne!(other.text("Nordmann", Treatment::Hide), hide("Nordmann"));
    }

    #[test]
    fn what_stands_for_nothing_stays() {
        for nothing in ["", "  ", "-", "0", "x", "N/A", "ingen", "+00 000"] {
            assert_eq!(hide(nothing), nothing);
        }
    }

    #[test]
    fn a_telephone_number_keeps_its_country_and_its_first_digit() {
        let phone = |text| pseudonyms().text(text, Treatment::HidePhone);
        let (spaced, close) = (phone("+47 912 34 567"), phone("+4791234567"));
        assert_eq!(spaced.replace(' ', ""), close);
        assert!(close.starts_with("+479") && close != "+4791234567", "{close}");
        assert_eq!(shape(&phone("0047 912-34-567")), shape("0047 912-34-567"));
        assert!(!phone("912 34 567 (Kari)").contains("Kari"));
    }

    #[test]
    fn a_message_keeps_common_words_and_what_is_known_to_be_harmless() {
        let pseudonyms = pseudonyms();
        pseudonyms.text("K-500", Treatment::Keep);
        pseudonyms.text("Storgata 0155", Treatment::Hide);
        let told = "The article K-500 of Kari Nordmann, 0155 was not found (+4791234567, GoodsOwnerOrderNumber 10002)";
        let said = pseudonyms.text(told, Treatment::Prose);
        assert!(said.starts_with("The article K-500 of "), "{said}");
        assert!(
            said.contains(" was not found (") && said.ends_with("GoodsOwnerOrderNumber 10002)"),
            "{said}"
        );
        for hidden in ["Kari", "Nordmann", "0155", "91234567"] {
            assert!(!said.contains(hidden), "{said}");
        }
    }

    #[test]
    fn the_key_is_read_as_it_was_written_and_never_shown() {
        let key = PseudonymKey::new([171; 32]);
        assert_eq!(PseudonymKey::from_hex(&format!("{}\n", key.to_hex())).unwrap().0, key.0);
        assert!(PseudonymKey::from_hex("abab").is_none() && PseudonymKey::from_hex("").is_none());
        assert!(!format!("{key:?}").contains("abab"));
    }
}
