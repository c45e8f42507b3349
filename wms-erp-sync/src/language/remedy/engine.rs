//! Runs, the store, the configuration and what people ask of the engine.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "nothing, if it was a failure: it is requested again; if a person has removed the rows, set the order's status by hand",
        "ingenting, hvis det var en feil: det hentes på nytt; hvis noen har fjernet linjene, sett ordrens status for hånd",
        "ingenting, om det var ett fel: det hämtas på nytt; om någon har tagit bort raderna, sätt orderns status för hand",
    ],
    [
        "nothing: it is requested again; if the problem persists, ask the support of 24SevenOffice",
        "ingenting: det hentes på nytt; hvis problemet vedvarer, spør kundestøtten hos 24SevenOffice",
        "ingenting: det hämtas på nytt; om problemet kvarstår, fråga supporten hos 24SevenOffice",
    ],
    [
        "nothing: it is requested again; if the problem persists, ask the warehouse",
        "ingenting: det hentes igjen; hvis problemet vedvarer, spør lageret",
        "ingenting: det hämtas igen; om problemet kvarstår, fråga lagret",
    ],
    [
        "report this to the author of the process",
        "meld fra om dette til den som har laget prosessen",
        "rapportera detta till den som har gjort processen",
    ],
    [
        "the state of the record is lost, so it is looked up on both sides as if it were new; compare both \
         sides with drift, check the file with store check, check its disk, then dismiss this",
        "postens tilstand er tapt, så den slås opp i begge systemer som om den var ny; sammenlign systemene \
         under Avvik, kontroller filen med `store check`, kontroller disken, og lukk så dette",
        "postens tillstånd är förlorat, så den slås upp i båda systemen som om den vore ny; jämför systemen \
         under Avvikelser, kontrollera filen med `store check`, kontrollera disken, och avfärda sedan detta",
    ],
    ["check the name", "kontroller navnet", "kontrollera namnet"],
    [
        "take the record's name from the list of held records, or its id from the ERP",
        "hent postens navn fra listen over stoppede poster, eller id-en fra ERP",
        "hämta postens namn från listan över stoppade poster, eller dess id från ERP",
    ],
    [
        "name the process that reported its safety limit: stock, order_status or orders",
        "oppgi prosessen som meldte om sikkerhetsgrensen: stock, order_status eller orders",
        "ange processen som rapporterade sin säkerhetsgräns: stock, order_status eller orders",
    ],
    [
        "wait until the other engine is done, or stop it",
        "vent til den andre tjenesten er ferdig, eller stopp den",
        "vänta tills den andra tjänsten är klar, eller stoppa den",
    ],
    [
        "nothing: the next run continues; if it happens again, check whether this machine or its store hangs \
         for long",
        "ingenting: neste kjøring fortsetter; hvis det skjer igjen, kontroller om maskinen eller lagringen \
         henger lenge",
        "ingenting: nästa körning fortsätter; om det händer igen, kontrollera om maskinen eller lagringen \
         hänger sig länge",
    ],
    [
        "stop the service, restore the file or its latest backup, and start it again; without a backup, adopt \
         what is open with takeover",
        "stopp tjenesten, gjenopprett filen eller den siste sikkerhetskopien, og start igjen; uten \
         sikkerhetskopi overtas det som er åpent, med `takeover`",
        "stoppa tjänsten, återställ filen eller den senaste säkerhetskopian, och starta igen; utan \
         säkerhetskopia övertas det som är öppet med `takeover`",
    ],
    [
        "upgrade this service to the version that wrote the store, or stop it and restore the backup from \
         before that",
        "oppgrader tjenesten til versjonen som skrev dataene, eller stopp den og gjenopprett sikkerhetskopien \
         fra før det",
        "uppgradera tjänsten till den version som skrev data, eller stoppa den och återställ säkerhetskopian \
         från tiden före det",
    ],
    [
        "make room on that disk, or raise the limit on its files; if there is room, check whether the disk \
         works. Nothing is lost: the next run continues",
        "frigjør plass på disken, eller hev grensen for filene; hvis det er plass, kontroller om disken \
         virker. Ingenting er tapt: neste kjøring fortsetter",
        "frigör plats på disken, eller höj gränsen för filerna; om det finns plats, kontrollera om disken \
         fungerar. Ingenting är förlorat: nästa körning fortsätter",
    ],
    [
        "check the database file, its disk and its permissions",
        "kontroller databasefilen, disken og tilgangsrettighetene",
        "kontrollera databasfilen, disken och behörigheterna",
    ],
    ["nothing, if this is intended", "ingenting, hvis dette er meningen", "ingenting, om detta är avsikten"],
    [
        "ask for a permit before each write",
        "be om tillatelse før hver skriving",
        "begär tillstånd före varje skrivning",
    ],
    [
        "nothing: the next run continues",
        "ingenting: neste kjøring fortsetter",
        "ingenting: nästa körning fortsätter",
    ],
    [
        "nothing: the next run writes it; or make a new plan",
        "ingenting: neste kjøring skriver det; eller lag en ny plan",
        "ingenting: nästa körning skriver det; eller gör en ny plan",
    ],
    [
        "nothing: it is retried automatically",
        "ingenting: det prøves igjen automatisk",
        "ingenting: nya försök görs automatiskt",
    ],
    [
        "nothing: it is requested again; if the problem persists, check the order in the WMS, and ask the \
         warehouse",
        "ingenting: det hentes igjen; hvis problemet vedvarer, kontroller ordren i WMS, og spør lageret",
        "ingenting: det hämtas igen; om problemet kvarstår, kontrollera ordern i WMS, och fråga lagret",
    ],
    [
        "check the host's own log",
        "se i loggen til programmet rundt integrasjonen",
        "se i loggen för programmet runt integrationen",
    ],
    [
        "apply it to the tenant that it was made for",
        "bruk den for vareeieren den ble laget for",
        "använd den för den varuägare som den gjordes för",
    ],
    ["give a time in the future", "oppgi et tidspunkt i fremtiden", "ange en tidpunkt i framtiden"],
    ["choose articles or orders", "velg articles eller orders", "välj articles eller orders"],
    [
        "a run has started but not ended: check whether it makes progress, and whether the service is running",
        "en kjøring har startet, men ikke sluttet: kontroller om den kommer videre, og om tjenesten kjører",
        "en körning har startat men inte slutat: kontrollera om den kommer vidare, och om tjänsten körs",
    ],
    [
        "ask for one article, or for a shorter period",
        "be om én artikkel, eller om en kortere periode",
        "begär en artikel, eller en kortare period",
    ],
    [
        "wait until then; to call the vendor anyway, end its wait first (`once --no-wait`, or \
         `Operator::end_vendor_waits`)",
        "vent til da; for å kalle leverandøren likevel må ventetiden avsluttes først (`once --no-wait`, eller \
         `Operator::end_vendor_waits`)",
        "vänta tills dess; för att anropa leverantören ändå måste väntetiden avslutas först (`once --no-wait`, \
         eller `Operator::end_vendor_waits`)",
    ],
    [
        "count the stock of all warehouses, or use a port that can",
        "tell beholdningen av alle lagre, eller bruk en tilkobling som kan det",
        "räkna saldot för alla lager, eller använd en anslutning som kan det",
    ],
    [
        "look it up in the WMS, or use a port that can",
        "slå det opp i WMS, eller bruk en tilkobling som kan det",
        "slå upp det i WMS, eller använd en anslutning som kan det",
    ],
    [
        "choose another target, or speak to Ongoing over SOAP",
        "velg et annet mål, eller bruk SOAP mot Ongoing",
        "välj ett annat mål, eller använd SOAP mot Ongoing",
    ],
    [
        "check whether the service is running, and read its log",
        "kontroller om tjenesten kjører, og se i loggen",
        "kontrollera om tjänsten körs, och läs dess logg",
    ],
    [
        "give one of them the ERP user or identity of its own company; if both are supposed to read this one, \
         mark the company as shared for each of them (the service: shared = true in [tenant.erp])",
        "gi en av dem ERP-brukeren eller identiteten til sitt eget firma; hvis begge skal lese dette, merk \
         firmaet som delt for begge (shared = true i [tenant.erp])",
        "ge en av dem ERP-användaren eller identiteten för sitt eget företag; om båda ska läsa detta, märk \
         företaget som delat för båda (shared = true i [tenant.erp])",
    ],
    [
        "give one of them its own goods owner; if both are supposed to write this one, or these are two \
         warehouses with the same ids, mark the goods owner as shared for each of them (the service: shared = \
         true in [tenant.wms])",
        "gi en av dem sin egen vareeier i WMS; hvis begge skal skrive til denne, eller det er to lagre med \
         samme id-er, merk vareeieren som delt for begge (shared = true i [tenant.wms])",
        "ge en av dem en egen varuägare i WMS; om båda ska skriva till denna, eller det är två lager med samma \
         id:n, märk varuägaren som delad för båda (shared = true i [tenant.wms])",
    ],
    [
        "wait; it continues automatically then",
        "vent; det fortsetter automatisk etterpå",
        "vänta; det fortsätter automatiskt därefter",
    ],
    [
        "add it to the tenant with Engine::add_process, or remove its key from the scheduler",
        "legg den til hos vareeieren med Engine::add_process, eller fjern nøkkelen fra planleggeren",
        "lägg till den hos varuägaren med Engine::add_process, eller ta bort nyckeln från schemaläggaren",
    ],
];
