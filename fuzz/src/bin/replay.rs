//! Runs the targets without a fuzzer: the corpus as it is, then so many seeded mutations of it. Nothing learns from
//! what the code does, as it does under libFuzzer: this keeps what was found from coming back, and finds the shallow.
//!
//! ```sh
//! cargo run --release --no-default-features --bin replay -- 100000
//! ```
//!
//! An input that fails is written to `artifacts/<target>/`.

use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use fastrand::Rng;
use wms_erp_fuzz::TARGETS;

/// No input grows beyond this.
const MAX_BYTES: usize = 8 << 10;
const TOKENS: [&str; 24] = [
    "<",
    ">",
    "/>",
    "</",
    "&",
    ";",
    "&#x0;",
    "&amp;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "xsi:nil=\"true\"",
    "\r\n",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "null",
    "-2147483648",
    "1e309",
    "0001-01-01T00:00:00",
    "\u{feff}",
    "\\ud800",
];

/// What is looked at now, for the panic hook.
static CURRENT: Mutex<(&str, Vec<u8>)> = Mutex::new(("", Vec::new()));

fn main() -> Result<(), Box<dyn Error>> {
    let count: usize = std::env::args().nth(1).ok_or("how many mutations?")?.parse()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tell(panic);
        save(folder);
    }));
    for (name, target) in TARGETS {
        let corpus = corpus(&folder.join("corpus").join(name))?;
        let look = |input: Vec<u8>| {
            *CURRENT.lock().unwrap_or_else(PoisonError::into_inner) = (name, input.clone());
            target(&input);
        };
        corpus.iter().cloned().for_each(look);
        let mut random = Rng::with_seed(24);
        for _ in 0..count {
            look(mutated(&corpus, &mut random));
        }
        println!("{name}: {} of the corpus, {count} mutations", corpus.len());
    }
    Ok(())
}

/// The seeds, in the order of their names; those that a fuzzer has added stay out, so that every machine runs the same.
fn corpus(folder: &Path) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.len() != 40 {
            files.push((name, std::fs::read(path)?));
        }
    }
    files.sort();
    match files.is_empty() {
        true => Err(format!("{} has no seeds", folder.display()).into()),
        false => Ok(files.into_iter().map(|(_, bytes)| bytes).collect()),
    }
}

fn mutated(corpus: &[Vec<u8>], random: &mut Rng) -> Vec<u8> {
    let mut input = corpus[random.usize(..corpus.len())].clone();
    for _ in 0..random.usize(1..=6) {
        let at = random.usize(..=input.len());
        let end = random.usize(at..=input.len().min(at + 64));
        match random.u8(..8) {
            0 if at < input.len() => input[at] ^= 1 << random.u8(..8),
            1 if at < input.len() => input[at] = random.u8(..),
            2 => drop(input.drain(at..end)),
            3 => input.truncate(at),
            4 => {
                let again = input[at..end].repeat(random.usize(1..=20));
                input.splice(at..at, again);
            }
            5 => {
                let other = &corpus[random.usize(..corpus.len())];
                let from = random.usize(..=other.len());
                let part = other[from..other.len().min(from + 200)].to_vec();
                input.splice(at..end, part);
            }
            _ => {
                let token = TOKENS[random.usize(..TOKENS.len())];
                input.splice(at..end, token.bytes());
            }
        }
    }
    input.truncate(MAX_BYTES);
    input
}

fn save(folder: &Path) {
    let current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = folder.join("artifacts").join(current.0);
    let file = folder.join("replay");
    let saved = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, &current.1));
    match saved {
        Ok(()) => eprintln!("the input is in {}", file.display()),
        Err(error) => eprintln!("the input cannot be saved: {error}"),
    }
}
