//! Mails in Swedish.

use wms_erp_sync::Language;

use super::{Mail, count};

pub(crate) static SWEDISH: Mail = Mail {
    language: Language::Swedish,
    day: "%Y-%m-%d",

    service: "tjänsten",
    still: |title| format!("fortfarande: {title}"),
    over: |title| format!("avslutat: {title}"),
    since: |time| format!("sedan {time}"),
    records: |names| format!("poster: {names}"),
    tenants: |names| format!("varuägare: {names}"),
    and_more: |names, more| format!("{names} och {more} till"),
    refused: |processes| format!("{processes}: avvisas tills någon ingriper"),
    failing: |processes| format!("{processes}: misslyckas"),
    late: |processes| format!("{processes}: försenad"),
    safety_limit: |processes| format!("{processes}: stoppad av säkerhetsgränsen"),
    held: |processes, n| {
        format!("{processes}: {} och måste åtgärdas", count(n, "post är stoppad", "poster är stoppade"))
    },
    unsent: |n| format!("{} i WMS som inte har skickats", count(n, "order", "ordrar")),
    unreported: |n| {
        format!("{} och inte rapporterats till ERP", count(n, "order har skickats", "ordrar har skickats"))
    },
    lease_fights: |processes, n| {
        format!("{processes}: förlorade rätten att köra {}", count(n, "gång", "gånger"))
    },
    stretched: "för få anrop: processer körs mycket mer sällan än de ska",
    no_run_ended: "ingen körning har avslutats sedan den skulle ha startat",
    see_held: "se de stoppade posterna; varje post har sin egen anvisning",
    ask_warehouse: "fråga lagret vad det väntar på; `wms-erp why ORDER` visar ordern i båda systemen",
    check_order_status: "kontrollera vad processen orderstatus stoppar, och om den körs",
    leases_lost: "körningar stoppades eftersom de förlorade rätten att köra, i ",
    check_hanging: "kontrollera om en tjänst, dess maskin eller lagringen hänger längre än lease_duration; om två tjänster körs med olika \
                konfigurationer, stoppa den ena",
    too_few_requests: (
        "alla varuägare behöver fler anrop till 24SevenOffice än det finns: intervallen är upp till ",
        " gånger så långa som konfigurerat",
    ),
    agree_on_more: "ge artiklarna och lagersaldot hos några varuägare längre intervall, kör några från en annan adress, eller kom \
                    överens med 24SevenOffice om fler anrop (requests_per_hour)",

    digest: |day, tenants, what| {
        format!("sammanfattning för {day}, {}: {what}", count(tenants, "varuägare", "varuägare"))
    },
    open: |n| count(n, "öppet larm", "öppna larm"),
    unknown_count: |n| format!("tillståndet för {n} är okänt"),
    nothing_wrong: "allt är i ordning",
    open_since: |title, time| format!("{title}, sedan {time}"),
    more: |n| format!("och {n} till"),
    unknown: |names| format!("det är okänt vad som är fel hos: {names}"),

    receipt: |tenant, day, [imported, sent, held]| {
        format!("{tenant}, kvittens för {day}: {imported} importerade, {sent} skickade, {held} stoppade")
    },
    imported: "Ordrar överförda till lagret",
    sent: "Ordrar rapporterade som skickade",
    short: "Av dessa skickade med mindre än beställt",
    corrected: "Ordrar uppdaterade i lagret efter en ändring",
    cancelled: "Ordrar makulerade i lagret",
    withdrawn: "Ordrar återtagna i ERP",
    rest_orders: "Restordrar efter delleveranser",
    articles: "Artiklar skrivna till lagret",
    stock: "Rättningar av lagersaldot i ERP",
    held_records: "Stoppade poster",
    held_as_of: |time| format!("Stoppat per {time}"),
    held_line: |record, class, time| format!("{record}, {class}, sedan {time}"),
    damaged: |n| {
        format!("{} kan inte läsas och saknas här: kör `wms-erp store check`", {
            let n = usize::try_from(n).unwrap_or(usize::MAX);
            count(n, "händelse", "händelser")
        })
    },
    transient: "försöks igen automatiskt",
    rejected: "avvisad",
    waiting: "väntar",
    needs_person: "måste åtgärdas",
    other_class: "stoppad",
    orders: "Ordrar",
    held_head: ["Process", "Post", "Sedan", "Orsak"],
    entries_head: ["Tid", "Order", "Vad", "Detaljer"],
    columns: ["typ", "post", "tid", "process", "detaljer"],
    more_in_file: |n| format!("och {n} till i den bifogade filen"),
    about_times: "Tiderna följer klockan i varuägarens ERP. Alla dagens händelser finns i den bifogade filen.",
};
