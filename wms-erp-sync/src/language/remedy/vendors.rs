//! What the clients of the two vendors say.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "Correct the settings of the client.",
        "Rett innstillingene for tilkoblingen.",
        "Rätta inställningarna för anslutningen.",
    ],
    [
        "Remove the character from the text in the system where it was entered.",
        "Fjern tegnet fra teksten i systemet der den ble skrevet inn.",
        "Ta bort tecknet ur texten i det system där den skrevs in.",
    ],
    [
        "Leave out the named field, or use the SOAP transport, which has it.",
        "Utelat feltet som er nevnt, eller bruk SOAP, som har det.",
        "Utelämna fältet som nämns, eller använd SOAP, som har det.",
    ],
    [
        "Check the base URL and the network, then try again.",
        "Kontroller base-URL-en og nettverket, og prøv så igjen.",
        "Kontrollera bas-URL:en och nätverket, och försök sedan igen.",
    ],
    [
        "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy may \
         present its own certificate); if these are right, report it to the warehouse.",
        "Kontroller vertsnavnet i base-URL-en, klokken på denne maskinen og utstederne den stoler på (en proxy \
         kan vise sitt eget sertifikat); hvis alt dette stemmer, meld fra til lageret.",
        "Kontrollera värdnamnet i bas-URL:en, klockan på den här maskinen och utfärdarna som den litar på (en \
         proxy kan visa sitt eget certifikat); om allt detta stämmer, meddela lagret.",
    ],
    [
        "Try again later; for large lists, ask for less at once.",
        "Prøv igjen senere; be om mindre om gangen når listene er store.",
        "Försök igen senare; begär mindre åt gången när listorna är stora.",
    ],
    [
        "Try again; if the problem persists, ask the warehouse whether its system is working.",
        "Prøv igjen; hvis problemet vedvarer, spør lageret om systemet deres virker.",
        "Försök igen; om problemet kvarstår, fråga lagret om deras system fungerar.",
    ],
    [
        "Check user, password, goods owner code and id, and that API access is on for this goods owner.",
        "Kontroller bruker, passord, vareeierens kode og id, og at API-tilgang er slått på for denne \
         vareeieren.",
        "Kontrollera användare, lösenord, varuägarens kod och id, och att API-åtkomst är påslagen för denna \
         varuägare.",
    ],
    [
        "Read the warehouse's message, and correct the record or the warehouse's settings.",
        "Les lagerets melding, og rett posten eller lagerets innstillinger.",
        "Läs lagrets meddelande, och rätta posten eller lagrets inställningar.",
    ],
    [
        "Wait, and send fewer requests at a time.",
        "Vent, og send færre kall om gangen.",
        "Vänta, och skicka färre anrop åt gången.",
    ],
    [
        "Read the server's message; if the problem persists, send it to Ongoing's support.",
        "Les meldingen fra serveren; hvis problemet vedvarer, send den til Ongoings support.",
        "Läs serverns meddelande; om problemet kvarstår, skicka det till Ongoings support.",
    ],
    [
        "Check the base URL with its system name; if it is right, try again later.",
        "Kontroller base-URL-en med systemnavnet; hvis den stemmer, prøv igjen senere.",
        "Kontrollera bas-URL:en med systemnamnet; om den stämmer, försök igen senare.",
    ],
    [
        "Check the base URL with its system name, and any proxy between here and the server.",
        "Kontroller base-URL-en med systemnavnet, og eventuelle proxyer på veien til serveren.",
        "Kontrollera bas-URL:en med systemnamnet, och eventuella proxyer på vägen till servern.",
    ],
    [
        "Check user, password and goods owner: this API may leave out the result when they are wrong.",
        "Kontroller bruker, passord og vareeier: dette API-et kan utelate resultatet når de er feil.",
        "Kontrollera användare, lösenord och varuägare: detta API kan utelämna resultatet när de är fel.",
    ],
    [
        "Open the record in the warehouse's system and correct the value or text that is named; if it looks \
         right there, report the element: the service may be newer than this version.",
        "Åpne posten i lagersystemet og rett verdien eller teksten som er nevnt; hvis den ser riktig ut der, \
         meld fra om elementet: tjenesten kan være nyere enn denne versjonen.",
        "Öppna posten i lagersystemet och rätta värdet eller texten som nämns; om det ser rätt ut där, \
         rapportera elementet: tjänsten kan vara nyare än den här versionen.",
    ],
    [
        "Report the element that is named; the service may be newer than this version.",
        "Meld fra om elementet som er nevnt; tjenesten kan være nyere enn denne versjonen.",
        "Rapportera elementet som nämns; tjänsten kan vara nyare än den här versionen.",
    ],
    ["Give the search at least one filter.", "Gi søket minst ett filter.", "Ge sökningen minst ett filter."],
    [
        "Use the method that accepts any number of ids and requests them in portions.",
        "Bruk metoden som tar imot vilkårlig mange id-er og henter dem i porsjoner.",
        "Använd metoden som tar emot hur många id:n som helst och hämtar dem i portioner.",
    ],
    [
        "Set OrderStatus to the status that the order should have after the save.",
        "Sett OrderStatus til den statusen ordren skal ha etter lagringen.",
        "Sätt OrderStatus till den status som ordern ska ha efter sparandet.",
    ],
    [
        "Set for each row of an existing order whether it is added, edited or deleted.",
        "Angi for hver linje i en eksisterende ordre om den er lagt til, endret eller slettet.",
        "Ange för varje rad i en befintlig order om den har lagts till, ändrats eller tagits bort.",
    ],
    [
        "Remove the control character from the text that is named.",
        "Fjern kontrolltegnet fra teksten som er nevnt.",
        "Ta bort styrtecknet ur texten som nämns.",
    ],
    [
        "Check the host name in the base URL, this machine's clock and its trusted issuers (a proxy may \
         present its own certificate); if these are right, report it to 24SevenOffice.",
        "Kontroller vertsnavnet i base-URL-en, klokken på denne maskinen og utstederne den stoler på (en proxy \
         kan vise sitt eget sertifikat); hvis alt dette stemmer, meld fra til 24SevenOffice.",
        "Kontrollera värdnamnet i bas-URL:en, klockan på den här maskinen och utfärdarna som den litar på (en \
         proxy kan visa sitt eget certifikat); om allt detta stämmer, meddela 24SevenOffice.",
    ],
    [
        "Wait; if it lasts, check the network, the base address and the vendor's status page.",
        "Vent; hvis det varer, kontroller nettverket, base-adressen og leverandørens statusside.",
        "Vänta; om det håller i sig, kontrollera nätverket, basadressen och leverantörens statussida.",
    ],
    [
        "Log in to 24SevenOffice with this user by hand, correct user name or password, and restart.",
        "Logg inn i 24SevenOffice med denne brukeren for hånd, rett brukernavn eller passord, og start på \
         nytt.",
        "Logga in i 24SevenOffice med denna användare för hand, rätta användarnamn eller lösenord, och starta \
         om.",
    ],
    [
        "Check the application id against the one that 24SevenOffice gave out for this integration.",
        "Kontroller applikasjons-id-en mot den som 24SevenOffice ga ut for denne integrasjonen.",
        "Kontrollera applikations-id:t mot det som 24SevenOffice gav ut för denna integration.",
    ],
    [
        "Let an administrator at the customer unblock the user, or choose another identity id.",
        "La en administrator hos kunden åpne brukeren igjen, eller velg en annen identity id.",
        "Låt en administratör hos kunden låsa upp användaren, eller välj ett annat identity id.",
    ],
    [
        "Check that the user still has access to the company, that the identity id is right, and that no proxy \
         drops cookies.",
        "Kontroller at brukeren fortsatt har tilgang til firmaet, at identity id stemmer, og at ingen proxy \
         fjerner informasjonskapsler.",
        "Kontrollera att användaren fortfarande har tillgång till företaget, att identity id stämmer, och att \
         ingen proxy tar bort kakor.",
    ],
    [
        "Wait until the next hour; if it happens often, ask 24SevenOffice for a higher limit.",
        "Vent til neste time; hvis det skjer ofte, be 24SevenOffice om en høyere grense.",
        "Vänta till nästa timme; om det händer ofta, be 24SevenOffice om en högre gräns.",
    ],
    [
        "Wait a moment, and run fewer requests at the same time.",
        "Vent litt, og kjør færre kall samtidig.",
        "Vänta en stund, och kör färre anrop samtidigt.",
    ],
    [
        "The service does not know one of the values; check enumerations and numbers of the request.",
        "Tjenesten kjenner ikke en av verdiene; kontroller valglister og tall i kallet.",
        "Tjänsten känner inte till ett av värdena; kontrollera uppräkningar och tal i anropet.",
    ],
    [
        "Look in 24SevenOffice for a text with an invisible character, and type it again.",
        "Let i 24SevenOffice etter en tekst med et usynlig tegn, og skriv den inn på nytt.",
        "Leta i 24SevenOffice efter en text med ett osynligt tecken, och skriv in den på nytt.",
    ],
    [
        "Read the vendor's reason; correct the record in 24SevenOffice, or wait.",
        "Les leverandørens begrunnelse; rett posten i 24SevenOffice, eller vent.",
        "Läs leverantörens motivering; rätta posten i 24SevenOffice, eller vänta.",
    ],
    [
        "Wait; if it lasts, check the base address, proxies on the way, and the vendor's status page.",
        "Vent; hvis det varer, kontroller base-adressen, proxyer på veien og leverandørens statusside.",
        "Vänta; om det håller i sig, kontrollera basadressen, proxyer på vägen och leverantörens statussida.",
    ],
    [
        "Fill in what is missing in 24SevenOffice, or change the program so that it does not need it.",
        "Fyll ut det som mangler i 24SevenOffice, eller endre programmet slik at det ikke trengs.",
        "Fyll i det som saknas i 24SevenOffice, eller ändra programmet så att det inte behövs.",
    ],
    [
        "Wait; the vendor's database did not answer.",
        "Vent; leverandørens database svarte ikke.",
        "Vänta; leverantörens databas svarade inte.",
    ],
    [
        "Open the record in 24SevenOffice and save it again; if the vendor's reason stays the same, ask their \
         support.",
        "Åpne posten i 24SevenOffice og lagre den på nytt; hvis leverandørens begrunnelse er den samme, spør \
         supporten deres.",
        "Öppna posten i 24SevenOffice och spara den igen; om leverantörens motivering är densamma, fråga deras \
         support.",
    ],
    [
        "Open the record in 24SevenOffice and correct the value or text that is named; if it looks right \
         there, report the element: the vendor's answer has an unknown form.",
        "Åpne posten i 24SevenOffice og rett verdien eller teksten som er nevnt; hvis den ser riktig ut der, \
         meld fra om elementet: leverandørens svar har en ukjent form.",
        "Öppna posten i 24SevenOffice och rätta värdet eller texten som nämns; om det ser rätt ut där, \
         rapportera elementet: leverantörens svar har en okänd form.",
    ],
    [
        "Report it with the element that is named: the vendor's answer has an unknown form.",
        "Meld fra med elementet som er nevnt: leverandørens svar har en ukjent form.",
        "Rapportera det med elementet som nämns: leverantörens svar har en okänd form.",
    ],
    [
        "Check the record in 24SevenOffice: something in it prevents the change.",
        "Kontroller posten i 24SevenOffice: noe i den hindrer endringen.",
        "Kontrollera posten i 24SevenOffice: något i den hindrar ändringen.",
    ],
    [
        "Read the records before you save them again.",
        "Les postene før du lagrer dem igjen.",
        "Läs posterna innan du sparar dem igen.",
    ],
    [
        "Read the vendor's reason and correct the record.",
        "Les leverandørens begrunnelse og rett posten.",
        "Läs leverantörens motivering och rätta posten.",
    ],
    [
        "Check the record in 24SevenOffice before you save it again.",
        "Kontroller posten i 24SevenOffice før du lagrer den igjen.",
        "Kontrollera posten i 24SevenOffice innan du sparar den igen.",
    ],
];
