//! A file's purchase orders: a row for each line, under a row with the names of the columns.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use csv::{ReaderBuilder, StringRecord};
use rust_decimal::Decimal;
use wms_erp_sync::port::{PurchaseOrder, PurchaseOrderLine, PurchaseSupplier};

use super::Mistake;

/// The columns, and whether a file must have them.
const COLUMNS: [(&str, bool); 13] = [
    ("order", true),
    ("line", true),
    ("article", true),
    ("quantity", true),
    ("supplier", false),
    ("supplier_name", false),
    ("supplier_order", false),
    ("expected", false),
    ("line_expected", false),
    ("reference", false),
    ("remark", false),
    ("text", false),
    ("withdrawn", false),
];

/// The orders in the order in which they begin. A mistake in a row costs its order, and one that may concern any order costs the file.
pub(super) fn read(file: &str, bytes: &[u8]) -> Vec<Result<PurchaseOrder, Mistake>> {
    match rows(file, bytes) {
        Ok(rows) => orders(file, rows),
        Err(mistake) => vec![Err(mistake)],
    }
}

/// A row, and in which line of the file it begins.
struct Row {
    at: u64,
    cells: HashMap<&'static str, String>,
}

impl Row {
    fn cell(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|cell| !cell.is_empty())
    }
}

fn rows(file: &str, bytes: &[u8]) -> Result<Vec<Row>, Mistake> {
    let of_file = |what: String, remedy: String| Mistake {
        record: format!("file {file}"),
        what: format!("{file}{what}"),
        remedy,
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        of_file(
            format!(", line {line}: this is not UTF-8"),
            "save the file as UTF-8 (\"CSV UTF-8\")".to_owned(),
        )
    })?;
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') { b';' } else { b',' };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(names)) = records.next() else {
        let remedy = format!("write the names of the columns into the first line: {}", required());
        return Err(of_file(" is empty".to_owned(), remedy));
    };
    let first = 1;
    let columns =
        columns(&names).map_err(|(what, remedy)| of_file(format!(", line {first}: {what}"), remedy))?;
    let mut rows = Vec::new();
    for record in records {
        let record = record.map_err(|error| {
            of_file(
                format!(": {error}"),
                "write each cell with a quotation mark in it between quotation marks".to_owned(),
            )
        })?;
        let at = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != columns.len() {
            let what = format!(
                ", line {at}: it has {} cells, and the first line has {}",
                record.len(),
                columns.len()
            );
            let remedy = "write as many cells as there are columns, and a cell with a separator in it between quotation marks";
            return Err(of_file(what, remedy.to_owned()));
        }
        let cells = columns.iter().zip(&record).map(|(column, cell)| (*column, cell.trim().to_owned()));
        let row = Row { at, cells: cells.collect() };
        if row.cell("order").is_none() {
            let what = "it is empty, so that the row may be of any order";
            let what = format!(", line {at}, column {}: {what}", "order");
            return Err(of_file(what, "write the number of the purchase order into every row".to_owned()));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn required() -> String {
    COLUMNS.iter().filter(|(_, required)| *required).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// The columns of a file, in its order.
fn columns(names: &StringRecord) -> Result<Vec<&'static str>, (String, String)> {
    let all = || COLUMNS.map(|(name, _)| name).join(", ");
    let mut columns: Vec<&'static str> = Vec::new();
    for name in names {
        let name = name.trim().to_lowercase();
        match COLUMNS.iter().find(|(known, _)| *known == name) {
            None => {
                return Err((
                    format!("there is no column {name:?}"),
                    format!("use these columns: {}", all()),
                ));
            }
            Some((known, _)) if columns.contains(known) => {
                return Err((
                    format!("the column {known} is there twice"),
                    "remove one of the two".to_owned(),
                ));
            }
            Some((known, _)) => columns.push(known),
        }
    }
    match COLUMNS.iter().find(|(name, required)| *required && !columns.contains(name)) {
        Some((name, _)) => {
            Err((format!("the column {name} is missing"), format!("use these columns: {}", all())))
        }
        None => Ok(columns),
    }
}

fn orders(file: &str, rows: Vec<Row>) -> Vec<Result<PurchaseOrder, Mistake>> {
    let (mut numbers, mut by_number) = (Vec::<String>::new(), HashMap::<String, Vec<Row>>::new());
    for row in rows {
        let number = row.cell("order").unwrap_or_default().to_owned();
        if !by_number.contains_key(&number) {
            numbers.push(number.clone());
        }
        by_number.entry(number).or_default().push(row);
    }
    let order = |number: String| {
        let rows = by_number.remove(&number).unwrap_or_default();
        order(&number, &rows).map_err(|(at, column, what, remedy)| Mistake {
            record: number,
            what: format!("{file}, line {at}, column {column}: {what}"),
            remedy,
        })
    };
    numbers.into_iter().map(order).collect()
}

/// In which line and column it is, what is wrong, and what to write.
type Wrong = (u64, &'static str, String, String);

fn order(number: &str, rows: &[Row]) -> Result<PurchaseOrder, Wrong> {
    let mut order = PurchaseOrder::new(number, Vec::new());
    let supplier = (same(rows, "supplier")?, same(rows, "supplier_name")?);
    if supplier.0.is_some() || supplier.1.is_some() {
        let text = |cell: Option<(u64, &str)>| cell.map(|(_, text)| text.to_owned());
        order.supplier = Some(PurchaseSupplier::new(text(supplier.0), text(supplier.1)));
    }
    let text = |column| Ok::<_, Wrong>(same(rows, column)?.map(|(_, text)| text.to_owned()));
    order.supplier_order_number = text("supplier_order")?;
    order.reference = text("reference")?;
    order.remark = text("remark")?;
    order.expected = same(rows, "expected")?.map(|(at, text)| date(at, "expected", text)).transpose()?;
    order.withdrawn = match same(rows, "withdrawn")? {
        None => false,
        Some((at, text)) => match text.to_lowercase().as_str() {
            "yes" | "true" | "1" | "ja" => true,
            "no" | "false" | "0" | "nei" | "nej" => false,
            _ => {
                return Err((
                    at,
                    "withdrawn",
                    format!("{text:?} is neither yes nor no"),
                    "write yes or no".to_owned(),
                ));
            }
        },
    };
    for row in rows {
        let is_without_line = ["line", "article", "quantity"].iter().all(|column| row.cell(column).is_none());
        if order.withdrawn && is_without_line {
            continue;
        }
        let cell = |column: &'static str| {
            let missing =
                || (row.at, column, "it is empty".to_owned(), format!("write the {column} into it"));
            row.cell(column).ok_or_else(missing)
        };
        let quantity = quantity(row.at, cell("quantity")?)?;
        let mut line = PurchaseOrderLine::new(cell("line")?, cell("article")?, quantity);
        line.text = row.cell("text").map(str::to_owned);
        line.expected =
            row.cell("line_expected").map(|text| date(row.at, "line_expected", text)).transpose()?;
        if order.lines.iter().any(|known| known.number == line.number) {
            let what = format!("line {} of order {number} is there twice", line.number);
            return Err((row.at, "line", what, "give each line of an order a number of its own".to_owned()));
        }
        order.lines.push(line);
    }
    Ok(order)
}

/// What all rows of an order say of the order itself: those that say something must say the same.
fn same<'a>(rows: &'a [Row], column: &'static str) -> Result<Option<(u64, &'a str)>, Wrong> {
    let mut said = rows.iter().filter_map(|row| Some((row.at, row.cell(column)?)));
    let Some(first) = said.next() else { return Ok(None) };
    match said.find(|(_, text)| *text != first.1) {
        None => Ok(Some(first)),
        Some((at, text)) => {
            let what = format!("{text:?} is not what line {} says of the same order, {:?}", first.0, first.1);
            Err((
                at,
                column,
                what,
                "write the same into all rows of an order, or into its first one only".to_owned(),
            ))
        }
    }
}

fn date(at: u64, column: &'static str, text: &str) -> Result<NaiveDate, Wrong> {
    let forms = ["%Y-%m-%d", "%d.%m.%Y"];
    let date = forms.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    // A year of two digits is refused.
    date.filter(|date| (1900..10_000).contains(&date.year())).ok_or_else(|| {
        (at, column, format!("{text:?} is not a date"), "write it as 2026-04-01 or 01.04.2026".to_owned())
    })
}

/// A number with a decimal comma or point. What may be a separator of thousands is refused: nothing is guessed.
fn quantity(at: u64, text: &str) -> Result<Decimal, Wrong> {
    let wrong = |what: String| (at, "quantity", what, "write it as 1000, 2.5 or 2,5".to_owned());
    let separators = text.matches([',', '.']).count();
    let decimals = text.rsplit([',', '.']).next().map_or(0, str::len);
    if separators > 1 || (separators == 1 && decimals == 3 && !text.starts_with('0')) {
        return Err(wrong(format!("{text:?} may be thousands or decimals")));
    }
    let is_plain = text.chars().all(|digit| digit.is_ascii_digit() || matches!(digit, ',' | '.'));
    let number = text.replace(',', ".").parse::<Decimal>().ok().filter(|_| is_plain);
    match number {
        None => Err(wrong(format!("{text:?} is not a number"))),
        Some(number) if number.is_zero() => Err(wrong(format!("{text:?} is nothing to expect"))),
        Some(number) => Ok(number),
    }
}

#[cfg(test)]
mod tests;
