//! Tables and paragraphs of plain text.

use std::fmt;

use wms_erp_sync::visible;

/// A table that is as wide as it has to be.
#[derive(Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    margin: usize,
}

#[derive(Debug)]
struct Column {
    title: &'static str,
    right: bool,
}

impl Table {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts so many blanks before each line.
    #[must_use]
    pub fn margin(self, margin: usize) -> Self {
        Self { margin, ..self }
    }

    /// Adds a column of texts.
    #[must_use]
    pub fn text(mut self, title: &'static str) -> Self {
        self.columns.push(Column { title, right: false });
        self
    }

    /// Adds a column of numbers.
    #[must_use]
    pub fn number(mut self, title: &'static str) -> Self {
        self.columns.push(Column { title, right: true });
        self
    }

    /// Adds a row; cells that are missing are empty.
    pub fn row<C: fmt::Display>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(|cell| visible(&cell.to_string()).into_owned()).collect());
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = |row: &Vec<String>, at: usize| row.get(at).map_or(0, |cell| cell.chars().count());
        let width = |(at, column): (usize, &Column)| {
            let widest = self.rows.iter().map(|row| cell(row, at)).max().unwrap_or_default();
            widest.max(column.title.chars().count())
        };
        let widths: Vec<usize> = self.columns.iter().enumerate().map(width).collect();
        let titles = self.columns.iter().map(|column| column.title.to_owned()).collect();
        let rules = widths.iter().map(|width| "-".repeat(*width)).collect();
        let head = if self.columns.iter().all(|column| column.title.is_empty()) {
            vec![]
        } else {
            vec![titles, rules]
        };
        for row in head.iter().chain(&self.rows) {
            let mut line = " ".repeat(self.margin);
            for ((at, column), width) in self.columns.iter().enumerate().zip(&widths) {
                let text = row.get(at).map_or("", String::as_str);
                match column.right {
                    true => line.push_str(&format!("{text:>width$}  ")),
                    false => line.push_str(&format!("{text:<width$}  ")),
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A paragraph in lines of at most so many characters, the first with `first` before it, the others with `rest`. What would
/// break a line or steer a terminal is made [`visible`].
pub fn wrap(text: &str, first: &str, rest: &str, width: usize) -> String {
    let text = visible(text);
    let mut out = String::from(first);
    let mut column = first.chars().count();
    let mut begins = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !begins && column + 1 + length > width {
            out.push('\n');
            out.push_str(rest);
            column = rest.chars().count();
            begins = true;
        }
        if !begins {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
        begins = false;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = Table::new().text("what").number("pieces").margin(1);
        table.row(["Sovepose «Låvdal»", "12"]);
        table.row(["Telt"]);
        let lines = [
            " what               pieces",
            " -----------------  ------",
            " Sovepose «Låvdal»      12",
            " Telt",
            "",
        ];
        assert_eq!(table.to_string(), lines.join("\n"));
    }

    #[test]
    fn a_paragraph_breaks_between_words() {
        assert_eq!(wrap("one two three", "* ", "  ", 9), "* one two\n  three\n");
        assert_eq!(wrap("", "* ", "  ", 9), "* \n");
        assert_eq!(wrap("averyverylongword", "", "", 5), "averyverylongword\n");
        assert_eq!(wrap("a\nb \u{202e}c", "", "", 80), "a␊b \\u{202e}c\n");
    }
}
