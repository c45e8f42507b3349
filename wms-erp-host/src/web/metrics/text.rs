//! Prometheus' text format, version 0.0.4.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

/// What is read in one go. The format wants the series of one name together; here they come in any order.
#[derive(Debug, Default)]
pub(super) struct Text<'n>(BTreeMap<&'n str, Family>);

#[derive(Debug)]
struct Family {
    kind: Kind,
    lines: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Counter,
    Gauge,
    Histogram,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

impl<'n> Text<'n> {
    /// A number, under [labels](Labels) that may be empty.
    pub(super) fn number(&mut self, kind: Kind, name: &'n str, labels: &str, value: impl Display) {
        line(self.of(kind, name), name, "", labels, value);
    }

    /// A gauge.
    pub(super) fn gauge(&mut self, name: &'n str, labels: &Labels, value: f64) {
        self.number(Kind::Gauge, name, labels.text(), value);
    }

    /// A histogram: how many values were at most as great as each bound, how many there were, and their sum.
    pub(super) fn histogram(
        &mut self,
        name: &'n str,
        labels: &str,
        buckets: impl Iterator<Item = (f64, u64)>,
        count: u64,
        sum: f64,
    ) {
        let lines = self.of(Kind::Histogram, name);
        let comma = if labels.is_empty() { "" } else { "," };
        for (bound, count) in buckets {
            line(lines, name, "_bucket", &format!("{labels}{comma}le=\"{bound}\""), count);
        }
        line(lines, name, "_bucket", &format!("{labels}{comma}le=\"+Inf\""), count);
        line(lines, name, "_sum", labels, sum);
        line(lines, name, "_count", labels, count);
    }

    fn of(&mut self, kind: Kind, name: &'n str) -> &mut String {
        let family = self.0.entry(name).or_insert_with(|| Family { kind, lines: String::new() });
        &mut family.lines
    }

    /// All of it.
    pub(super) fn into_string(self) -> String {
        let size = self.0.iter().map(|(name, family)| name.len() + family.lines.len() + 32).sum();
        let mut all = String::with_capacity(size);
        for (name, Family { kind, lines }) in self.0 {
            // Writing to a string cannot fail.
            let _ = writeln!(all, "# TYPE {name} {}", kind.word());
            all += &lines;
        }
        all
    }
}

fn line(lines: &mut String, name: &str, suffix: &str, labels: &str, value: impl Display) {
    for part in [name, suffix] {
        lines.push_str(part);
    }
    if !labels.is_empty() {
        for part in ["{", labels, "}"] {
            lines.push_str(part);
        }
    }
    let _ = writeln!(lines, " {value}");
}

/// Labels as the format has them, without the braces.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels(String);

impl Labels {
    /// The same and one more.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + name.len() + value.len() + 4);
        text += &self.0;
        let mut labels = Self(text);
        labels.push(name, value);
        labels
    }

    /// One more.
    pub(super) fn push(&mut self, name: &str, value: &str) {
        let Self(text) = self;
        if !text.is_empty() {
            text.push(',');
        }
        for part in [name, "=\""] {
            text.push_str(part);
        }
        for letter in value.chars() {
            match letter {
                '\\' => text.push_str("\\\\"),
                '"' => text.push_str("\\\""),
                '\n' => text.push_str("\\n"),
                letter => text.push(letter),
            }
        }
        text.push('"');
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_of_a_name_are_together_and_values_of_labels_are_escaped() {
        let mut text = Text::default();
        let tenant = Labels::default().with("tenant", "a \"b\" \\ c\nd");
        text.gauge("held", &tenant.with("class", "notice"), 2.0);
        text.number(Kind::Counter, "runs_total", "", 7);
        text.gauge("held", &Labels::default(), 0.5);
        let buckets = [(0.1, 1), (2.5, 3)].into_iter();
        text.histogram("seconds", Labels::default().with("process", "stock").text(), buckets, 4, 12.25);
        let expected = r#"# TYPE held gauge
held{tenant="a \"b\" \\ c\nd",class="notice"} 2
held 0.5
# TYPE runs_total counter
runs_total 7
# TYPE seconds histogram
seconds_bucket{process="stock",le="0.1"} 1
seconds_bucket{process="stock",le="2.5"} 3
seconds_bucket{process="stock",le="+Inf"} 4
seconds_sum{process="stock"} 12.25
seconds_count{process="stock"} 4
"#;
        assert_eq!(text.into_string(), expected);
    }
}
