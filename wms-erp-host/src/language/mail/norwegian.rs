//! Mails in Norwegian (bokmål).

use wms_erp_sync::Language;

use super::{Mail, count};

pub(crate) static NORWEGIAN: Mail = Mail {
    language: Language::Norwegian,
    day: "%d.%m.%Y",

    service: "tjenesten",
    still: |title| format!("fortsatt: {title}"),
    over: |title| format!("avsluttet: {title}"),
    since: |time| format!("siden {time}"),
    records: |names| format!("poster: {names}"),
    tenants: |names| format!("vareeiere: {names}"),
    and_more: |names, more| format!("{names} og {more} til"),
    refused: |processes| format!("{processes}: avvises til noen griper inn"),
    failing: |processes| format!("{processes}: feiler"),
    late: |processes| format!("{processes}: forsinket"),
    safety_limit: |processes| format!("{processes}: stoppet av sikkerhetsgrensen"),
    held: |processes, n| format!("{processes}: {} stoppet og må håndteres", count(n, "post", "poster")),
    unsent: |n| format!("{} i WMS som ikke er sendt", count(n, "ordre", "ordrer")),
    unreported: |n| format!("{} sendt og ikke rapportert til ERP", count(n, "ordre", "ordrer")),
    lease_fights: |processes, n| {
        format!("{processes}: mistet retten til å kjøre {}", count(n, "gang", "ganger"))
    },
    stretched: "ikke nok kall: prosesser kjører mye sjeldnere enn de skal",
    no_run_ended: "ingen kjøring er fullført siden den skulle ha startet",
    see_held: "se de stoppede postene; hver har sin egen anvisning",
    ask_warehouse: "spør lageret hva det venter på; `wms-erp why ORDRE` viser ordren i begge systemene",
    check_order_status: "kontroller hva prosessen ordrestatus stopper, og om den kjører",
    leases_lost: "kjøringer ble stanset fordi de mistet retten til å kjøre, i ",
    check_hanging: "kontroller om en tjeneste, maskinen eller lagringen henger lenger enn lease_duration; hvis to tjenester kjører med \
                ulike konfigurasjoner, stopp den ene",
    too_few_requests: (
        "alle vareeierne trenger flere kall mot 24SevenOffice enn det finnes: intervallene er opptil ",
        " ganger så lange som konfigurert",
    ),
    agree_on_more: "gi artiklene og beholdningen til noen vareeiere lengre intervaller, kjør noen fra en annen adresse, eller avtal \
                    flere kall med 24SevenOffice (requests_per_hour)",

    digest: |day, tenants, what| {
        format!("sammendrag for {day}, {}: {what}", count(tenants, "vareeier", "vareeiere"))
    },
    open: |n| count(n, "åpen alarm", "åpne alarmer"),
    unknown_count: |n| format!("tilstanden til {n} er ukjent"),
    nothing_wrong: "alt er i orden",
    open_since: |title, time| format!("{title}, siden {time}"),
    more: |n| format!("og {n} til"),
    unknown: |names| format!("det er ukjent hva som er galt hos: {names}"),

    receipt: |tenant, day, [imported, sent, held]| {
        format!("{tenant}, kvittering for {day}: {imported} importert, {sent} sendt, {held} stoppet")
    },
    imported: "Ordrer overført til lageret",
    sent: "Ordrer rapportert som sendt",
    short: "Av disse sendt med mindre enn bestilt",
    corrected: "Ordrer oppdatert på lageret etter en endring",
    cancelled: "Ordrer kansellert på lageret",
    withdrawn: "Ordrer trukket tilbake i ERP",
    rest_orders: "Restordrer etter delleveranser",
    articles: "Artikler skrevet til lageret",
    stock: "Rettinger av beholdningen i ERP",
    held_records: "Stoppede poster",
    held_as_of: |time| format!("Stoppet per {time}"),
    held_line: |record, class, time| format!("{record}, {class}, siden {time}"),
    damaged: |n| {
        format!("{} kan ikke leses og mangler her: kjør `wms-erp store check`", {
            let n = usize::try_from(n).unwrap_or(usize::MAX);
            count(n, "hendelse", "hendelser")
        })
    },
    transient: "prøves igjen automatisk",
    rejected: "avvist",
    waiting: "venter",
    needs_person: "må håndteres",
    other_class: "stoppet",
    orders: "Ordrer",
    held_head: ["Prosess", "Post", "Siden", "Årsak"],
    entries_head: ["Tid", "Ordre", "Hva", "Detaljer"],
    columns: ["type", "post", "tid", "prosess", "detaljer"],
    more_in_file: |n| format!("og {n} til i den vedlagte filen"),
    about_times: "Tidene følger klokken i vareeierens ERP. Alle dagens hendelser finnes i den vedlagte filen.",
};
