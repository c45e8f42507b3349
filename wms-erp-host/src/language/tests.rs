//! Whether every language says the same, and none speaks another.

use super::*;

const OTHERS: [&Texts; 2] = [&NORWEGIAN, &SWEDISH];
/// A value that names itself.
pub(super) trait Sample {
    fn sample(name: &'static str) -> Self;
}

impl Sample for u64 {
    fn sample(_: &'static str) -> Self {
        2345
    }
}

impl Sample for &str {
    fn sample(name: &'static str) -> Self {
        format!("‹{name}›").leak()
    }
}

/// The values, the numbers and the commands in a text, whatever their order.
fn values(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2).map(str::to_owned);
    let named = text.split('‹').skip(1).filter_map(|rest| rest.split('›').next()).map(str::to_owned);
    let numbers = text.matches("2345").map(str::to_owned);
    let mut all: Vec<String> = quoted.chain(named).chain(numbers).collect();
    all.sort();
    all
}

#[test]
fn a_text_has_the_same_values_and_commands_in_each_language() {
    for texts in OTHERS {
        for ((name, english), (_, other)) in ENGLISH.every_text().into_iter().zip(texts.every_text()) {
            assert_eq!(values(&english), values(&other), "{:?}: {name}: {other}", texts.language);
            let ends = |text: &str| text.len() > 2 && text.ends_with('.');
            assert_eq!(ends(&english), ends(&other), "{:?}: {name}: {other}", texts.language);
        }
    }
}

#[test]
fn no_text_is_left_in_english_or_in_the_neighbour_s_language() {
    let words = |text: &str| -> Vec<String> {
        text.split(|sign: char| !sign.is_alphabetic()).map(str::to_lowercase).collect()
    };
    let english =
        ["the", "of", "is", "are", "was", "with", "not", "this", "that", "from", "and", "has", "it"];
    for (texts, foreign, letters, alike) in [
        (&NORWEGIAN, ["och", "är", "inte", "ett", "från", "hade"], "äö", &["plan", "minutes"][..]),
        (
            &SWEDISH,
            ["og", "er", "ikke", "et", "fra", "hva"],
            "æø",
            &["process", "order", "plan", "minutes", "order_of", "order_title"][..],
        ),
    ] {
        let mut same = Vec::new();
        for ((name, text), (_, original)) in texts.every_text().into_iter().zip(ENGLISH.every_text()) {
            assert!(!text.trim().is_empty() || name == "number_separators", "{name} is empty");
            assert!(!text.contains(|sign| letters.contains(sign)), "{name}: {text}");
            let is_foreign =
                |word: &String| english.contains(&word.as_str()) || foreign.contains(&word.as_str());
            assert!(!words(&text).iter().any(is_foreign), "{name}: {text}");
            let has_words = text.split_whitespace().any(|word| word.len() > 1 && !word.contains(['‹', '2']));
            if has_words && text == original {
                same.push(name);
            }
        }
        assert_eq!(same, alike, "{:?}", texts.language);
    }
}

#[test]
fn one_is_singular_and_numbers_are_written_as_people_write_them() {
    for (texts, one, many) in [(&ENGLISH, "1 run", "0 runs"), (&NORWEGIAN, "1 kjøring", "0 kjøringer")] {
        let failing = |runs| texts.are_failing("X", 1, runs);
        assert!(failing(1).ends_with(&format!("({one})")) && failing(0).ends_with(&format!("({many})")));
    }
    let numbers = [0, 999, 1_000, 1_234_567];
    assert_eq!(numbers.map(|number| ENGLISH.number(number)), ["0", "999", "1,000", "1,234,567"]);
    let spaced = ["0", "999", "1\u{a0}000", "1\u{a0}234\u{a0}567"];
    assert_eq!(numbers.map(|number| SWEDISH.number(number)), spaced);
    let half = Decimal::new(-250, 2);
    assert_eq!([&ENGLISH, &NORWEGIAN].map(|texts| texts.decimal(half)), ["-2.5", "-2,5"]);
}
