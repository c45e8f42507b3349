//! The remedies in Swedish.

/// Each by its English text, in which `{}` stands for a value.
pub(super) static REMEDIES: &[(&str, &str)] = &[
    ("Correct the settings of the client.", "Rätta inställningarna för anslutningen."),
    (
        "Remove the character from the text in the system where it was entered.",
        "Ta bort tecknet ur texten i det system där den skrevs in.",
    ),
    (
        "Leave out the named field, or use the SOAP transport, which has it.",
        "Utelämna fältet som nämns, eller använd SOAP, som har det.",
    ),
    (
        "Check the base URL and the network, then try again.",
        "Kontrollera bas-URL:en och nätverket, och försök sedan igen.",
    ),
    (
        "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy may present its own \
         certificate); if these are right, report it to the warehouse.",
        "Kontrollera värdnamnet i bas-URL:en, klockan på den här maskinen och utfärdarna som den litar på (en proxy kan visa \
         sitt eget certifikat); om allt detta stämmer, meddela lagret.",
    ),
    (
        "Try again later; for large lists, ask for less at once.",
        "Försök igen senare; begär mindre åt gången när listorna är stora.",
    ),
    (
        "Try again; if the problem persists, ask the warehouse whether its system is working.",
        "Försök igen; om problemet kvarstår, fråga lagret om deras system fungerar.",
    ),
    (
        "Check user, password, goods owner code and id, and that API access is on for this goods owner.",
        "Kontrollera användare, lösenord, varuägarens kod och id, och att API-åtkomst är påslagen för denna varuägare.",
    ),
    (
        "Read the warehouse's message, and correct the record or the warehouse's settings.",
        "Läs lagrets meddelande, och rätta posten eller lagrets inställningar.",
    ),
    ("Wait, and send fewer requests at a time.", "Vänta, och skicka färre anrop åt gången."),
    (
        "Read the server's message; if the problem persists, send it to Ongoing's support.",
        "Läs serverns meddelande; om problemet kvarstår, skicka det till Ongoings support.",
    ),
    (
        "Check the base URL with its system name; if it is right, try again later.",
        "Kontrollera bas-URL:en med systemnamnet; om den stämmer, försök igen senare.",
    ),
    (
        "Check the base URL with its system name, and any proxy between here and the server.",
        "Kontrollera bas-URL:en med systemnamnet, och eventuella proxyer på vägen till servern.",
    ),
    (
        "Check user, password and goods owner: this API may leave out the result when they are wrong.",
        "Kontrollera användare, lösenord och varuägare: detta API kan utelämna resultatet när de är fel.",
    ),
    (
        "Open the record in the warehouse's system and correct the value or text that is named; if it looks right there, \
         report the element: the service may be newer than this version.",
        "Öppna posten i lagersystemet och rätta värdet eller texten som nämns; om det ser rätt ut där, rapportera elementet: \
         tjänsten kan vara nyare än den här versionen.",
    ),
    (
        "Report the element that is named; the service may be newer than this version.",
        "Rapportera elementet som nämns; tjänsten kan vara nyare än den här versionen.",
    ),
    ("Give the search at least one filter.", "Ge sökningen minst ett filter."),
    (
        "Use the method that accepts any number of ids and requests them in portions.",
        "Använd metoden som tar emot hur många id:n som helst och hämtar dem i portioner.",
    ),
    (
        "Set OrderStatus to the status that the order should have after the save.",
        "Sätt OrderStatus till den status som ordern ska ha efter sparandet.",
    ),
    (
        "Set for each row of an existing order whether it is added, edited or deleted.",
        "Ange för varje rad i en befintlig order om den har lagts till, ändrats eller tagits bort.",
    ),
    ("Remove the control character from the text that is named.", "Ta bort styrtecknet ur texten som nämns."),
    (
        "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy may present its own \
         certificate); if these are right, report it to 24SevenOffice.",
        "Kontrollera värdnamnet i bas-URL:en, klockan på den här maskinen och utfärdarna som den litar på (en proxy kan visa \
         sitt eget certifikat); om allt detta stämmer, meddela 24SevenOffice.",
    ),
    (
        "Wait; if it lasts, check the network, the base address and the vendor's status page.",
        "Vänta; om det håller i sig, kontrollera nätverket, basadressen och leverantörens statussida.",
    ),
    (
        "Log in to 24SevenOffice with this user by hand, correct user name or password, and restart.",
        "Logga in i 24SevenOffice med denna användare för hand, rätta användarnamn eller lösenord, och starta om.",
    ),
    (
        "Check the application id against the one that 24SevenOffice gave out for this integration.",
        "Kontrollera applikations-id:t mot det som 24SevenOffice gav ut för denna integration.",
    ),
    (
        "Let an administrator at the customer unblock the user, or choose another identity id.",
        "Låt en administratör hos kunden låsa upp användaren, eller välj ett annat identity id.",
    ),
    (
        "Check that the user still has access to the company, that the identity id is right, and that no proxy drops cookies.",
        "Kontrollera att användaren fortfarande har tillgång till företaget, att identity id stämmer, och att ingen proxy tar \
         bort kakor.",
    ),
    (
        "Wait until the next hour; if it happens often, ask 24SevenOffice for a higher limit.",
        "Vänta till nästa timme; om det händer ofta, be 24SevenOffice om en högre gräns.",
    ),
    (
        "Wait a moment, and run fewer requests at the same time.",
        "Vänta en stund, och kör färre anrop samtidigt.",
    ),
    (
        "The service does not know one of the values; check enumerations and numbers of the request.",
        "Tjänsten känner inte till ett av värdena; kontrollera uppräkningar och tal i anropet.",
    ),
    (
        "Look in 24SevenOffice for a text with an invisible character, and type it again.",
        "Leta i 24SevenOffice efter en text med ett osynligt tecken, och skriv in den på nytt.",
    ),
    (
        "Read the vendor's reason; correct the record in 24SevenOffice, or wait.",
        "Läs leverantörens motivering; rätta posten i 24SevenOffice, eller vänta.",
    ),
    (
        "Wait; if it lasts, check the base address, proxies on the way, and the vendor's status page.",
        "Vänta; om det håller i sig, kontrollera basadressen, proxyer på vägen och leverantörens statussida.",
    ),
    (
        "Fill in what is missing in 24SevenOffice, or change the program so that it does not need it.",
        "Fyll i det som saknas i 24SevenOffice, eller ändra programmet så att det inte behövs.",
    ),
    ("Wait; the vendor's database did not answer.", "Vänta; leverantörens databas svarade inte."),
    (
        "Open the record in 24SevenOffice and save it again; if the vendor's reason stays the same, ask their support.",
        "Öppna posten i 24SevenOffice och spara den igen; om leverantörens motivering är densamma, fråga deras support.",
    ),
    (
        "Open the record in 24SevenOffice and correct the value or text that is named; if it looks right there, report the \
         element: the vendor's answer has an unknown form.",
        "Öppna posten i 24SevenOffice och rätta värdet eller texten som nämns; om det ser rätt ut där, rapportera elementet: \
         leverantörens svar har en okänd form.",
    ),
    (
        "Report it with the element that is named: the vendor's answer has an unknown form.",
        "Rapportera det med elementet som nämns: leverantörens svar har en okänd form.",
    ),
    (
        "Check the record in 24SevenOffice: something in it prevents the change.",
        "Kontrollera posten i 24SevenOffice: något i den hindrar ändringen.",
    ),
    ("Read the records before you save them again.", "Läs posterna innan du sparar dem igen."),
    ("Read the vendor's reason and correct the record.", "Läs leverantörens motivering och rätta posten."),
    (
        "Check the record in 24SevenOffice before you save it again.",
        "Kontrollera posten i 24SevenOffice innan du sparar den igen.",
    ),
    (
        "ask the ERP again for this record with its id among the properties; if it still has none, report it to the ERP vendor",
        "begär denna post från ERP på nytt med id:t bland egenskaperna; om den fortfarande saknar id, rapportera det till \
         ERP-leverantören",
    ),
    (
        "fill in the customer's or the recipient's name on the order in the ERP",
        "fyll i kundens eller mottagarens namn på ordern i ERP",
    ),
    ("choose the customer on the order in the ERP", "välj kunden på ordern i ERP"),
    (
        "fill in the country of the delivery address on the order in the ERP, or set a default country",
        "fyll i landet i leveransadressen på ordern i ERP, eller ange ett standardland",
    ),
    (
        "correct the country of the delivery address on the order in the ERP; a two-letter ISO code always works",
        "rätta landet i leveransadressen på ordern i ERP; en ISO-kod med två bokstäver fungerar alltid",
    ),
    ("fill in the delivery date on the order in the ERP", "fyll i leveransdatumet på ordern i ERP"),
    ("correct the delivery date on the order in the ERP", "rätta leveransdatumet på ordern i ERP"),
    (
        "choose a delivery method on the order in the ERP, or set a default delivery method",
        "välj ett leveranssätt på ordern i ERP, eller ange ett standardleveranssätt",
    ),
    (
        "choose another delivery method on the order in the ERP, or add this one to the table of delivery methods",
        "välj ett annat leveranssätt på ordern i ERP, eller lägg till detta i tabellen över leveranssätt",
    ),
    (
        "add a product with a quantity to the order in the ERP, or take the order out of the pulled status",
        "lägg till en produkt med antal på ordern i ERP, eller ta ordern ur den status som hämtas",
    ),
    (
        "take the order out of the pulled status in the ERP, or let orders without stock products through",
        "ta ordern ur den status som hämtas i ERP, eller släpp igenom ordrar utan lagerförda produkter",
    ),
    (
        "delete one of the two rows on the order in the ERP and enter it again",
        "ta bort en av de två raderna på ordern i ERP och lägg in den på nytt",
    ),
    (
        "replace the row on the order in the ERP by a normal one, or update this software",
        "byt ut raden på ordern i ERP mot en vanlig rad, eller uppdatera denna programvara",
    ),
    (
        "check that the product still exists in the ERP and has an article in the WMS",
        "kontrollera att produkten fortfarande finns i ERP och har en artikel i WMS",
    ),
    (
        "put the product on one row of the order in the ERP, or correct the rows to what was sent; if the order is right as it \
         is, set its status in the ERP by hand",
        "samla produkten på en rad på ordern i ERP, eller rätta raderna till det som skickades; om ordern är rätt som den är, \
         sätt dess status i ERP för hand",
    ),
    (
        "check in the WMS what was sent, and correct the rows of the order in the ERP; if the order is right as it is, set its \
         status in the ERP by hand",
        "kontrollera i WMS vad som skickades, och rätta raderna på ordern i ERP; om ordern är rätt som den är, sätt dess \
         status i ERP för hand",
    ),
    (
        "check in the WMS what was sent; if the order is right as it is, set its status in the ERP by hand",
        "kontrollera i WMS vad som skickades; om ordern är rätt som den är, sätt statusen i ERP för hand",
    ),
    ("correct the quantity of the row in the ERP", "rätta antalet på raden i ERP"),
    ("correct the price of the row in the ERP", "rätta priset på raden i ERP"),
    (
        "correct the value in the ERP, or choose another conversion or target for this further field",
        "rätta värdet i ERP, eller välj en annan omvandling eller ett annat mål för detta fält",
    ),
    (
        "correct the warehouses whose stock counts (over SOAP, an empty one is not listed)",
        "rätta de lager vars saldo ska räknas (över SOAP visas inte ett tomt lager)",
    ),
    (
        "nothing: it is requested again; if the problem persists, ask the warehouse",
        "ingenting: det hämtas igen; om problemet kvarstår, fråga lagret",
    ),
    ("report this to the author of the process", "rapportera detta till den som har gjort processen"),
    (
        "the state of the record is lost, so it is looked up on both sides as if it were new; compare both sides with drift, \
         check the file with store check, check its disk, then dismiss this",
        "postens tillstånd är förlorat, så den slås upp i båda systemen som om den vore ny; jämför systemen under Avvikelser, \
         kontrollera filen med `store check`, kontrollera disken, och avfärda sedan detta",
    ),
    ("check the name", "kontrollera namnet"),
    (
        "take the record's name from the list of held records, or its id from the ERP",
        "hämta postens namn från listan över stoppade poster, eller dess id från ERP",
    ),
    (
        "name the process that reported its safety limit: stock, order_status or orders",
        "ange processen som rapporterade sin säkerhetsgräns: stock, order_status eller orders",
    ),
    (
        "wait until the other engine is done, or stop it",
        "vänta tills den andra tjänsten är klar, eller stoppa den",
    ),
    (
        "nothing: the next run continues; if it happens again, check whether this machine or its store hangs for long",
        "ingenting: nästa körning fortsätter; om det händer igen, kontrollera om maskinen eller lagringen hänger sig länge",
    ),
    (
        "stop the service, restore the file or its latest backup, and start it again; without a backup, adopt what is open \
         with takeover",
        "stoppa tjänsten, återställ filen eller den senaste säkerhetskopian, och starta igen; utan säkerhetskopia övertas det \
         som är öppet med `takeover`",
    ),
    (
        "upgrade this service to the version that wrote the store, or stop it and restore the backup from before that",
        "uppgradera tjänsten till den version som skrev data, eller stoppa den och återställ säkerhetskopian från tiden före det",
    ),
    (
        "make room on that disk, or raise the limit on its files; if there is room, check whether the disk works. Nothing is \
         lost: the next run continues",
        "frigör plats på disken, eller höj gränsen för filerna; om det finns plats, kontrollera om disken fungerar. Ingenting \
         är förlorat: nästa körning fortsätter",
    ),
    (
        "check the database file, its disk and its permissions",
        "kontrollera databasfilen, disken och behörigheterna",
    ),
    ("nothing, if this is intended", "ingenting, om detta är avsikten"),
    ("ask for a permit before each write", "begär tillstånd före varje skrivning"),
    ("nothing: the next run continues", "ingenting: nästa körning fortsätter"),
    (
        "nothing: the next run writes it; or make a new plan",
        "ingenting: nästa körning skriver det; eller gör en ny plan",
    ),
    ("nothing: it is retried automatically", "ingenting: nya försök görs automatiskt"),
    (
        "nothing: it is requested again; if the problem persists, check the order in the WMS, and ask the warehouse",
        "ingenting: det hämtas igen; om problemet kvarstår, kontrollera ordern i WMS, och fråga lagret",
    ),
    ("check the host's own log", "se i loggen för programmet runt integrationen"),
    ("apply it to the tenant that it was made for", "använd den för den varuägare som den gjordes för"),
    ("give a time in the future", "ange en tidpunkt i framtiden"),
    ("choose articles or orders", "välj articles eller orders"),
    (
        "a run has started but not ended: check whether it makes progress, and whether the service is running",
        "en körning har startat men inte slutat: kontrollera om den kommer vidare, och om tjänsten körs",
    ),
    ("ask for one article, or for a shorter period", "begär en artikel, eller en kortare period"),
    (
        "wait until then; to call the vendor anyway, end its wait first (`once --no-wait`, or `Operator::end_vendor_waits`)",
        "vänta tills dess; för att anropa leverantören ändå måste väntetiden avslutas först (`once --no-wait`, eller \
         `Operator::end_vendor_waits`)",
    ),
    (
        "count the stock of all warehouses, or use a port that can",
        "räkna saldot för alla lager, eller använd en anslutning som kan det",
    ),
    (
        "look it up in the WMS, or use a port that can",
        "slå upp det i WMS, eller använd en anslutning som kan det",
    ),
    (
        "check the product in 24SevenOffice; it should have an id above zero",
        "kontrollera produkten i 24SevenOffice; den ska ha ett id större än noll",
    ),
    (
        "nothing: it gets its number as soon as the other product has released it",
        "ingenting: den får sitt nummer så snart den andra produkten har släppt det",
    ),
    (
        "give them numbers that no product has had, or exchange the goods and the names in the WMS",
        "ge dem nummer som ingen produkt har haft, eller byt plats på varorna och namnen i WMS",
    ),
    (
        "have the hooks accept product {}, or remove it from the order",
        "låt anpassningarna godta produkt {}, eller ta bort den från ordern",
    ),
    (
        "find out which one is meant, and remove the product code from the others in the WMS",
        "ta reda på vilken som avses, och ta bort produktkoden från de andra i WMS",
    ),
    (
        "set it to {} by hand, or back to the status in which it was pulled",
        "sätt den till {} för hand, eller tillbaka till den status som den hämtades i",
    ),
    (
        "retry it to report it as it is, or have the rest picked",
        "försök igen för att rapportera den som den är, eller låt plocka resten",
    ),
    (
        "find out who deleted it, then dismiss this",
        "ta reda på vem som tog bort den, och avfärda sedan detta",
    ),
    (
        "compare the order's rows with what was sent; if the ERP never keeps these quantities, switch delivered_quantities \
         off; dismiss this when it is done",
        "jämför orderraderna med det som skickades; om ERP aldrig behåller dessa antal, slå av delivered_quantities; avfärda \
         detta när det är gjort",
    ),
    (
        "enter it by hand if it is needed ({}) and dismiss this; or put the field right and retry this",
        "skriv in det för hand om det behövs ({}), och avfärda detta; eller rätta fältet, och försök igen",
    ),
    (
        "compare the order with what was sent, and correct it, send the rest or credit it; dismiss this when it is done",
        "jämför ordern med det som skickades, och rätta den, skicka resten eller kreditera; avfärda detta när det är gjort",
    ),
    (
        "check the invoice, and send or credit the rest; dismiss this when it is done",
        "kontrollera fakturan, och skicka eller kreditera resten; avfärda detta när det är gjort",
    ),
    (
        "withdraw it in the ERP, or have it reopened in the WMS; it is not created again automatically",
        "återta den i ERP, eller låt öppna den igen i WMS; den skapas inte automatiskt på nytt",
    ),
    (
        "check the order in the WMS, and set its status in the ERP by hand; if that number means sent, add it to the sent \
         statuses",
        "kontrollera ordern i WMS, och sätt dess status i ERP för hand; om detta nummer betyder skickad, lägg till det i \
         sent_statuses",
    ),
    (
        "delete all but one of them in the ERP before they are delivered, and find out which other engine works for this \
         tenant (a second installation, a restored backup); the next run settles the order",
        "ta bort alla utom en av dem i ERP innan de levereras, och ta reda på vilken annan tjänst som arbetar för denna \
         varuägare (en andra installation, en återställd säkerhetskopia); nästa körning slutför ordern",
    ),
    (
        "enter the rest in the ERP by hand, correct the rows of the order, and set it to sent",
        "lägg in resten i ERP för hand, rätta orderraderna, och sätt ordern till skickad",
    ),
    (
        "correct the rows of order {} in the ERP; the order is reported once they agree",
        "rätta raderna på order {} i ERP; ordern rapporteras så snart de stämmer",
    ),
    ("nothing: the next run checks what was done", "ingenting: nästa körning kontrollerar vad som gjordes"),
    ("have the hooks choose another status", "låt anpassningarna välja en annan status"),
    (
        "nothing: it is retried automatically; if the problem persists, check the order in the WMS",
        "ingenting: nya försök görs automatiskt; om problemet kvarstår, kontrollera ordern i WMS",
    ),
    (
        "find out where that order comes from; renumber it in the WMS, or set an order number prefix",
        "ta reda på var den ordern kommer ifrån; ge den ett nytt nummer i WMS, eller ange ett prefix för ordernummer",
    ),
    (
        "take the order back in the ERP, or reopen it in the WMS and retry",
        "återta ordern i ERP, eller öppna den igen i WMS och försök på nytt",
    ),
    (
        "inform the warehouse of the change, or undo it in the ERP; the WMS keeps the order as it was before the change",
        "meddela lagret om ändringen, eller ångra den i ERP; WMS behåller ordern som den var före ändringen",
    ),
    (
        "find out who removed it and why; if it is to be sent, retry this order: that creates it in the WMS again; if not, \
         withdraw it in the ERP",
        "ta reda på vem som tog bort den och varför; om den ska skickas, försök igen med ordern: då skapas den i WMS på nytt; \
         om inte, återta den i ERP",
    ),
    (
        "check the order in the ERP, and set a status there if it has none",
        "kontrollera ordern i ERP, och sätt en status där om den saknar en",
    ),
    (
        "give the order its customer in the ERP, or set it to {} there by hand",
        "ge ordern dess kund i ERP, eller sätt den till {} där för hand",
    ),
    (
        "check that order in the WMS: if it was made from this one, cancel it there, or make sure that the ERP knows what was \
         sent; then dismiss this",
        "kontrollera den ordern i WMS: om den gjordes av denna, makulera den där, eller se till att det som skickades är \
         registrerat i ERP; avfärda sedan detta",
    ),
    (
        "cancel it in the WMS if it is not to be sent, or set it back in the ERP; then dismiss this",
        "makulera den i WMS om den inte ska skickas, eller sätt tillbaka den i ERP; avfärda sedan detta",
    ),
    (
        "make sure that the warehouse or the customer knows of the change; then dismiss this",
        "se till att lagret eller kunden känner till ändringen; avfärda sedan detta",
    ),
    (
        "have the lines corrected in the WMS before the order is picked; once they agree, this is released automatically",
        "låt rätta raderna i WMS innan ordern plockas; så snart de stämmer släpps den vidare automatiskt",
    ),
    (
        "check the order in the ERP; if the change is harmless, release {} {}",
        "kontrollera ordern i ERP; om ändringen saknar betydelse, godkänn den: `release {} {}`",
    ),
    (
        "check the product in the ERP: is it stock-controlled, and does another system write its stock?",
        "kontrollera produkten i ERP: är den lagerförd, och skriver ett annat system dess saldo?",
    ),
    (
        "check the WMS's stock; if it is right: release {} stock",
        "kontrollera lagersaldot i WMS; om det är rätt, godkänn ändringarna (`release {} stock`)",
    ),
    (
        "it is transferred automatically as soon as a product names it as its supplier",
        "den överförs automatiskt så snart en produkt har den som leverantör",
    ),
    (
        "choose another target, or speak to Ongoing over SOAP",
        "välj ett annat mål, eller använd SOAP mot Ongoing",
    ),
    (
        "check whether the service is running, and read its log",
        "kontrollera om tjänsten körs, och läs dess logg",
    ),
    (
        "check whether the WMS keeps stock of the article; if it should not, switch stock control off in the ERP",
        "kontrollera om WMS för saldo för artikeln; om det inte ska det, slå av lagerföringen i ERP",
    ),
    (
        "look for the article in the WMS: was it deleted, or given another number or product code?",
        "leta efter artikeln i WMS: har den tagits bort, eller fått ett annat nummer eller en annan produktkod?",
    ),
    (
        "give product {} or product {} another number in 24SevenOffice",
        "ge produkt {} eller produkt {} ett annat nummer i 24SevenOffice",
    ),
    (
        "give all but one of the products {}, {} another number in 24SevenOffice",
        "ge alla utom en av produkterna {}, {} ett annat nummer i 24SevenOffice",
    ),
    (
        "restore product {}, or remove it from the order",
        "återställ produkt {}, eller ta bort den från ordern",
    ),
    (
        "restore product {} in the ERP, or remove it from the order",
        "återställ produkt {} i ERP, eller ta bort den från ordern",
    ),
    (
        "give one of them the ERP user or identity of its own company; if both are supposed to read this one, mark the company \
         as shared for each of them (the service: shared = true in [tenant.erp])",
        "ge en av dem ERP-användaren eller identiteten för sitt eget företag; om båda ska läsa detta, märk företaget som delat \
         för båda (shared = true i [tenant.erp])",
    ),
    (
        "give one of them its own goods owner; if both are supposed to write this one, or these are two warehouses with the \
         same ids, mark the goods owner as shared for each of them (the service: shared = true in [tenant.wms])",
        "ge en av dem en egen varuägare i WMS; om båda ska skriva till denna, eller det är två lager med samma id:n, märk \
         varuägaren som delad för båda (shared = true i [tenant.wms])",
    ),
    (
        "find out who removed it in the WMS; an order that needs it, or any change of the product in the ERP, creates it again",
        "ta reda på vem som tog bort den i WMS; en order som behöver den, eller en ändring av produkten i ERP, skapar den på \
         nytt",
    ),
    (
        "if it was changed in the WMS, change it back there, or change the product in the ERP: any change of it is written in \
         full",
        "om den ändrades i WMS, ändra tillbaka den där, eller ändra produkten i ERP: varje ändring skrivs i sin helhet",
    ),
    (
        "the next run of order_status reports it to the ERP",
        "nästa körning av orderstatus rapporterar det till ERP",
    ),
    (
        "the next run of order_status writes it, or says why not",
        "nästa körning av orderstatus skriver det, eller säger varför inte",
    ),
    ("the next run of stock writes it", "nästa körning av lagersaldo skriver det"),
    (
        "the safety limit holds it; if the WMS is right: release {} stock",
        "säkerhetsgränsen stoppar det; om WMS har rätt, godkänn ändringarna (`release {} stock`)",
    ),
    (
        "cancel it in the WMS if it is not to be sent, or set it back in the ERP",
        "makulera den i WMS om den inte ska skickas, eller sätt tillbaka den i ERP",
    ),
    (
        "find out who removed it in the WMS; the next daily run holds it, and a retry of it creates it there again",
        "ta reda på vem som tog bort den i WMS; nästa dagliga körning stoppar den, och ett nytt försök skapar den där igen",
    ),
    (
        "if the product was deleted, close the article in the WMS when its stock is gone",
        "om produkten har tagits bort, stäng artikeln i WMS när saldot är slut",
    ),
    (
        "if it is this product, set its product code to {} in the WMS; if not, renumber one of them",
        "om det är denna produkt, sätt dess produktkod till {} i WMS; om inte, ge en av dem ett nytt nummer",
    ),
    ("wait; it continues automatically then", "vänta; det fortsätter automatiskt därefter"),
    (
        "{}; or resolve product {}, for which the others wait",
        "{}; eller red ut produkt {}, som de andra väntar på",
    ),
    ("it is held: {}; {}", "den är stoppad: {}; {}"),
    ("it is held: {}", "den är stoppad: {}"),
    (
        "choose a status that is neither imported nor means sent or invoiced, such as Offer",
        "välj en status som varken hämtas eller betyder skickad eller fakturerad, till exempel Offer",
    ),
    (
        "compare them in the ERP: delete credits that are there twice, and retry this; or correct them by hand, and dismiss \
         this. If there are more than there should be, find out which other engine works for this tenant (a second \
         installation, a restored backup)",
        "jämför dem i ERP: ta bort krediteringar som finns dubbelt, och försök igen; eller rätta dem för hand, och avfärda \
         detta. Om det finns fler än det ska vara, ta reda på vilken annan tjänst som arbetar för denna varuägare (en andra \
         installation, en återställd säkerhetskopia)",
    ),
    (
        "correct or delete the credit in the ERP if the customer is not to get it, then dismiss this",
        "rätta eller ta bort krediteringen i ERP om kunden inte ska ha den, och avfärda sedan detta",
    ),
    (
        "credit it in the ERP by hand if it is due, then dismiss this",
        "kreditera det för hand i ERP om det ska krediteras, och avfärda sedan detta",
    ),
    (
        "credit it where it was sold if that is due, then dismiss this",
        "kreditera det där det såldes, om det ska krediteras, och avfärda sedan detta",
    ),
    (
        "delete all but one of them in the ERP, retry this, and find out which other engine works for this tenant (a second \
         installation, a restored backup)",
        "ta bort alla utom en av dem i ERP, försök igen, och ta reda på vilken annan tjänst som arbetar för denna varuägare \
         (en andra installation, en återställd säkerhetskopia)",
    ),
    (
        "give each a number of its own in the WMS, then retry this",
        "ge var och en av dem ett eget nummer i WMS, och försök sedan igen",
    ),
    ("switch returns off, or use a port that can", "slå av returns, eller använd en anslutning som kan det"),
    (
        "credit the customer if it is due, then dismiss this",
        "kreditera kunden om det ska krediteras, och avfärda sedan detta",
    ),
    ("give it a number in the WMS, then dismiss this", "ge den ett nummer i WMS, och avfärda sedan detta"),
    (
        "correct the return in the WMS; or credit it in the ERP by hand, then dismiss this",
        "rätta returen i WMS; eller kreditera den för hand i ERP, och avfärda sedan detta",
    ),
    (
        "{}; or resolve the reason why that one is held",
        "{}; eller åtgärda orsaken till att den andra är stoppad",
    ),
    (
        "add it to the tenant with Engine::add_process, or remove its key from the scheduler",
        "lägg till den hos varuägaren med Engine::add_process, eller ta bort nyckeln från schemaläggaren",
    ),
    (
        "agree with the warehouse what is done with the goods, then dismiss this",
        "kom överens med lagret om vad som ska ske med varorna, och avfärda sedan detta",
    ),
    (
        "ask the warehouse to change it, or change the purchase order back; then retry or dismiss this",
        "be lagret att ändra den, eller ändra tillbaka inköpsordern; försök sedan igen eller avfärda detta",
    ),
    (
        "ask the warehouse why: if the goods will not come, cancel it in the WMS; if they will, correct the purchase order in the source, or dismiss this",
        "fråga lagret varför: kommer varorna inte, makulera den i WMS; kommer de, rätta inköpsordern i källan, eller avfärda detta",
    ),
    (
        "correct the number in the purchase order, or create the article; it goes as soon as the article is there",
        "rätta numret i inköpsordern, eller skapa artikeln; ordern överförs så snart artikeln finns",
    ),
    // Of CSV files with purchase orders.
    ("save the file as UTF-8 (\"CSV UTF-8\")", "spara filen som UTF-8 (\"CSV UTF-8\")"),
    ("write the names of the columns into the first line: {}", "skriv kolumnernas namn på första raden: {}"),
    (
        "write each cell with a quotation mark in it between quotation marks",
        "skriv varje cell som har ett citattecken i sig mellan citattecken",
    ),
    (
        "write as many cells as there are columns, and a cell with a separator in it between quotation marks",
        "skriv lika många celler som det finns kolumner, och en cell med avgränsare i sig mellan citattecken",
    ),
    ("write the number of the purchase order into every row", "skriv inköpsorderns nummer på varje rad"),
    ("use these columns: {}", "använd dessa kolumner: {}"),
    ("remove one of the two", "ta bort en av de två"),
    ("write yes or no", "skriv ja eller nej"),
    ("write the {} into it", "skriv {} i den"),
    ("give each line of an order a number of its own", "ge varje rad i en order ett eget nummer"),
    (
        "write the same into all rows of an order, or into its first one only",
        "skriv samma sak på alla rader av en order, eller bara på den första",
    ),
    ("write it as 2026-04-01 or 01.04.2026", "skriv det som 2026-04-01 eller 01.04.2026"),
    ("write it as 1000, 2.5 or 2,5", "skriv det som 1000, 2.5 eller 2,5"),
    (
        "divide it into files of at most 32 MiB, or remove it",
        "dela upp den i filer på högst 32 MiB, eller ta bort den",
    ),
    ("give this service access to the file", "ge den här tjänsten åtkomst till filen"),
    (
        "write it to the end, with a line break behind the last row; write it under another name, and rename it when it is complete",
        "skriv klart den, med radbrytning efter sista raden; skriv den under ett annat namn, och byt namn på den när den är färdig",
    ),
    (
        "create the folder, give this service access to it, or correct folder under [tenant.expected_receipts]",
        "skapa mappen, ge den här tjänsten åtkomst till den, eller rätta folder under [tenant.expected_receipts]",
    ),
    ("correct the purchase order in the source", "rätta inköpsordern i källan"),
    (
        "enter it there under this number, or order the goods under a new number and dismiss this",
        "registrera den där med detta nummer, eller beställ varorna med ett nytt nummer och avfärda detta",
    ),
    ("give it a number in the source", "ge den ett nummer i källan"),
    (
        "give one of the two another number; or remove the one in the WMS, if it is the same, then retry this",
        "ge en av de två ett annat nummer; eller ta bort den i WMS om det är samma, och försök sedan igen",
    ),
    (
        "order the goods under a new number, then dismiss this",
        "beställ varorna med ett nytt nummer, och avfärda sedan detta",
    ),
    (
        "remove it from the purchase order in the WMS, then dismiss this",
        "ta bort den från inköpsordern i WMS, och avfärda sedan detta",
    ),
    (
        "report it to those who maintain the source: each page needs another cursor",
        "meddela dem som underhåller källan: varje sida behöver en annan cursor",
    ),
    (
        "switch expected receipts off, or use a port that can",
        "slå av expected_receipts, eller använd en anslutning som kan det",
    ),
    (
        "withdraw it in the source, or order the goods under a new number; then dismiss this",
        "dra tillbaka den i källan, eller beställ varorna med ett nytt nummer; avfärda sedan detta",
    ),
];
