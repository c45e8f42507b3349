//! What the engine says of runs, of what it keeps, and of what an order waits for.

pub(super) static REASONS: &[[&str; 3]] = &[
    // Of runs.
    [
        "another engine is working on {}",
        "en annen tjeneste arbeider med {}",
        "en annan tjänst arbetar med {}",
    ],
    [
        "the lease {} was lost while the run was working: it has stopped",
        "retten til å kjøre ({}) gikk tapt mens kjøringen arbeidet: den er stanset",
        "rätten att köra ({}) förlorades medan körningen arbetade: den har stoppats",
    ],
    [
        "the lease {} is lost: nothing more is written",
        "retten til å kjøre ({}) er tapt: ingenting mer skrives",
        "rätten att köra ({}) är förlorad: inget mer skrivs",
    ],
    [
        "nothing is written without a lease, as in a plan",
        "ingenting skrives uten retten til å kjøre, som i en plan",
        "inget skrivs utan rätten att köra, som i en plan",
    ],
    ["stopped on request", "stanset på forespørsel", "stoppad på begäran"],
    ["the host's hook failed", "en tilpasning feilet", "en anpassning misslyckades"],
    ["the last run was stopped", "forrige kjøring ble stanset", "förra körningen stoppades"],
    ["paused until {}: {}", "på pause til {}: {*}", "pausad till {}: {*}"],
    ["the document {} cannot be stored", "dokumentet {} kan ikke lagres", "dokumentet {} kan inte lagras"],
    ["left out: {}", "utelatt: {*}", "utelämnat: {*}"],
    [
        "not written: it is not in the plan that was applied, or not as it would be written now",
        "ikke skrevet: det er ikke med i planen som ble gjennomført, eller ikke slik det ville blitt skrevet nå",
        "inte skrivet: det ingår inte i planen som genomfördes, eller inte så som det skulle skrivas nu",
    ],
    [
        "the reason why it is held is lost: retry it, or dismiss it",
        "årsaken til at den er stoppet, er gått tapt: prøv igjen, eller lukk den",
        "orsaken till att den är stoppad har gått förlorad: försök igen, eller avfärda den",
    ],
    [
        "upgrade this service, or restore the backup from before that",
        "oppgrader tjenesten, eller gjenopprett sikkerhetskopien fra før det",
        "uppgradera tjänsten, eller återställ säkerhetskopian från tiden före det",
    ],
    [
        "{} asked us to wait until {}: {}",
        "{} har bedt oss vente til {}: {:}",
        "{} har bett oss vänta till {}: {:}",
    ],
    [
        "the settings now name the goods owner {} ({}), and this tenant's state belongs to {} ({})",
        "innstillingene oppgir nå vareeier {*} ({}), og tilstanden her tilhører {*} ({})",
        "inställningarna anger nu varuägaren {*} ({}), och tillståndet här tillhör {*} ({})",
    ],
    [
        "the ERP user now belongs to {} ({}), and this tenant's state belongs to {} ({})",
        "ERP-brukeren tilhører nå {*} ({}), og tilstanden her tilhører {*} ({})",
        "ERP-användaren tillhör nu {*} ({}), och tillståndet här tillhör {*} ({})",
    ],
    [
        "give the user its former identity, or use a new tenant name for the other company",
        "gi brukeren den forrige identiteten, eller bruk et nytt navn på vareeieren for det andre firmaet",
        "ge användaren dess tidigare identitet, eller använd ett nytt namn på varuägaren för det andra företaget",
    ],
    [
        "give the tenant its former goods owner, or use a new tenant name for the other one",
        "gi vareeieren den forrige kontoen i WMS, eller bruk et nytt navn for den andre",
        "ge varuägaren dess tidigare konto i WMS, eller använd ett nytt namn för den andra",
    ],
    [
        "the tenants {} and {} have the same {}, {} ({}): {}",
        "vareeierne {} og {} har samme {:}, {*} ({}): {:}",
        "varuägarna {} och {} har samma {:}, {*} ({}): {:}",
    ],
    ["company of the ERP", "firma i ERP", "företag i ERP"],
    ["goods owner of the WMS", "vareeier i WMS", "varuägare i WMS"],
    [
        "every order would go to both warehouses",
        "hver ordre ville gått til begge lagrene",
        "varje order skulle gå till båda lagren",
    ],
    [
        "each would overwrite the articles and orders of the other",
        "hver ville overskrevet den andres artikler og ordrer",
        "var och en skulle skriva över den andras artiklar och ordrar",
    ],
    // Of how old something is.
    [
        "it has been in the WMS for {} without being sent",
        "den har vært i WMS i {:} uten å bli sendt",
        "den har varit i WMS i {:} utan att skickas",
    ],
    [
        "sent by the WMS, but not reported to the ERP for {}: {}",
        "sendt av WMS, men ikke rapportert til ERP på {:}: {:}",
        "skickad av WMS, men inte rapporterad till ERP på {:}: {:}",
    ],
    [
        "sent by the WMS, but not reported to the ERP for {}",
        "sendt av WMS, men ikke rapportert til ERP på {:}",
        "skickad av WMS, men inte rapporterad till ERP på {:}",
    ],
    ["held for {}: {}", "stoppet i {:}: {:}", "stoppad i {:}: {:}"],
    ["unacknowledged for {}: {}", "ubehandlet i {:}: {:}", "obehandlad i {:}: {:}"],
    ["it has not run for {}", "den har ikke kjørt på {:}", "den har inte körts på {:}"],
    ["the last run failed: {}", "forrige kjøring feilet: {:}", "förra körningen misslyckades: {:}"],
    ["{} days", "{,} dager", "{,} dagar"],
    ["{} hours", "{,} timer", "{,} timmar"],
    ["{} minutes", "{,} minutter", "{,} minuter"],
    // What an order waits for.
    ["paused: {} until {}, {}", "på pause: {p} til {}, {*}", "pausat: {p} till {}, {*}"],
    ["{}; retried after {}", "{:}; prøves igjen etter {}", "{:}; försöks igen efter {}"],
    ["held by {}: {}", "stoppet av {p}: {:}", "stoppad av {p}: {:}"],
    ["reported by {}: {}", "meldt av {p}: {:}", "rapporterad av {p}: {:}"],
    ["the ERP has no such order", "ERP har ingen slik ordre", "ERP har ingen sådan order"],
    ["the process orders is off", "prosessen ordrer er av", "processen ordrar är av"],
    ["the process order_status is off", "prosessen ordrestatus er av", "processen orderstatus är av"],
    [
        "it may have changed in the ERP: it is checked at the next run of {}, {}",
        "den kan være endret i ERP: den kontrolleres ved neste kjøring av {p}, {}",
        "den kan ha ändrats i ERP: den kontrolleras vid nästa körning av {p}, {}",
    ],
    [
        "it may have changed in the ERP: it is checked at the next run of {}",
        "den kan være endret i ERP: den kontrolleres ved neste kjøring av {p}",
        "den kan ha ändrats i ERP: den kontrolleras vid nästa körning av {p}",
    ],
    ["in the ERP it is {}, not {}", "i ERP er den {p}, ikke {*}", "i ERP är den {p}, inte {*}"],
    [
        "the hooks ignore it: it is neither sent nor held, until it or their version changes",
        "tilpasningene ignorerer den: den verken sendes eller stoppes før den eller versjonen deres endres",
        "anpassningarna ignorerar den: den varken skickas eller stoppas förrän den eller deras version ändras",
    ],
    [
        "it was ordered before the start (since); a backfill would import it",
        "den ble bestilt før starten (since); `backfill` ville importert den",
        "den beställdes före starten (since); `backfill` skulle importera den",
    ],
    [
        "it is imported at the next run of {}, {}",
        "den importeres ved neste kjøring av {p}, {}",
        "den importeras vid nästa körning av {p}, {}",
    ],
    [
        "it is imported at the next run of {}",
        "den importeres ved neste kjøring av {p}",
        "den importeras vid nästa körning av {p}",
    ],
    [
        "it has changed since it was held: it is retried at the next run of {}, {}",
        "den er endret siden den ble stoppet: den prøves igjen ved neste kjøring av {p}, {}",
        "den har ändrats sedan den stoppades: den försöks igen vid nästa körning av {p}, {}",
    ],
    [
        "it has changed since it was held: it is retried at the next run of {}",
        "den er endret siden den ble stoppet: den prøves igjen ved neste kjøring av {p}",
        "den har ändrats sedan den stoppades: den försöks igen vid nästa körning av {p}",
    ],
    ["cancelled in the WMS, detected on {}", "kansellert i WMS, oppdaget {}", "makulerad i WMS, upptäckt {}"],
    ["reported on {}: in the ERP {}", "rapportert {}: i ERP {:}", "rapporterad {}: i ERP {:}"],
    [
        "it was imported, but is no longer in the WMS",
        "den ble importert, men finnes ikke lenger i WMS",
        "den importerades, men finns inte längre i WMS",
    ],
    [
        "sent; it is reported to the ERP at the next run of {}, {}",
        "sendt; den rapporteres til ERP ved neste kjøring av {p}, {}",
        "skickad; den rapporteras till ERP vid nästa körning av {p}, {}",
    ],
    [
        "sent; it is reported to the ERP at the next run of {}",
        "sendt; den rapporteres til ERP ved neste kjøring av {p}",
        "skickad; den rapporteras till ERP vid nästa körning av {p}",
    ],
    [
        "sent, and not reported to the ERP",
        "sendt, og ikke rapportert til ERP",
        "skickad, och inte rapporterad till ERP",
    ],
    [
        "in the WMS it has the status {} {}, which does not mean sent",
        "i WMS har den status {} {*}, som ikke betyr sendt",
        "i WMS har den status {} {*}, som inte betyder skickad",
    ],
    ["dismissed on {} ({}): {}: {}", "lukket {} ({*}): {p}: {:}", "avfärdad {} ({*}): {p}: {:}"],
    // What a person asked for, and cannot have.
    [
        "a pause until {} would already be over: it is {}",
        "en pause til {} ville alt være over: klokken er {}",
        "en paus till {} skulle redan vara över: klockan är {}",
    ],
    [
        "{} has no records that could be rewritten",
        "{p} har ingen poster som kan skrives på nytt",
        "{p} har inga poster som kan skrivas om",
    ],
    [
        "the plan is for the tenant {}, not for {}",
        "planen gjelder vareeieren {}, ikke {}",
        "planen gäller varuägaren {}, inte {}",
    ],
    [
        "the journal has more than {} entries",
        "lagerloggen har mer enn {} linjer",
        "lagerloggen har fler än {} rader",
    ],
    ["there is no tenant {}", "det finnes ingen vareeier {}", "det finns ingen varuägare {}"],
    [
        "the process {} has no safety limit: there is nothing to approve",
        "prosessen {p} har ingen sikkerhetsgrense: det er ingenting å godkjenne",
        "processen {p} har ingen säkerhetsgräns: det finns inget att godkänna",
    ],
    [
        "{}: {} is not an order number of the ERP",
        "{p}: {} er ikke et ordrenummer i ERP",
        "{p}: {} är inte ett ordernummer i ERP",
    ],
    [
        "{}: {} is not among the transferred records",
        "{p}: {} er ikke blant de overførte postene",
        "{p}: {} finns inte bland de överförda posterna",
    ],
    [
        "{}: {} is not the number of an article that was sent to the WMS, or the id of its product in the ERP",
        "{p}: {*} er verken nummeret på en artikkel som er sendt til WMS, eller id-en til produktet i ERP",
        "{p}: {*} är varken numret på en artikel som skickats till WMS, eller id för dess produkt i ERP",
    ],
    [
        "{}; resume it, or pause it again",
        "{:}; opphev pausen, eller sett på pause igjen",
        "{:}; upphäv pausen, eller pausa igen",
    ],
    [
        "this engine has no process {} for the tenant",
        "denne tjenesten har ingen prosess {} for vareeieren",
        "denna tjänst har ingen process {} för varuägaren",
    ],
];
