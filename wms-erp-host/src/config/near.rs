//! Words that may have been meant.

/// How many are listed at most.
const MOST: usize = 3;

/// The candidates that look like `word`, the likeliest first.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    let wanted = word.to_lowercase();
    let close = |candidate: &'c str| {
        let folded = candidate.to_lowercase();
        let part = wanted.len() > 2 && (folded.contains(&wanted) || wanted.contains(&folded));
        let steps = strsim::osa_distance(&wanted, &folded);
        (part || steps <= 1 + wanted.chars().count() / 4).then_some((steps, candidate))
    };
    let mut close: Vec<_> = candidates.into_iter().filter_map(close).collect();
    close.sort_unstable();
    close.into_iter().take(MOST).map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_word() {
        let words = ["Confirmed", "OrderState_Sent", "Pack", "Invoiced", "InvoicedPack"];
        assert_eq!(nearest("confirmed", words), ["Confirmed"]);
        assert_eq!(nearest("Confrimed", words), ["Confirmed"]);
        assert_eq!(nearest("Sent", words), ["OrderState_Sent"]);
        assert_eq!(nearest("pack", words), ["Pack", "InvoicedPack"]);
        assert!(nearest("Banana", words).is_empty());
    }
}
