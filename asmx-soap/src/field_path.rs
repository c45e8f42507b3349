//! Fields by their names, where a configuration rather than the program says which.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use crate::decoder::read_root;
use crate::reader::Step;
use crate::{DecodeError, Element, Limits, Reader, Tag, Value, Writer, Xsd, XsdKind, keep};

/// A single value somewhere inside an element, by the names of the contract, joined by dots: `OrderInfo.FreeText1`.
///
/// For configurations: where the program knows the field, use the struct's own. Reading and writing go through the element's
/// XML, so a value is checked as if the service had sent it. A list on the way stands for its first item: `Tags.string` is
/// the first tag, and writing it adds one to an empty list.
///
/// ```
/// use asmx_soap::FieldPath;
///
/// asmx_soap::element! {
///     /// An order.
///     pub struct Order in "urn:shop" {
///         /// About it.
///         "Info" info: Option<Info>,
///     }
///
///     /// About an order.
///     pub struct Info in "urn:shop" {
///         /// A remark.
///         "Remark" remark: Option<String>,
///         /// Its weight in kilograms.
///         "Weight" weight: Option<rust_decimal::Decimal>,
///     }
/// }
///
/// let remark = FieldPath::<Order>::find("Info.Remark")?;
/// let order = remark.write(&Order::default(), "Ring first & wait")?;
/// assert_eq!(remark.read(&order).as_deref(), Some("Ring first & wait"));
///
/// assert!(FieldPath::<Order>::find("Info.Weight")?.write(&order, "heavy").is_err());
/// let unknown = FieldPath::<Order>::find("Info.Remarks").unwrap_err();
/// assert_eq!(unknown.to_string(), r#"Info has no field "Remarks""#);
/// assert_eq!(unknown.candidates(), ["Remark", "Weight"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct FieldPath<E> {
    steps: Vec<&'static str>,
    xsd: Xsd,
    of: PhantomData<fn() -> E>,
}

impl<E: Element> FieldPath<E> {
    /// Finds the field that `path` names.
    ///
    /// # Errors
    /// [`UnknownField`] if a part of it names nothing, or if it does not end at a single value.
    pub fn find(path: &str) -> Result<Self, UnknownField> {
        let (mut steps, mut of, mut fields) = (Vec::new(), E::NAME, E::FIELDS);
        let mut parts = path.split('.').map(str::trim);
        loop {
            let part = parts.next().unwrap_or_default();
            let unknown = |of, candidates: Vec<_>| UnknownField { of, part: part.to_owned(), candidates };
            let field = fields.iter().find(|field| field.name == part);
            let field = field.ok_or_else(|| unknown(of, fields.iter().map(|field| field.name).collect()))?;
            steps.push(field.name);
            if let Some(item) = field.item {
                let part = parts.next().unwrap_or_default();
                if part != item {
                    return Err(UnknownField {
                        of: field.name,
                        part: part.to_owned(),
                        candidates: vec![item],
                    });
                }
                steps.push(item);
            }
            match field.xsd.kind {
                XsdKind::Complex(inner) => (of, fields) = (field.xsd.name, inner()),
                XsdKind::Scalar | XsdKind::Enumeration(_) => {
                    return match parts.next() {
                        None => Ok(Self { steps, xsd: field.xsd, of: PhantomData }),
                        Some(part) => Err(UnknownField {
                            of: field.name,
                            part: part.to_owned(),
                            candidates: Vec::new(),
                        }),
                    };
                }
            }
        }
    }

    /// The names on the way, outermost first; the first is a field of the element itself.
    pub fn steps(&self) -> &[&'static str] {
        &self.steps
    }

    /// The type of the value.
    pub fn xsd(&self) -> Xsd {
        self.xsd
    }

    /// The value as the wire has it; `None` where it is not set, or is an empty text.
    pub fn read(&self, element: &E) -> Option<String> {
        let xml = keep(element);
        let mut reader = Reader::new(xml.as_bytes(), Limits::default());
        let Ok(Step::Child(root)) = reader.step() else { return None };
        // What was written just now can be read.
        self.text_in(&mut reader, &root, 0).ok().flatten()
    }

    fn text_in(
        &self,
        reader: &mut Reader<'_>,
        tag: &Tag<'_>,
        depth: usize,
    ) -> Result<Option<String>, DecodeError> {
        while let Some(child) = reader.child(tag, E::NAMESPACE)? {
            match self.steps.get(depth) {
                Some(name) if child.is(name) && depth + 1 == self.steps.len() => {
                    return String::read(reader, &child);
                }
                Some(name) if child.is(name) => return self.text_in(reader, &child, depth + 1),
                _ => reader.skip(&child)?,
            }
        }
        Ok(None)
    }

    /// The element with this value, whatever stood there before; the elements on the way are made where they are missing.
    ///
    /// # Errors
    /// If the text does not fit the field's type. A word that an enumeration does not know is none.
    pub fn write(&self, element: &E, text: &str) -> Result<E, DecodeError> {
        let xml = keep(element);
        let (replaced, depth) = {
            let mut reader = Reader::new(xml.as_bytes(), Limits::default());
            match reader.step()? {
                Step::Child(root) => self.place(&mut reader, &root, 0)?,
                _ => return Err(DecodeError::malformed("no element")),
            }
        };
        let mut writer = Writer::default();
        let (leaf, around) =
            self.steps.split_last().map_or(("", [].as_slice()), |(leaf, around)| (*leaf, around));
        let around = around.get(depth..).unwrap_or_default();
        around.iter().for_each(|name| writer.open(name));
        writer.text(leaf, text);
        around.iter().rev().for_each(|name| writer.close(name));
        let xml = [&xml[..replaced.start], &writer.keep(), &xml[replaced.end..]].concat();
        read_root(Reader::keeping_empty(xml.as_bytes()))
    }

    /// What the new value replaces, and how many of the elements around it are there.
    fn place(
        &self,
        reader: &mut Reader<'_>,
        tag: &Tag<'_>,
        depth: usize,
    ) -> Result<(Range<usize>, usize), DecodeError> {
        let mut before = reader.position();
        while let Some(child) = reader.child(tag, E::NAMESPACE)? {
            if self.steps.get(depth).is_some_and(|name| child.is(name)) {
                if depth + 1 < self.steps.len() {
                    return self.place(reader, &child, depth + 1);
                }
                reader.skip(&child)?;
                return Ok((before..reader.position(), depth));
            }
            reader.skip(&child)?;
            before = reader.position();
        }
        Ok((before..before, depth))
    }
}

impl<E> Clone for FieldPath<E> {
    fn clone(&self) -> Self {
        Self { steps: self.steps.clone(), xsd: self.xsd, of: PhantomData }
    }
}

impl<E> PartialEq for FieldPath<E> {
    fn eq(&self, other: &Self) -> bool {
        self.steps == other.steps
    }
}

impl<E> Eq for FieldPath<E> {}

impl<E> fmt::Display for FieldPath<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.steps.join("."))
    }
}

impl<E> fmt::Debug for FieldPath<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldPath({self})")
    }
}

/// A path does not end at a single value of its element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField {
    of: &'static str,
    part: String,
    candidates: Vec<&'static str>,
}

impl UnknownField {
    /// The names that could have stood there; none behind a single value.
    pub fn candidates(&self) -> &[&'static str] {
        &self.candidates
    }

    /// The part of the path that names nothing; empty if the path ends too early.
    pub fn part(&self) -> &str {
        &self.part
    }
}

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { of, part, candidates } = self;
        match (part.as_str(), candidates.as_slice()) {
            (part, []) => write!(f, "{of} is a single value and has no field {part:?}"),
            ("", _) => write!(f, "{of} has fields of its own: name one of them"),
            (part, _) => write!(f, "{of} has no field {part:?}"),
        }
    }
}

impl std::error::Error for UnknownField {}
