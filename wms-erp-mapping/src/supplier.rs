use ongoing_client::model::{AddressClass, Supplier};
use twentyfour_client::types::{Address, Addresses, Company, CompanyType};

use crate::address::is_empty;
use crate::held::{Hold, HoldCause};
use crate::note::{Mapped, NoteKind, Notes};
use crate::text::filled;
use crate::{Country, address};

/// Maps a company to the supplier that articles name as theirs; created or updated by its number.
///
/// # Errors
/// If the company has no id.
pub fn supplier(company: &Company) -> Result<Mapped<Supplier>, Hold> {
    let id = company.id.filter(|id| id.0 > 0).ok_or(HoldCause::NoSupplierNumber)?;
    let mut notes = Notes::default();
    let name = notes.text("MainSupplier.SupplierName", company.name.as_deref());
    let mut supplier = Supplier::by_number(id.to_string(), name.unwrap_or_default());
    supplier.address = supplier_address(company.addresses.as_ref(), &mut notes);
    Ok(notes.with(supplier))
}

/// Whether the ERP calls the company a supplier. One that a product's `SupplierId` names is one as well.
pub fn is_supplier(company: &Company) -> bool {
    company.kind == Some(CompanyType::Supplier)
}

fn supplier_address(addresses: Option<&Addresses>, notes: &mut Notes) -> Option<AddressClass> {
    const FIELD: &str = "MainSupplier.Address";
    let slots = addresses.map(|all| {
        [("Post", &all.post), ("Visit", &all.visit), ("Invoice", &all.invoice), ("Delivery", &all.delivery)]
    });
    let chosen = slots.into_iter().flatten().find_map(|(slot, address)| {
        address.as_ref().filter(|address| !is_empty(address)).map(|address| (slot, address))
    });
    let Some((slot, source)) = chosen else {
        notes.add(NoteKind::LeftOut, FIELD, "the supplier has no address");
        return None;
    };
    if slot != "Post" {
        notes.add(
            NoteKind::Fallback,
            FIELD,
            format!("the supplier has no post address; its {slot} address is used instead"),
        );
    }
    let mut address = AddressClass::default();
    address.address = notes.text("MainSupplier.Address.Address", source.street.as_deref());
    address.post_code = notes.text("MainSupplier.Address.PostCode", source.postal_code.as_deref());
    address.city = city(source, notes);
    address.country_code = country(source, notes);
    address.is_visible = true;
    Some(address)
}

/// `City`, or `PostalArea`, where 24SevenOffice usually keeps the place.
fn city(source: &Address, notes: &mut Notes) -> Option<String> {
    const FIELD: &str = "MainSupplier.Address.City";
    address::place(FIELD, ("City", &source.city), ("PostalArea", &source.postal_area), notes)
}

/// A supplier's country is for information; one that is not known is no reason to hold its articles.
fn country(source: &Address, notes: &mut Notes) -> Option<String> {
    let text = filled(source.country.as_deref())?;
    let country = Country::recognise(text);
    if country.is_none() {
        notes.add(NoteKind::LeftOut, "MainSupplier.Address.CountryCode", "the country is not known");
    }
    country.map(|country| country.code().to_owned())
}
