//! A record of either vendor as a list of its fields, for people to read and for comparisons.

use asmx_soap::{Element, keep};

/// The fields that are set, each with its path below the record, in the order of the contract. Of repeated elements, all but the first
/// have their number: `InvoiceRows.InvoiceRow[2].Quantity`.
pub(crate) fn fields<E: Element>(element: &E) -> Vec<(String, String)> {
    let xml = keep(element);
    let mut found = Vec::new();
    // Each open element: its name with its number, the names of its children so far, and whether it has any.
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    let mut rest = xml.as_str();
    while let Some((text, tag, behind)) = next_tag(rest) {
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            let leaf = open.last().is_some_and(|(_, children)| children.is_empty()) && open.len() > 1;
            if leaf {
                found.push((path(&open), unescape(text)));
            }
            debug_assert!(open.last().is_some_and(|(open, _)| open.starts_with(name)));
            open.pop();
            continue;
        }
        let is_empty = tag.ends_with('/');
        let name = tag.trim_end_matches('/').split_whitespace().next().unwrap_or_default();
        let number = open.last_mut().map_or(1, |(_, children)| {
            children.push(name.to_owned());
            children.iter().filter(|child| *child == name).count()
        });
        let name = if number > 1 { format!("{name}[{number}]") } else { name.to_owned() };
        open.push((name, Vec::new()));
        if is_empty {
            if open.len() > 1 {
                found.push((path(&open), String::new()));
            }
            open.pop();
        }
    }
    found
}

/// The text before the next tag, the tag without its brackets, and what follows.
fn next_tag(xml: &str) -> Option<(&str, &str, &str)> {
    let (text, rest) = xml.split_once('<')?;
    let (tag, behind) = rest.split_once('>')?;
    Some((text, tag, behind))
}

fn path(open: &[(String, Vec<String>)]) -> String {
    open.iter().skip(1).map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(".")
}

fn unescape(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    plain.replace("&#13;", "\r").replace("&#xD;", "\r").replace("&#10;", "\n").replace("&amp;", "&")
}

/// The fields in which two records differ, those of `ignored` apart: `Field: before → after`.
pub(crate) fn differences(
    before: &[(String, String)],
    after: &[(String, String)],
    ignored: &[&str],
) -> Vec<String> {
    let of = |fields: &[(String, String)], name: &str| {
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    };
    let shown =
        |value: Option<String>| value.map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"));
    let mut names: Vec<&str> = before.iter().chain(after).map(|(field, _)| field.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| !ignored.contains(name));
    let differing = names.into_iter().filter_map(|name| {
        let (one, other) = (of(before, name), of(after, name));
        (one != other).then(|| format!("{name}: {} → {}", shown(one), shown(other)))
    });
    differing.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use twentyfour_client::types::{CompanyId, InvoiceOrder, InvoiceRow, OrderSlipStateType, ProductId};

    #[test]
    fn every_field_has_its_path_and_repeated_ones_their_number() {
        let mut order = InvoiceOrder::create(CompanyId(7), OrderSlipStateType::Offer);
        order.invoice_text = Some("a < b & c".to_owned());
        order.invoice_rows =
            vec![InvoiceRow::product(ProductId(1), 3.into()), InvoiceRow::product(ProductId(2), 4.into())];
        let fields = fields(&order);
        let find =
            |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        assert_eq!(find("CustomerId"), Some("7"));
        assert_eq!(find("InvoiceText"), Some("a < b & c"));
        assert_eq!(find("InvoiceRows.InvoiceRow.Quantity"), Some("3"));
        assert_eq!(find("InvoiceRows.InvoiceRow[2].ProductId"), Some("2"));
        assert_eq!(fields.len(), 7, "{fields:?}");
    }

    #[test]
    fn differences_name_what_was_and_what_is() {
        let list = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let (before, after) =
            (list(&[("A", "1"), ("B", "2"), ("C", "3")]), list(&[("A", "1"), ("B", "4"), ("D", "5")]));
        assert_eq!(differences(&before, &after, &["D"]), ["B: \"2\" → \"4\"", "C: \"3\" → nothing"]);
    }
}
