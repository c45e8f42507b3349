use wms_erp_mapping::{Country, UnknownCountry};

#[track_caller]
fn is(code: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(Country::recognise(text).map(Country::code), Some(code), "{text}");
    }
}

#[test]
fn codes_whatever_their_case_and_dots() {
    is("NO", &["NO", "no", " No ", "NOR", "nor", "N.O."]);
    is("SE", &["SE", "swe"]);
    is("US", &["US", "U.S.", "USA", "U.S.A.", "u.s.a"]);
    is("GB", &["GB", "UK", "U.K.", "GBR"]);
    is("GR", &["GR", "EL"]);
}

#[test]
fn codes_that_are_in_use_beside_iso() {
    is("GB", &["XI", "xi", "XU", "UK"]);
    is("GR", &["EL"]);
    is("XK", &["XK", "XKX"]);
    is("RS", &["XS"]);
    is("ES", &["EA", "IC", "XC", "XL"]);
    is("SH", &["AC", "TA"]);
    is("IO", &["DG"]);
    is("FR", &["FX"]);
    is("MM", &["BU"]);
    is("TL", &["TP"]);
    is("CD", &["ZR"]);
    is("FI", &["SF"]);
    // What fell apart, what is no country, what is more than one, and what 24SevenOffice once filled in by itself.
    for text in ["YU", "CS", "AN", "SU", "EU", "UN", "FL", "RC", "EN", "578", "352"] {
        assert_eq!(Country::recognise(text), None, "{text}");
    }
}

#[test]
fn countries_as_people_write_them() {
    for (code, texts) in [
        ("NO", ["Norge", "norway ", "NOREG", "N.O."]),
        ("SE", ["Sverige", "SWEDEN", "SE", "swe"]),
        ("DK", ["Danmark", "Denmark", "dk", "DNK"]),
        ("FI", ["Suomi", "Finland", "FI", "Fin"]),
        ("IS", ["Ísland", "Island", "Iceland", "is"]),
        ("FO", ["Færøyene", "Føroyar", "FO", "Faroe Islands"]),
        ("DE", ["Tyskland", "Deutschland", "Germany", "de"]),
        ("GB", ["England", "UK", "U.K.", "Great Britain"]),
        ("US", ["USA", "U.S.A.", "United States", "De forente stater"]),
        ("NL", ["Holland", "Nederland", "The Netherlands", "nl"]),
        ("BE", ["Belgia", "België", "Belgium", "Belgique"]),
        ("FR", ["Frankrike", "FRANCE", "Frankrig", "fra"]),
        ("ES", ["Spania", "España", "Spain", "Spanien"]),
        ("IT", ["Italia", "Italien", "ITALY", "ita"]),
        ("PL", ["Polen", "Polska", "Poland", "pl"]),
        ("CZ", ["Tsjekkia", "Tjeckien", "Czech Republic", "Czechia"]),
        ("CH", ["Sveits", "Schweiz", "Switzerland", "Suisse"]),
        ("AT", ["Østerrike", "Österreich", "Austria", "OSTERRIKE"]),
        ("EE", ["Estland", "Eesti", "Estonia", "Viro"]),
        ("CI", ["Elfenbenskysten", "Côte d'Ivoire", "Ivory Coast", "COTE D IVOIRE"]),
    ] {
        is(code, &texts);
    }
}

#[test]
fn names_in_the_languages_of_the_neighbourhood() {
    is("NO", &["Norge", "NORGE ", "Noreg", "Norway", "Norja", "Noregur", "Norwegen"]);
    is("SE", &["Sverige", "Sweden", "Ruotsi", "Svíþjóð", "Schweden"]);
    is("DK", &["Danmark", "Denmark", "Tanska", "Danmörk", "Dänemark"]);
    is("FI", &["Finland", "Suomi", "Finnland"]);
    is("IS", &["Island", "Iceland", "Ísland", "Islanti"]);
    is("DE", &["Tyskland", "Germany", "Saksa", "Þýskaland", "Deutschland"]);
    is("GB", &["Storbritannia", "Storbritannien", "United Kingdom", "England", "Großbritannien"]);
    is("NL", &["Nederland", "Netherlands", "The Netherlands", "Holland", "Niederlande"]);
    is("PL", &["Polen", "Poland", "Puola"]);
    is("CZ", &["Tsjekkia", "Czechia", "Czech Republic"]);
    is("AT", &["Østerrike", "OSTERRIKE", "Österreich", "Oesterreich", "Austria"]);
    is("XK", &["Kosovo", "XK"]);
    is("FO", &["Færøyene", "Faroe Islands", "Färöarna"]);
    is("US", &["United States of America", "United States", "De forente stater"]);
}

#[test]
fn english_names_with_and_without_their_parentheses() {
    is("BO", &["Bolivia (Plurinational State of)", "Bolivia"]);
    is("TW", &["Taiwan (Province of China)", "Taiwan"]);
    is("CI", &["Côte d'Ivoire", "Cote d Ivoire", "Ivory Coast"]);
    is("TR", &["Türkiye", "Turkey", "Tyrkia"]);
    is("RU", &["Russian Federation", "Russia", "Russland"]);
}

#[test]
fn every_country_is_recognised_by_its_codes_and_its_english_name() {
    for country in rust_iso3166_all() {
        is(country.0, &[country.0, country.1, country.2]);
    }
}

/// Code, three-letter code, name.
fn rust_iso3166_all() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    rust_iso3166::ALL.iter().map(|country| (country.alpha2, country.alpha3, country.name))
}

#[test]
fn nobody_guesses() {
    for text in
        ["", " ", "..", "XX", "ZZZ", "Korea", "Norwayy", "Norge/Sverige", "47", "Skandinavia", "🇳🇴", "N"]
    {
        assert_eq!(Country::recognise(text), None, "{text}");
    }
    assert_eq!("Narnia".parse::<Country>(), Err(UnknownCountry));
    assert!(UnknownCountry.to_string().contains("ISO"));
}

#[test]
fn composed_and_decomposed_accents_are_the_same() {
    is("AT", &["O\u{308}sterreich"]);
    is("CI", &["Co\u{302}te d\u{2019}Ivoire"]);
}
