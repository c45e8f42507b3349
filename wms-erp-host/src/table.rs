//! Tables and paragraphs of plain text.

use std::fmt;

use comfy_table::{CellAlignment, ContentArrangement, TableComponent};
use wms_erp_sync::visible;

/// A table that is as wide as it has to be.
#[derive(Debug, Default)]
pub struct TextTable {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    margin: usize,
}

#[derive(Debug)]
struct Column {
    title: &'static str,
    right: bool,
}

impl TextTable {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Indents each line by `margin` spaces.
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

impl fmt::Display for TextTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = comfy_table::Table::new();
        table
            .load_preset(comfy_table::presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled)
            .set_style(TableComponent::HeaderLines, '-')
            .set_style(TableComponent::MiddleHeaderIntersections, ' ');
        let titles = self.columns.iter().map(|column| column.title);
        if titles.clone().any(|title| !title.is_empty()) {
            table.set_header(titles);
        }
        table.add_rows(&self.rows);
        for (column, ours) in table.column_iter_mut().zip(&self.columns) {
            column.set_padding((0, 2));
            if ours.right {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for line in table.lines() {
            writeln!(f, "{:margin$}{}", "", line.trim_end(), margin = self.margin)?;
        }
        Ok(())
    }
}

/// A paragraph in lines of at most `width` characters, the first with `first` before it, the others with `rest`. What
/// would break a line or steer a terminal is made [`visible`].
pub fn wrap(text: &str, first: &str, rest: &str, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut lines = textwrap::fill(&visible(text), options);
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = TextTable::new().text("what").number("pieces").margin(1);
        table.row(["Sovepose «Låvdal»", "12"]);
        table.row(["Telt"]);
        let lines = [
            " what                pieces",
            " ------------------- --------",
            " Sovepose «Låvdal»       12",
            " Telt",
            "",
        ];
        assert_eq!(table.to_string(), lines.join("\n"));
    }

    #[test]
    fn a_paragraph_breaks_between_words() {
        assert_eq!(wrap("one two three", "* ", "  ", 9), "* one two\n  three\n");
        assert_eq!(wrap("averyverylongword", "", "", 5), "averyverylongword\n");
        assert_eq!(wrap("a\nb \u{202e}c", "", "", 80), "a␊b \\u{202e}c\n");
    }
}
