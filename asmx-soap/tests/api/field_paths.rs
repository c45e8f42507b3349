//! Fields by their names.

use asmx_soap::{FieldPath, from_xml, to_xml};
use proptest::prelude::*;

use crate::shop::Item;

fn item(inside: &str) -> Item {
    from_xml(&format!(r#"<Item xmlns="urn:shop">{inside}</Item>"#)).expect("an item")
}

fn path(path: &str) -> FieldPath<Item> {
    FieldPath::find(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_value_is_read_wherever_it_is() {
    let item = item(
        "<Name>A &amp; B</Name><Tags><string>x</string><string>y</string></Tags><Replaces><Id>9</Id></Replaces>",
    );
    let read = |name: &str| path(name).read(&item);
    assert_eq!(read("Name").as_deref(), Some("A & B"));
    assert_eq!(read("Tags.string").as_deref(), Some("x"), "of a list, the first");
    assert_eq!(read("Replaces.Id").as_deref(), Some("9"));
    assert_eq!(read("Price"), None);
    assert_eq!(read("Replaces.Replaces.Name"), None);
}

#[test]
fn a_value_is_written_and_nothing_else_changes() {
    let before = item("<Id>7</Id><Name>old</Name><Tags><string>x</string><string>y</string></Tags>");
    let after = path("Name").write(&before, "new <&> \"name\"").expect("a text");
    assert_eq!(after, Item { name: Some("new <&> \"name\"".to_owned()), ..before.clone() });
    let before = Item { name: Some(String::new()), ..before };
    let after = path("Price").write(&before, "1").expect("a price");
    assert_eq!(after.name.as_deref(), Some(""), "an empty text is what makes one disappear at the service");
    assert_eq!(path("Name").write(&after, "").expect("a text").name.as_deref(), Some(""));
    let after = path("Tags.string").write(&before, "z").expect("a text");
    assert_eq!(after.tags, ["z", "y"], "the first of a list");
    let after = path("Replaces.Tags.string").write(&before, "z").expect("a text");
    assert_eq!(after.replaces.expect("made on the way").tags, ["z"]);
    let after =
        path("Replaces.Price").write(&path("Replaces.Id").write(&before, "8").expect("an id"), "2.50");
    let replaces = after.expect("a price").replaces.expect("there");
    assert_eq!((replaces.id.0, replaces.price.map(|price| price.to_string())), (8, Some("2.50".to_owned())));
}

#[test]
fn a_value_that_does_not_fit_is_refused() {
    for (name, text) in [("Price", "cheap"), ("Id", "1.5"), ("Replaces.Id", "99999999999")] {
        let error = path(name).write(&item(""), text).expect_err(name);
        assert!(error.to_string().contains("is not a valid"), "{name}: {error}");
    }
}

#[test]
fn a_path_that_ends_nowhere_says_what_could_stand_there() {
    for (name, what, candidate) in [
        ("Nmae", "Item has no field \"Nmae\"", Some("Name")),
        ("Replaces.Nmae", "Item has no field \"Nmae\"", Some("Name")),
        ("Replaces", "Item has fields of its own: name one of them", Some("Id")),
        ("Name.First", "Name is a single value and has no field \"First\"", None),
        ("Tags", "Tags has fields of its own: name one of them", Some("string")),
        ("Tags.strng", "Tags has no field \"strng\"", Some("string")),
        ("", "Item has fields of its own: name one of them", Some("Name")),
    ] {
        let error = FieldPath::<Item>::find(name).expect_err(name);
        assert_eq!(error.to_string(), what, "{name}");
        match candidate {
            Some(candidate) => assert!(error.candidates().contains(&candidate), "{name}: {error:?}"),
            None => assert!(error.candidates().is_empty(), "{name}: {error:?}"),
        }
    }
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_was_written(text in "[^\u{0}\r\u{FFFE}\u{FFFF}]*") {
        let name = path("Replaces.Name");
        let written = name.write(&item("<Id>7</Id>"), &text).expect("a text");
        prop_assert_eq!(name.read(&written).unwrap_or_default(), text);
        prop_assert_eq!(written.id.0, 7);
    }

    #[test]
    fn what_can_be_sent_can_still_be_sent(text in "[ -~æøå]*") {
        let written = path("Name").write(&item("<Id>7</Id>"), &text).expect("a text");
        prop_assert!(to_xml(&written).is_ok());
    }
}
