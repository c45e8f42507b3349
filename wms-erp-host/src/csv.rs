//! CSV, as RFC 4180 has it, for people who open it in a spreadsheet.

/// What stands in a cell.
pub(crate) enum Cell<'a> {
    /// What people or vendors wrote. What a spreadsheet would take for a formula gets an apostrophe before it.
    Text(&'a str),
    /// A number, as it is.
    Number(String),
}

impl<'a> Cell<'a> {
    /// A text that may be missing.
    pub(crate) fn text(text: Option<&'a str>) -> Self {
        Self::Text(text.unwrap_or_default())
    }

    /// A number that may be missing.
    pub(crate) fn number(number: Option<impl ToString>) -> Self {
        Self::Number(number.map(|number| number.to_string()).unwrap_or_default())
    }
}

/// One line, with its end.
pub(crate) fn line<'a>(cells: impl IntoIterator<Item = Cell<'a>>) -> String {
    let cells: Vec<String> = cells.into_iter().map(written).collect();
    cells.join(",") + "\r\n"
}

fn written(cell: Cell<'_>) -> String {
    match cell {
        Cell::Number(number) => number,
        Cell::Text(text) => {
            let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            format!("\"{}{}\"", if is_formula { "'" } else { "" }, text.replace('"', "\"\""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_takes_no_text_for_a_formula_and_each_number_for_one() {
        let cells = [Cell::Text("=1+1, \"so\""), Cell::Number("-3".to_owned()), Cell::text(None)];
        assert_eq!(line(cells), "\"'=1+1, \"\"so\"\"\",-3,\"\"\r\n");
    }
}
