//! InvoiceService: an invoice as a document.

use asmx_test_server::{Fault, Reply};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{ask::Ask, world::World};

/// The invoice as PDF, in the layout that is asked for or the default one.
pub(super) fn document(world: &World, identity: usize, ask: &Ask<'_>) -> Result<Reply, Reply> {
    let data = &world.books[identity];
    let wanted = ask.request.int("Parameters.InvoiceId").unwrap_or_default();
    let is_invoice = |invoice: &i32| *invoice != 0 && *invoice == wanted;
    let found = data.orders.values().filter_map(|order| order.record.int("InvoiceId")).find(is_invoice);
    let Some(invoice) = found else {
        return Err(
            Fault::server(format!("System.ArgumentException: The invoice {wanted} does not exist.")).into()
        );
    };
    let layouts = &data.registers.templates;
    let layout = match ask.request.text("Parameters.TemplateId") {
        None => layouts.iter().find(|layout| layout.flag("IsDefault") == Some(true)),
        Some(id) => match layouts.iter().find(|layout| layout.text("Id") == Some(id)) {
            Some(layout) => Some(layout),
            None => {
                let text = format!("System.ArgumentException: The template {id} does not exist.");
                return Err(Fault::server(text).into());
            }
        },
    };
    let layout = layout.and_then(|layout| layout.text("Name")).unwrap_or("Standard");
    Ok(ask.scalar(STANDARD.encode(pdf(&format!("Faktura {invoice} ({layout})")))))
}

/// A document with one page and one line of text.
fn pdf(line: &str) -> Vec<u8> {
    // Its fonts have Latin letters only, and parentheses end a text.
    let plain = |c: char| if c.is_ascii_graphic() || c == ' ' { c } else { '?' };
    let line: String = line.chars().map(plain).collect();
    let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    let content = format!("BT /F1 24 Tf 72 760 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let (count, start) = (objects.len() + 1, out.len());
    out.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{places}"));
    out.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}
