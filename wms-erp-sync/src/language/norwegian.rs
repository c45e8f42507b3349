//! The remedies in Norwegian (bokmål).

/// Each by its English text, in which `{}` stands for a value.
pub(super) static REMEDIES: &[(&str, &str)] = &[
    ("Correct the settings of the client.", "Rett innstillingene for tilkoblingen."),
    (
        "Remove the character from the text in the system where it was entered.",
        "Fjern tegnet fra teksten i systemet der den ble skrevet inn.",
    ),
    (
        "Leave out the named field, or use the SOAP transport, which has it.",
        "Utelat feltet som er nevnt, eller bruk SOAP, som har det.",
    ),
    (
        "Check the base URL and the network, then try again.",
        "Kontroller base-URL-en og nettverket, og prøv så igjen.",
    ),
    (
        "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy may present its own \
         certificate); if these are right, report it to the warehouse.",
        "Kontroller vertsnavnet i base-URL-en, klokken på denne maskinen og utstederne den stoler på (en proxy kan vise sitt \
         eget sertifikat); hvis alt dette stemmer, meld fra til lageret.",
    ),
    (
        "Try again later; for large lists, ask for less at once.",
        "Prøv igjen senere; be om mindre om gangen når listene er store.",
    ),
    (
        "Try again; if the problem persists, ask the warehouse whether its system is working.",
        "Prøv igjen; hvis problemet vedvarer, spør lageret om systemet deres virker.",
    ),
    (
        "Check user, password, goods owner code and id, and that API access is on for this goods owner.",
        "Kontroller bruker, passord, vareeierens kode og id, og at API-tilgang er slått på for denne vareeieren.",
    ),
    (
        "Read the warehouse's message, and correct the record or the warehouse's settings.",
        "Les lagerets melding, og rett posten eller lagerets innstillinger.",
    ),
    ("Wait, and send fewer requests at a time.", "Vent, og send færre kall om gangen."),
    (
        "Read the server's message; if the problem persists, send it to Ongoing's support.",
        "Les meldingen fra serveren; hvis problemet vedvarer, send den til Ongoings support.",
    ),
    (
        "Check the base URL with its system name; if it is right, try again later.",
        "Kontroller base-URL-en med systemnavnet; hvis den stemmer, prøv igjen senere.",
    ),
    (
        "Check the base URL with its system name, and any proxy between here and the server.",
        "Kontroller base-URL-en med systemnavnet, og eventuelle proxyer på veien til serveren.",
    ),
    (
        "Check user, password and goods owner: this API may leave out the result when they are wrong.",
        "Kontroller bruker, passord og vareeier: dette API-et kan utelate resultatet når de er feil.",
    ),
    (
        "Open the record in the warehouse's system and correct the value or text that is named; if it looks right there, \
         report the element: the service may be newer than this version.",
        "Åpne posten i lagersystemet og rett verdien eller teksten som er nevnt; hvis den ser riktig ut der, meld fra om \
         elementet: tjenesten kan være nyere enn denne versjonen.",
    ),
    (
        "Report the element that is named; the service may be newer than this version.",
        "Meld fra om elementet som er nevnt; tjenesten kan være nyere enn denne versjonen.",
    ),
    ("Give the search at least one filter.", "Gi søket minst ett filter."),
    (
        "Use the method that accepts any number of ids and requests them in portions.",
        "Bruk metoden som tar imot vilkårlig mange id-er og henter dem i porsjoner.",
    ),
    (
        "Set OrderStatus to the status that the order should have after the save.",
        "Sett OrderStatus til den statusen ordren skal ha etter lagringen.",
    ),
    (
        "Set for each row of an existing order whether it is added, edited or deleted.",
        "Angi for hver linje i en eksisterende ordre om den er lagt til, endret eller slettet.",
    ),
    (
        "Remove the control character from the text that is named.",
        "Fjern kontrolltegnet fra teksten som er nevnt.",
    ),
    (
        "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy may present its own \
         certificate); if these are right, report it to 24SevenOffice.",
        "Kontroller vertsnavnet i base-URL-en, klokken på denne maskinen og utstederne den stoler på (en proxy kan vise sitt \
         eget sertifikat); hvis alt dette stemmer, meld fra til 24SevenOffice.",
    ),
    (
        "Wait; if it lasts, check the network, the base address and the vendor's status page.",
        "Vent; hvis det varer, kontroller nettverket, base-adressen og leverandørens statusside.",
    ),
    (
        "Log in to 24SevenOffice with this user by hand, correct user name or password, and restart.",
        "Logg inn i 24SevenOffice med denne brukeren for hånd, rett brukernavn eller passord, og start på nytt.",
    ),
    (
        "Check the application id against the one that 24SevenOffice gave out for this integration.",
        "Kontroller applikasjons-id-en mot den som 24SevenOffice ga ut for denne integrasjonen.",
    ),
    (
        "Let an administrator at the customer unblock the user, or choose another identity id.",
        "La en administrator hos kunden åpne brukeren igjen, eller velg en annen identity id.",
    ),
    (
        "Check that the user still has access to the company, that the identity id is right, and that no proxy drops cookies.",
        "Kontroller at brukeren fortsatt har tilgang til firmaet, at identity id stemmer, og at ingen proxy fjerner \
         informasjonskapsler.",
    ),
    (
        "Wait until the next hour; if it happens often, ask 24SevenOffice for a higher limit.",
        "Vent til neste time; hvis det skjer ofte, be 24SevenOffice om en høyere grense.",
    ),
    ("Wait a moment, and run fewer requests at the same time.", "Vent litt, og kjør færre kall samtidig."),
    (
        "The service does not know one of the values; check enumerations and numbers of the request.",
        "Tjenesten kjenner ikke en av verdiene; kontroller valglister og tall i kallet.",
    ),
    (
        "Look in 24SevenOffice for a text with an invisible character, and type it again.",
        "Let i 24SevenOffice etter en tekst med et usynlig tegn, og skriv den inn på nytt.",
    ),
    (
        "Read the vendor's reason; correct the record in 24SevenOffice, or wait.",
        "Les leverandørens begrunnelse; rett posten i 24SevenOffice, eller vent.",
    ),
    (
        "Wait; if it lasts, check the base address, proxies on the way, and the vendor's status page.",
        "Vent; hvis det varer, kontroller base-adressen, proxyer på veien og leverandørens statusside.",
    ),
    (
        "Fill in what is missing in 24SevenOffice, or change the program so that it does not need it.",
        "Fyll ut det som mangler i 24SevenOffice, eller endre programmet slik at det ikke trengs.",
    ),
    ("Wait; the vendor's database did not answer.", "Vent; leverandørens database svarte ikke."),
    (
        "Open the record in 24SevenOffice and save it again; if the vendor's reason stays the same, ask their support.",
        "Åpne posten i 24SevenOffice og lagre den på nytt; hvis leverandørens begrunnelse er den samme, spør supporten deres.",
    ),
    (
        "Open the record in 24SevenOffice and correct the value or text that is named; if it looks right there, report the \
         element: the vendor's answer has an unknown form.",
        "Åpne posten i 24SevenOffice og rett verdien eller teksten som er nevnt; hvis den ser riktig ut der, meld fra om \
         elementet: leverandørens svar har en ukjent form.",
    ),
    (
        "Report it with the element that is named: the vendor's answer has an unknown form.",
        "Meld fra med elementet som er nevnt: leverandørens svar har en ukjent form.",
    ),
    (
        "Check the record in 24SevenOffice: something in it prevents the change.",
        "Kontroller posten i 24SevenOffice: noe i den hindrer endringen.",
    ),
    ("Read the records before you save them again.", "Les postene før du lagrer dem igjen."),
    ("Read the vendor's reason and correct the record.", "Les leverandørens begrunnelse og rett posten."),
    (
        "Check the record in 24SevenOffice before you save it again.",
        "Kontroller posten i 24SevenOffice før du lagrer den igjen.",
    ),
    (
        "ask the ERP again for this record with its id among the properties; if it still has none, report it to the ERP vendor",
        "be ERP-systemet om denne posten på nytt med id-en blant egenskapene; hvis den fortsatt ikke har noen, meld fra til \
         ERP-leverandøren",
    ),
    (
        "fill in the customer's or the recipient's name on the order in the ERP",
        "fyll ut navnet på kunden eller mottakeren på ordren i ERP",
    ),
    ("choose the customer on the order in the ERP", "velg kunden på ordren i ERP"),
    (
        "fill in the country of the delivery address on the order in the ERP, or set a default country",
        "fyll ut landet i leveringsadressen på ordren i ERP, eller angi et standardland",
    ),
    (
        "correct the country of the delivery address on the order in the ERP; a two-letter ISO code always works",
        "rett landet i leveringsadressen på ordren i ERP; en ISO-kode med to bokstaver virker alltid",
    ),
    ("fill in the delivery date on the order in the ERP", "fyll ut leveringsdatoen på ordren i ERP"),
    ("correct the delivery date on the order in the ERP", "rett leveringsdatoen på ordren i ERP"),
    (
        "choose a delivery method on the order in the ERP, or set a default delivery method",
        "velg en leveringsmåte på ordren i ERP, eller angi en standard leveringsmåte",
    ),
    (
        "choose another delivery method on the order in the ERP, or add this one to the table of delivery methods",
        "velg en annen leveringsmåte på ordren i ERP, eller legg denne inn i tabellen over leveringsmåter",
    ),
    (
        "add a product with a quantity to the order in the ERP, or take the order out of the pulled status",
        "legg til et produkt med antall på ordren i ERP, eller ta ordren ut av statusen som hentes",
    ),
    (
        "take the order out of the pulled status in the ERP, or let orders without stock products through",
        "ta ordren ut av statusen som hentes i ERP, eller slipp gjennom ordrer uten lagerførte produkter",
    ),
    (
        "delete one of the two rows on the order in the ERP and enter it again",
        "slett en av de to linjene på ordren i ERP og legg den inn på nytt",
    ),
    (
        "replace the row on the order in the ERP by a normal one, or update this software",
        "bytt ut linjen på ordren i ERP med en vanlig linje, eller oppdater denne programvaren",
    ),
    (
        "check that the product still exists in the ERP and has an article in the WMS",
        "kontroller at produktet fortsatt finnes i ERP og har en artikkel i WMS",
    ),
    (
        "put the product on one row of the order in the ERP, or correct the rows to what was sent; if the order is right as it \
         is, set its status in the ERP by hand",
        "samle produktet på én linje på ordren i ERP, eller rett linjene til det som ble sendt; hvis ordren er riktig som den \
         er, sett statusen i ERP for hånd",
    ),
    (
        "check in the WMS what was sent, and correct the rows of the order in the ERP; if the order is right as it is, set its \
         status in the ERP by hand",
        "kontroller i WMS hva som ble sendt, og rett linjene på ordren i ERP; hvis ordren er riktig som den er, sett statusen \
         i ERP for hånd",
    ),
    (
        "check in the WMS what was sent; if the order is right as it is, set its status in the ERP by hand",
        "sjekk i WMS hva som ble sendt; hvis ordren er riktig som den er, sett statusen i ERP for hånd",
    ),
    ("correct the quantity of the row in the ERP", "rett antallet på linjen i ERP"),
    ("correct the price of the row in the ERP", "rett prisen på linjen i ERP"),
    (
        "correct the value in the ERP, or choose another conversion or target for this further field",
        "rett verdien i ERP, eller velg en annen konvertering eller et annet mål for dette feltet",
    ),
    (
        "correct the warehouses whose stock counts (over SOAP, an empty one is not listed)",
        "rett lagrene hvis beholdning skal telle (over SOAP vises ikke et tomt lager)",
    ),
    (
        "nothing: it is requested again; if the problem persists, ask the warehouse",
        "ingenting: det hentes igjen; hvis problemet vedvarer, spør lageret",
    ),
    ("report this to the author of the process", "meld fra om dette til den som har laget prosessen"),
    (
        "the state of the record is lost, so it is looked up on both sides as if it were new; compare both sides with drift, \
         check the file with store check, check its disk, then dismiss this",
        "postens tilstand er tapt, så den slås opp i begge systemer som om den var ny; sammenlign systemene under Avvik, \
         kontroller filen med `store check`, kontroller disken, og lukk så dette",
    ),
    ("check the name", "kontroller navnet"),
    (
        "take the record's name from the list of held records, or its id from the ERP",
        "hent postens navn fra listen over stoppede poster, eller id-en fra ERP",
    ),
    (
        "name the process that reported its safety limit: stock, order_status or orders",
        "oppgi prosessen som meldte om sikkerhetsgrensen: stock, order_status eller orders",
    ),
    (
        "wait until the other engine is done, or stop it",
        "vent til den andre tjenesten er ferdig, eller stopp den",
    ),
    (
        "nothing: the next run continues; if it happens again, check whether this machine or its store hangs for long",
        "ingenting: neste kjøring fortsetter; hvis det skjer igjen, kontroller om maskinen eller lagringen henger lenge",
    ),
    (
        "stop the service, restore the file or its latest backup, and start it again; without a backup, adopt what is open \
         with takeover",
        "stopp tjenesten, gjenopprett filen eller den siste sikkerhetskopien, og start igjen; uten sikkerhetskopi overtas det \
         som er åpent, med `takeover`",
    ),
    (
        "upgrade this service to the version that wrote the store, or stop it and restore the backup from before that",
        "oppgrader tjenesten til versjonen som skrev dataene, eller stopp den og gjenopprett sikkerhetskopien fra før det",
    ),
    (
        "make room on that disk, or raise the limit on its files; if there is room, check whether the disk works. Nothing is \
         lost: the next run continues",
        "frigjør plass på disken, eller hev grensen for filene; hvis det er plass, kontroller om disken virker. Ingenting er \
         tapt: neste kjøring fortsetter",
    ),
    (
        "check the database file, its disk and its permissions",
        "kontroller databasefilen, disken og tilgangsrettighetene",
    ),
    ("nothing, if this is intended", "ingenting, hvis dette er meningen"),
    ("ask for a permit before each write", "be om tillatelse før hver skriving"),
    ("nothing: the next run continues", "ingenting: neste kjøring fortsetter"),
    (
        "nothing: the next run writes it; or make a new plan",
        "ingenting: neste kjøring skriver det; eller lag en ny plan",
    ),
    ("nothing: it is retried automatically", "ingenting: det prøves igjen automatisk"),
    (
        "nothing: it is requested again; if the problem persists, check the order in the WMS, and ask the warehouse",
        "ingenting: det hentes igjen; hvis problemet vedvarer, kontroller ordren i WMS, og spør lageret",
    ),
    ("check the host's own log", "se i loggen til programmet rundt integrasjonen"),
    ("apply it to the tenant that it was made for", "bruk den for vareeieren den ble laget for"),
    ("give a time in the future", "oppgi et tidspunkt i fremtiden"),
    ("choose articles or orders", "velg articles eller orders"),
    (
        "a run has started but not ended: check whether it makes progress, and whether the service is running",
        "en kjøring har startet, men ikke sluttet: kontroller om den kommer videre, og om tjenesten kjører",
    ),
    ("ask for one article, or for a shorter period", "be om én artikkel, eller om en kortere periode"),
    (
        "wait until then; to call the vendor anyway, end its wait first (`once --no-wait`, or `Operator::end_vendor_waits`)",
        "vent til da; for å kalle leverandøren likevel må ventetiden avsluttes først (`once --no-wait`, eller \
         `Operator::end_vendor_waits`)",
    ),
    (
        "count the stock of all warehouses, or use a port that can",
        "tell beholdningen av alle lagre, eller bruk en tilkobling som kan det",
    ),
    (
        "look it up in the WMS, or use a port that can",
        "slå det opp i WMS, eller bruk en tilkobling som kan det",
    ),
    (
        "check the product in 24SevenOffice; it should have an id above zero",
        "kontroller produktet i 24SevenOffice; det skal ha en id større enn null",
    ),
    (
        "nothing: it gets its number as soon as the other product has released it",
        "ingenting: den får nummeret sitt så snart det andre produktet har gitt det fra seg",
    ),
    (
        "give them numbers that no product has had, or exchange the goods and the names in the WMS",
        "gi dem numre som ikke noe produkt har hatt, eller bytt om varene og navnene i WMS",
    ),
    (
        "have the hooks accept product {}, or remove it from the order",
        "la tilpasningene godta produkt {}, eller fjern det fra ordren",
    ),
    (
        "find out which one is meant, and remove the product code from the others in the WMS",
        "finn ut hvilken som er ment, og fjern produktkoden fra de andre i WMS",
    ),
    (
        "set it to {} by hand, or back to the status in which it was pulled",
        "sett den til {} for hånd, eller tilbake til statusen den ble hentet i",
    ),
    (
        "retry it to report it as it is, or have the rest picked",
        "prøv igjen for å rapportere den som den er, eller få plukket resten",
    ),
    ("find out who deleted it, then dismiss this", "finn ut hvem som slettet den, og lukk så dette"),
    (
        "compare the order's rows with what was sent; if the ERP never keeps these quantities, switch delivered_quantities \
         off; dismiss this when it is done",
        "sammenlign ordrelinjene med det som ble sendt; hvis ERP aldri beholder disse antallene, slå av delivered_quantities; \
         lukk dette når det er gjort",
    ),
    (
        "enter it by hand if it is needed ({}) and dismiss this; or put the field right and retry this",
        "skriv det inn for hånd hvis det trengs ({}), og lukk dette; eller rett feltet, og prøv igjen",
    ),
    (
        "compare the order with what was sent, and correct it, send the rest or credit it; dismiss this when it is done",
        "sammenlign ordren med det som ble sendt, og rett den, send resten eller krediter; lukk dette når det er gjort",
    ),
    (
        "check the invoice, and send or credit the rest; dismiss this when it is done",
        "kontroller fakturaen, og send eller krediter resten; lukk dette når det er gjort",
    ),
    (
        "withdraw it in the ERP, or have it reopened in the WMS; it is not created again automatically",
        "trekk den tilbake i ERP, eller få den åpnet igjen i WMS; den opprettes ikke automatisk på nytt",
    ),
    (
        "check the order in the WMS, and set its status in the ERP by hand; if that number means sent, add it to the sent \
         statuses",
        "kontroller ordren i WMS, og sett statusen i ERP for hånd; hvis dette nummeret betyr sendt, legg det til i sent_statuses",
    ),
    (
        "delete all but one of them in the ERP before they are delivered, and find out which other engine works for this \
         tenant (a second installation, a restored backup); the next run settles the order",
        "slett alle unntatt én av dem i ERP før de leveres, og finn ut hvilken annen tjeneste som arbeider for denne \
         vareeieren (en annen installasjon, en gjenopprettet sikkerhetskopi); neste kjøring gjør ordren ferdig",
    ),
    (
        "enter the rest in the ERP by hand, correct the rows of the order, and set it to sent",
        "legg inn resten i ERP for hånd, rett ordrelinjene, og sett ordren til sendt",
    ),
    (
        "correct the rows of order {} in the ERP; the order is reported once they agree",
        "rett linjene på ordre {} i ERP; ordren rapporteres så snart de stemmer",
    ),
    ("nothing: the next run checks what was done", "ingenting: neste kjøring kontrollerer hva som ble gjort"),
    ("have the hooks choose another status", "la tilpasningene velge en annen status"),
    (
        "nothing: it is retried automatically; if the problem persists, check the order in the WMS",
        "ingenting: det prøves igjen automatisk; hvis problemet vedvarer, kontroller ordren i WMS",
    ),
    (
        "find out where that order comes from; renumber it in the WMS, or set an order number prefix",
        "finn ut hvor den ordren kommer fra; gi den et nytt nummer i WMS, eller angi et prefiks for ordrenumre",
    ),
    (
        "take the order back in the ERP, or reopen it in the WMS and retry",
        "trekk ordren tilbake i ERP, eller åpne den igjen i WMS og prøv på nytt",
    ),
    (
        "inform the warehouse of the change, or undo it in the ERP; the WMS keeps the order as it was before the change",
        "gi lageret beskjed om endringen, eller angre den i ERP; WMS beholder ordren slik den var før endringen",
    ),
    (
        "find out who removed it and why; if it is to be sent, retry this order: that creates it in the WMS again; if not, \
         withdraw it in the ERP",
        "finn ut hvem som fjernet den og hvorfor; hvis den skal sendes, prøv ordren igjen: da opprettes den i WMS på nytt; \
         hvis ikke, trekk den tilbake i ERP",
    ),
    (
        "check the order in the ERP, and set a status there if it has none",
        "kontroller ordren i ERP, og sett en status der hvis den ikke har noen",
    ),
    (
        "give the order its customer in the ERP, or set it to {} there by hand",
        "gi ordren kunden sin i ERP, eller sett den til {} der for hånd",
    ),
    (
        "check that order in the WMS: if it was made from this one, cancel it there, or make sure that the ERP knows what was \
         sent; then dismiss this",
        "kontroller den ordren i WMS: hvis den ble laget av denne, kanseller den der, eller sørg for at det som ble sendt, er \
         registrert i ERP; lukk så dette",
    ),
    (
        "cancel it in the WMS if it is not to be sent, or set it back in the ERP; then dismiss this",
        "kanseller den i WMS hvis den ikke skal sendes, eller sett den tilbake i ERP; lukk så dette",
    ),
    (
        "make sure that the warehouse or the customer knows of the change; then dismiss this",
        "sørg for at lageret eller kunden kjenner til endringen; lukk så dette",
    ),
    (
        "have the lines corrected in the WMS before the order is picked; once they agree, this is released automatically",
        "få linjene rettet i WMS før ordren plukkes; så snart de stemmer, slippes den automatisk videre",
    ),
    (
        "check the order in the ERP; if the change is harmless, release {} {}",
        "kontroller ordren i ERP; hvis endringen er uten betydning, godkjenn den: `release {} {}`",
    ),
    (
        "check the product in the ERP: is it stock-controlled, and does another system write its stock?",
        "kontroller produktet i ERP: er det lagerført, og skriver et annet system beholdningen?",
    ),
    (
        "check the WMS's stock; if it is right: release {} stock",
        "kontroller beholdningen i WMS; hvis den er riktig, godkjenn endringene (`release {} stock`)",
    ),
    (
        "it is transferred automatically as soon as a product names it as its supplier",
        "den overføres automatisk så snart et produkt har den som leverandør",
    ),
    (
        "choose another target, or speak to Ongoing over SOAP",
        "velg et annet mål, eller bruk SOAP mot Ongoing",
    ),
    (
        "check whether the service is running, and read its log",
        "kontroller om tjenesten kjører, og se i loggen",
    ),
    (
        "check whether the WMS keeps stock of the article; if it should not, switch stock control off in the ERP",
        "kontroller om WMS fører beholdning for artikkelen; hvis det ikke skal det, slå av lagerføringen i ERP",
    ),
    (
        "look for the article in the WMS: was it deleted, or given another number or product code?",
        "let etter artikkelen i WMS: er den slettet, eller har den fått et annet nummer eller en annen produktkode?",
    ),
    (
        "give product {} or product {} another number in 24SevenOffice",
        "gi produkt {} eller produkt {} et annet nummer i 24SevenOffice",
    ),
    (
        "give all but one of the products {}, {} another number in 24SevenOffice",
        "gi alle unntatt ett av produktene {}, {} et annet nummer i 24SevenOffice",
    ),
    ("restore product {}, or remove it from the order", "gjenopprett produkt {}, eller fjern det fra ordren"),
    (
        "restore product {} in the ERP, or remove it from the order",
        "gjenopprett produkt {} i ERP, eller fjern det fra ordren",
    ),
    (
        "give one of them the ERP user or identity of its own company; if both are supposed to read this one, mark the company \
         as shared for each of them (the service: shared = true in [tenant.erp])",
        "gi en av dem ERP-brukeren eller identiteten til sitt eget firma; hvis begge skal lese dette, merk firmaet som delt \
         for begge (shared = true i [tenant.erp])",
    ),
    (
        "give one of them its own goods owner; if both are supposed to write this one, or these are two warehouses with the \
         same ids, mark the goods owner as shared for each of them (the service: shared = true in [tenant.wms])",
        "gi en av dem sin egen vareeier i WMS; hvis begge skal skrive til denne, eller det er to lagre med samme id-er, merk \
         vareeieren som delt for begge (shared = true i [tenant.wms])",
    ),
    (
        "find out who removed it in the WMS; an order that needs it, or any change of the product in the ERP, creates it again",
        "finn ut hvem som fjernet den i WMS; en ordre som trenger den, eller en endring av produktet i ERP, oppretter den på \
         nytt",
    ),
    (
        "if it was changed in the WMS, change it back there, or change the product in the ERP: any change of it is written in \
         full",
        "hvis den ble endret i WMS, endre den tilbake der, eller endre produktet i ERP: hver endring skrives i sin helhet",
    ),
    (
        "the next run of order_status reports it to the ERP",
        "neste kjøring av ordrestatus rapporterer det til ERP",
    ),
    (
        "the next run of order_status writes it, or says why not",
        "neste kjøring av ordrestatus skriver det, eller sier hvorfor ikke",
    ),
    ("the next run of stock writes it", "neste kjøring av beholdning skriver det"),
    (
        "the safety limit holds it; if the WMS is right: release {} stock",
        "sikkerhetsgrensen stopper det; hvis WMS har rett, godkjenn endringene (`release {} stock`)",
    ),
    (
        "cancel it in the WMS if it is not to be sent, or set it back in the ERP",
        "kanseller den i WMS hvis den ikke skal sendes, eller sett den tilbake i ERP",
    ),
    (
        "find out who removed it in the WMS; the next daily run holds it, and a retry of it creates it there again",
        "finn ut hvem som fjernet den i WMS; neste daglige kjøring stopper den, og et nytt forsøk oppretter den der igjen",
    ),
    (
        "if the product was deleted, close the article in the WMS when its stock is gone",
        "hvis produktet er slettet, lukk artikkelen i WMS når beholdningen er tom",
    ),
    (
        "if it is this product, set its product code to {} in the WMS; if not, renumber one of them",
        "hvis det er dette produktet, sett produktkoden til {} i WMS; hvis ikke, gi en av dem et nytt nummer",
    ),
    ("wait; it continues automatically then", "vent; det fortsetter automatisk etterpå"),
    (
        "{}; or resolve product {}, for which the others wait",
        "{}; eller få orden på produkt {}, som de andre venter på",
    ),
    ("it is held: {}; {}", "den er stoppet: {}; {}"),
    ("it is held: {}", "den er stoppet: {}"),
    (
        "choose a status that is neither imported nor means sent or invoiced, such as Offer",
        "velg en status som verken hentes eller betyr sendt eller fakturert, for eksempel Offer",
    ),
    (
        "compare them in the ERP: delete credits that are there twice, and retry this; or correct them by hand, and dismiss \
         this. If there are more than there should be, find out which other engine works for this tenant (a second \
         installation, a restored backup)",
        "sammenlign dem i ERP: slett krediteringer som finnes dobbelt, og prøv igjen; eller rett dem for hånd, og lukk dette. \
         Hvis det er flere enn det skal være, finn ut hvilken annen tjeneste som arbeider for denne vareeieren (en annen \
         installasjon, en gjenopprettet sikkerhetskopi)",
    ),
    (
        "correct or delete the credit in the ERP if the customer is not to get it, then dismiss this",
        "rett eller slett krediteringen i ERP hvis kunden ikke skal ha den, og lukk så dette",
    ),
    (
        "credit it in the ERP by hand if it is due, then dismiss this",
        "krediter det for hånd i ERP hvis det skal krediteres, og lukk så dette",
    ),
    (
        "credit it where it was sold if that is due, then dismiss this",
        "krediter det der det ble solgt, hvis det skal krediteres, og lukk så dette",
    ),
    (
        "delete all but one of them in the ERP, retry this, and find out which other engine works for this tenant (a second \
         installation, a restored backup)",
        "slett alle unntatt én av dem i ERP, prøv igjen, og finn ut hvilken annen tjeneste som arbeider for denne vareeieren \
         (en annen installasjon, en gjenopprettet sikkerhetskopi)",
    ),
    (
        "give each a number of its own in the WMS, then retry this",
        "gi hver av dem et eget nummer i WMS, og prøv så igjen",
    ),
    ("switch returns off, or use a port that can", "slå av returns, eller bruk en tilkobling som kan det"),
    (
        "credit the customer if it is due, then dismiss this",
        "krediter kunden hvis det skal krediteres, og lukk så dette",
    ),
    ("give it a number in the WMS, then dismiss this", "gi den et nummer i WMS, og lukk så dette"),
    (
        "correct the return in the WMS; or credit it in the ERP by hand, then dismiss this",
        "rett returen i WMS; eller krediter den for hånd i ERP, og lukk så dette",
    ),
    (
        "{}; or resolve the reason why that one is held",
        "{}; eller få orden på årsaken til at den andre er stoppet",
    ),
    (
        "add it to the tenant with Engine::add_process, or remove its key from the scheduler",
        "legg den til hos vareeieren med Engine::add_process, eller fjern nøkkelen fra planleggeren",
    ),
    (
        "agree with the warehouse what is done with the goods, then dismiss this",
        "avtal med lageret hva som skal skje med varene, og lukk så dette",
    ),
    (
        "ask the warehouse to change it, or change the purchase order back; then retry or dismiss this",
        "be lageret om å endre den, eller endre innkjøpsordren tilbake; prøv så igjen eller lukk dette",
    ),
    (
        "ask the warehouse why: if the goods will not come, cancel it in the WMS; if they will, correct the purchase order in the source, or dismiss this",
        "spør lageret hvorfor: kommer ikke varene, kanseller den i WMS; kommer de, rett innkjøpsordren i kilden, eller lukk dette",
    ),
    (
        "correct the number in the purchase order, or create the article; it goes as soon as the article is there",
        "rett nummeret i innkjøpsordren, eller opprett artikkelen; ordren overføres så snart artikkelen finnes",
    ),
    // Of CSV files with purchase orders.
    ("save the file as UTF-8 (\"CSV UTF-8\")", "lagre filen som UTF-8 (\"CSV UTF-8\")"),
    (
        "write the names of the columns into the first line: {}",
        "skriv navnene på kolonnene i første linje: {}",
    ),
    (
        "write each cell with a quotation mark in it between quotation marks",
        "skriv hver celle som har et anførselstegn i seg, mellom anførselstegn",
    ),
    (
        "write as many cells as there are columns, and a cell with a separator in it between quotation marks",
        "skriv like mange celler som det er kolonner, og en celle med skilletegn i seg mellom anførselstegn",
    ),
    ("write the number of the purchase order into every row", "skriv nummeret på innkjøpsordren i hver rad"),
    ("use these columns: {}", "bruk disse kolonnene: {}"),
    ("remove one of the two", "fjern en av de to"),
    ("write yes or no", "skriv ja eller nei"),
    ("write the {} into it", "skriv {} i den"),
    ("give each line of an order a number of its own", "gi hver linje i en ordre sitt eget nummer"),
    (
        "write the same into all rows of an order, or into its first one only",
        "skriv det samme i alle rader av en ordre, eller bare i den første",
    ),
    ("write it as 2026-04-01 or 01.04.2026", "skriv den som 2026-04-01 eller 01.04.2026"),
    ("write it as 1000, 2.5 or 2,5", "skriv det som 1000, 2.5 eller 2,5"),
    (
        "divide it into files of at most 32 MiB, or remove it",
        "del den i filer på høyst 32 MiB, eller fjern den",
    ),
    ("give this service access to the file", "gi denne tjenesten tilgang til filen"),
    (
        "write it to the end, with a line break behind the last row; write it under another name, and rename it when it is complete",
        "skriv den ferdig, med linjeskift etter siste rad; skriv den under et annet navn, og gi den riktig navn når den er ferdig",
    ),
    (
        "create the folder, give this service access to it, or correct folder under [tenant.expected_receipts]",
        "opprett mappen, gi denne tjenesten tilgang til den, eller rett folder under [tenant.expected_receipts]",
    ),
    ("correct the purchase order in the source", "rett innkjøpsordren i kilden"),
    (
        "enter it there under this number, or order the goods under a new number and dismiss this",
        "registrer den der med dette nummeret, eller bestill varene med et nytt nummer og lukk dette",
    ),
    ("give it a number in the source", "gi den et nummer i kilden"),
    (
        "give one of the two another number; or remove the one in the WMS, if it is the same, then retry this",
        "gi en av de to et annet nummer; eller fjern den i WMS hvis det er den samme, og prøv så igjen",
    ),
    (
        "order the goods under a new number, then dismiss this",
        "bestill varene med et nytt nummer, og lukk så dette",
    ),
    (
        "remove it from the purchase order in the WMS, then dismiss this",
        "fjern den fra innkjøpsordren i WMS, og lukk så dette",
    ),
    (
        "report it to those who maintain the source: each page needs another cursor",
        "meld fra til dem som vedlikeholder kilden: hver side trenger en annen cursor",
    ),
    (
        "switch expected receipts off, or use a port that can",
        "slå av expected_receipts, eller bruk en tilkobling som kan det",
    ),
    (
        "withdraw it in the source, or order the goods under a new number; then dismiss this",
        "trekk den tilbake i kilden, eller bestill varene med et nytt nummer; lukk så dette",
    ),
];
