//! Which types can ever hold a value of which, and which targets a transport has a place for.

use asmx_soap::{Element, Xsd, XsdKind};

use super::{FurtherField, FurtherFields, FurtherTarget, Source};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Text,
    Number,
    YesNo,
    Time,
    Word,
}

fn sort(xsd: Xsd) -> Sort {
    match (xsd.kind, xsd.name) {
        (XsdKind::Enumeration(_), _) => Sort::Word,
        (_, "short" | "int" | "long" | "decimal" | "double") => Sort::Number,
        (_, "boolean") => Sort::YesNo,
        (_, "dateTime") => Sort::Time,
        _ => Sort::Text,
    }
}

impl Sort {
    fn in_words(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::YesNo => "true or false",
            Self::Time => "a date and time",
            Self::Word => "one of a fixed set of words",
        }
    }
}

/// What source and target hold, if no conversion ever makes a value of the one fit the other.
pub(super) fn never(source: Xsd, target: Xsd) -> Option<(&'static str, &'static str)> {
    let (from, to) = (sort(source), sort(target));
    let fits = match (from, to) {
        _ if from == to => true,
        // What a text holds is known only when it is read. Everything can be written as a text.
        (Sort::Text | Sort::Word, _) | (_, Sort::Text) => true,
        // Yes and no as 1 and 0.
        (Sort::Number, Sort::YesNo) => true,
        _ => false,
    };
    (!fits).then(|| (from.in_words(), to.in_words()))
}

impl<S: Element, T: FurtherTarget> FurtherField<S, T> {
    /// Values that the target takes.
    fn samples(&self) -> Vec<&str> {
        if let Source::Constant(value) = &self.source {
            return vec![value];
        }
        let xsd = self.target.xsd();
        match (xsd.kind, sort(xsd)) {
            (XsdKind::Enumeration(words), _) => words.to_vec(),
            (_, Sort::YesNo) => vec!["true", "false"],
            (_, Sort::Time) => vec!["2026-01-01T00:00:00"],
            (_, Sort::Number) => vec!["1"],
            _ => vec!["x"],
        }
    }
}

impl<S: Element, T: FurtherTarget> FurtherFields<S, T> {
    /// The positions of the fields that have no place in what is sent: `tells_apart` says whether what is sent for two records differs. The
    /// records that it is asked about are `record` with sample values in the targets.
    ///
    /// Targets that belong together are looked at together: a warehouse's id may count only beside the word that says that
    /// it is found by its id.
    pub fn without_place(&self, record: &T, tells_apart: impl Fn(&T, &T) -> bool) -> Vec<usize> {
        let with = |record: &T, field: &FurtherField<S, T>, sample: &str| {
            // A sample that does not fit changes nothing, and shows as a field without a place.
            field.target.write(record, sample).unwrap_or_else(|_| record.clone())
        };
        let alone = |field: &FurtherField<S, T>| {
            field.samples().iter().any(|s| tells_apart(record, &with(record, field, s)))
        };
        let beside = |field: &FurtherField<S, T>| {
            let others = self.0.iter().filter(|other| other.target != field.target);
            let around = others.fold(record.clone(), |record: T, other| match other.samples().first() {
                Some(sample) => with(&record, other, sample),
                None => record,
            });
            field.samples().iter().any(|sample| tells_apart(&around, &with(&around, field, sample)))
        };
        let fields = self.0.iter().enumerate();
        fields.filter(|(_, field)| !alone(field) && !beside(field)).map(|(at, _)| at).collect()
    }
}
