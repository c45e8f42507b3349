//! XML with its texts replaced, and not a sign changed besides.

use super::harmless;
use super::pseudonym::Pseudonyms;
use super::treatment::{MASK, Treatment};

/// The document with secrets masked, and with pseudonyms where they are given. It need not be well-formed: what stands nowhere is
/// treated as the text of an unknown field.
pub(super) fn rewrite(xml: &str, pseudonyms: Option<&Pseudonyms>) -> String {
    let mut writer = Writer { pseudonyms, path: Vec::new(), out: String::with_capacity(xml.len()) };
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        writer.text(&rest[..at]);
        rest = writer.markup(&rest[at..]);
    }
    writer.text(rest);
    writer.out
}

struct Writer<'a> {
    pseudonyms: Option<&'a Pseudonyms>,
    /// The names of the elements that are open.
    path: Vec<String>,
    out: String,
}

impl Writer<'_> {
    /// What begins with `<`; returns what stands behind it.
    fn markup<'t>(&mut self, text: &'t str) -> &'t str {
        for (begin, end, is_text) in [("<!--", "-->", true), ("<![CDATA[", "]]>", true), ("<?", "?>", false)]
        {
            if let Some(inner) = text.strip_prefix(begin) {
                let (inner, rest) = inner.split_once(end).unwrap_or((inner, ""));
                self.out.push_str(begin);
                match is_text {
                    true => self.plain(inner),
                    false => self.out.push_str(inner),
                }
                self.out.push_str(end);
                return rest;
            }
        }
        let Some(end) = end_of_tag(text) else {
            // It is cut off, or no tag at all.
            self.out.push('<');
            self.text(&text[1..]);
            return "";
        };
        let (tag, rest) = text.split_at(end + 1);
        let inner = &tag[1..tag.len() - 1];
        if let Some(name) = inner.strip_prefix('/') {
            self.out.push_str(tag);
            if let Some(at) = self.path.iter().rposition(|open| open == local(name.trim())) {
                self.path.truncate(at);
            }
            return rest;
        }
        let name = inner.split(|char: char| char.is_whitespace() || char == '/').next().unwrap_or_default();
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(&inner[name.len()..]);
        self.out.push('>');
        if !inner.ends_with('/') && !inner.starts_with('!') {
            self.path.push(local(name).to_owned());
        }
        rest
    }

    /// Attributes are no part of the contracts, but for those of XML itself.
    fn attributes(&mut self, mut rest: &str) {
        while let Some(at) = rest.find(['"', '\'']) {
            let quote = if rest[at..].starts_with('"') { '"' } else { '\'' };
            let (before, value) = rest.split_at(at);
            let value = &value[1..];
            let (value, behind) = value.split_once(quote).unwrap_or((value, ""));
            let name = before.trim().trim_end_matches('=').trim();
            let is_of_xml =
                ["xmlns", "xsi:", "xml:", "soap:", "xsd:"].iter().any(|known| name.starts_with(known));
            self.out.push_str(before);
            self.out.push(quote);
            match is_of_xml {
                true => self.out.push_str(value),
                false => self.within(name, value),
            }
            self.out.push(quote);
            rest = behind;
        }
        self.out.push_str(rest);
    }

    fn within(&mut self, name: &str, value: &str) {
        self.path.push(name.to_owned());
        self.text(value);
        self.path.pop();
    }

    fn treatment(&self, value: &str) -> Treatment {
        let name = self.path.last().map_or("", String::as_str);
        let parent =
            self.path.len().checked_sub(2).and_then(|at| self.path.get(at)).map_or("", String::as_str);
        harmless::field(parent, name, value)
    }

    /// Text in which `&` begins a reference.
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            self.out.push_str(text);
            return;
        }
        let mut chars = Vec::new();
        let mut raw = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let reference = rest.strip_prefix('&').and_then(|behind| {
                let end = behind.find(';').filter(|end| *end <= 10)?;
                Some((&rest[..end + 2], referenced(&behind[..end])))
            });
            let (taken, char) = match reference {
                Some((taken, char)) => (taken, char),
                None => (&rest[..first.len_utf8()], first),
            };
            chars.push(char);
            raw.push(taken);
            rest = &rest[taken.len()..];
        }
        self.put(&chars, &raw);
    }

    /// Text in which nothing has a meaning of its own.
    fn plain(&mut self, text: &str) {
        let chars: Vec<char> = text.chars().collect();
        let raw: Vec<&str> = text.split_inclusive(|_| true).collect();
        self.put(&chars, &raw);
    }

    fn put(&mut self, chars: &[char], raw: &[&str]) {
        let treatment = self.treatment(&chars.iter().collect::<String>());
        if treatment == Treatment::Mask {
            self.out.push_str(MASK);
            return;
        }
        let Some(pseudonyms) = self.pseudonyms else {
            self.out.extend(raw.iter().copied());
            return;
        };
        let replaced = pseudonyms.chars(chars, treatment);
        for ((old, new), raw) in chars.iter().zip(replaced).zip(raw) {
            // Only letters and digits are replaced, by letters and digits.
            if *old == new { self.out.push_str(raw) } else { self.out.push(new) }
        }
    }
}

/// Where a tag ends: a `>` in a value of an attribute is none.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, char) in text.char_indices() {
        match (quote, char) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), _) if open == char => quote = None,
            _ => {}
        }
    }
    None
}

/// The character that a reference stands for, if it is a letter or a digit; else some sign.
fn referenced(name: &str) -> char {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    number.and_then(char::from_u32).unwrap_or('&')
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use asmx_soap::{Element, FieldInfo, XsdKind};
    use ongoing_client::model;
    use twentyfour_client::types;

    use super::super::pseudonym::PseudonymKey;
    use super::*;

    fn hide(xml: &str) -> String {
        rewrite(xml, Some(&Pseudonyms::new(PseudonymKey::new([7; 32]))))
    }

    const ORDER: &str = "<?xml version=\"1.0\"?>\r\n<s:Envelope xmlns:s=\"urn:s\"><InvoiceOrder a='b'><OrderId>10002</OrderId>\
        <CustomerName>Kari &amp; K&#229;re</CustomerName><Delivery><Street>&#x1F;Storgata</Street><Country>Norgge</Country>\
        <City/></Delivery><X xsi:nil=\"true\" name=\"Kari\"/><![CDATA[Kari]]><!-- Kari --></InvoiceOrder></s:Envelope>";

    #[test]
    fn markup_and_harmless_values_stay_and_all_else_goes() {
        let hidden = hide(ORDER);
        for gone in ["Kari", "K&#229;re", "Storgata"] {
            assert!(!hidden.contains(gone), "{hidden}");
        }
        for kept in [
            "<OrderId>10002</OrderId>",
            " &amp; ",
            "&#x1F;",
            "<Country>Norgge</Country><City/>",
            "xsi:nil=\"true\"",
        ] {
            assert!(hidden.contains(kept), "{hidden}");
        }
        assert_eq!(hidden.matches('<').count(), ORDER.matches('<').count());
    }

    #[test]
    fn without_pseudonyms_only_secrets_are_masked() {
        assert_eq!(rewrite(ORDER, None), ORDER);
        let signed =
            "<GetOrdersByQuery><UserName>WSI-acme</UserName><Password>hemmelig</Password></GetOrdersByQuery>";
        let masked = rewrite(signed, None);
        assert_eq!(
            masked,
            "<GetOrdersByQuery><UserName>capsule</UserName><Password>capsule</Password></GetOrdersByQuery>"
        );
        assert_eq!(hide(signed), masked);
    }

    #[test]
    fn whatever_is_cut_off_or_no_xml_gives_nothing_away() {
        for cut in 0..ORDER.len() {
            let hidden = hide(&ORDER[..cut]);
            assert!(!hidden.contains("Kari") && !hidden.contains("Storg"), "{hidden}");
        }
        for text in [
            "Kari Nordmann",
            "<Kari Nordmann",
            "<a b=\"Kari",
            "<![CDATA[Kari",
            "&Kari;",
            "</x>Kari",
            "<!-- Kari",
        ] {
            let hidden = hide(text);
            assert!(!hidden.contains("Nordmann"), "{hidden}");
            assert!(
                !hidden.contains("Kari") || text.starts_with("<Kari") || text.starts_with('&'),
                "{hidden}"
            );
        }
    }

    /// Elements with a marker in every text, however deep.
    fn marked(
        fields: &'static [FieldInfo],
        depth: usize,
        out: &mut String,
        names: &mut BTreeSet<&'static str>,
    ) {
        for field in fields {
            let inner = match field.xsd.kind {
                XsdKind::Complex(_) if depth == 0 => continue,
                XsdKind::Complex(fields) => {
                    let mut inner = String::new();
                    marked(fields(), depth - 1, &mut inner, names);
                    inner
                }
                XsdKind::Scalar if field.xsd.name == "string" => {
                    names.insert(field.name);
                    format!("Mark{}mark", field.name)
                }
                _ => continue,
            };
            let name = field.name;
            *out += &match field.item {
                Some(item) => format!("<{name}><{item}>{inner}</{item}></{name}>"),
                None => format!("<{name}>{inner}</{name}>"),
            };
        }
    }

    /// Which fields of a type keep a text that says something of people if it can.
    fn kept<E: Element>() -> Vec<&'static str> {
        let (mut xml, mut names) = (String::new(), BTreeSet::new());
        marked(E::FIELDS, 5, &mut xml, &mut names);
        assert!(names.len() > 5, "{names:?}");
        let hidden = hide(&format!("<{0}>{xml}</{0}>", E::NAME));
        names.into_iter().filter(|name| hidden.contains(&format!("Mark{name}mark"))).collect()
    }

    #[test]
    fn of_both_contracts_order_types_only_these_texts_stay() {
        assert_eq!(kept::<types::InvoiceOrder>(), ["Country", "Description", "ProductNo", "Symbol", "Type"]);
        assert_eq!(kept::<types::Company>(), ["Country", "Type"]);
        assert_eq!(kept::<types::Product>(), ["EAN1", "No", "ProductCode", "Type"]);
        assert_eq!(
            kept::<model::Order>(),
            [
                "ArticleNumber",
                "ArticleUnitCode",
                "CountryCode",
                "CountryName",
                "CountryOfOriginCode",
                "CurrencyCode",
                "CustomerNumber",
                "ExternalOrderLineCode",
                "GoodsOwnerOrderId",
                "GoodsOwnerOrderNumber",
                "OrderStatusText",
                "OrderTypeCode",
                "OrderTypeName",
                "ParentExternalOrderLineCode",
                "ProductCode",
                "StatisticsNumber",
                "WayOfDelivery",
                "WayOfDeliveryTypeCode",
                "WayOfDeliveryTypeName",
            ]
        );
    }

    #[test]
    fn of_the_other_types_that_may_be_in_an_answer_only_these_texts_stay() {
        let stays = [
            "ArticleNumber",
            "ArticleUnitCode",
            "CountryCode",
            "CountryOfOriginCode",
            "CurrencyCode",
            "ExternalOrderLineCode",
            "OrderNumber",
            "ProductCode",
            "ReturnOrderNumber",
            "ReturnOrderRowNumber",
            "StatisticsNumber",
        ];
        for kept in [
            kept::<model::ReturnOrderInfo>(),
            kept::<model::InventoryLine>(),
            kept::<model::ArticleDefinition>(),
        ] {
            let others: Vec<_> = kept.iter().filter(|name| !stays.contains(*name)).collect();
            assert_eq!(others, [] as [&&str; 0]);
            assert!(kept.contains(&"ArticleNumber"), "{kept:?}");
        }
    }
}
