use asmx_soap::{Base64, XsDateTime, from_xml, to_xml};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::shop::{ItemId, Kind, Scalars};

fn round_trip(scalars: &Scalars) -> Scalars {
    from_xml(&to_xml(scalars).expect("writable")).expect("readable")
}

fn read(inside: &str) -> Result<Scalars, String> {
    let xml = format!(
        r#"<Scalars xmlns="urn:shop" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">{inside}</Scalars>"#
    );
    from_xml(&xml).map_err(|error| error.to_string())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28)
        .prop_map(|(low, mid, high, negative, scale)| Decimal::from_parts(low, mid, high, negative, scale))
}

fn short_decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0_u32..=28).prop_map(|(number, scale)| Decimal::new(number, scale))
}

fn date_time() -> impl Strategy<Value = XsDateTime> {
    let date =
        (2_i32..=9999, 1_u32..=366).prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day));
    let time = (date, 0_u32..86_400, prop_oneof![Just(0), 0_u32..1_000_000_000]).prop_filter_map(
        "a time",
        |(date, seconds, nanos)| {
            Some(date.and_time(chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos)?))
        },
    );
    let local = time.clone().prop_map(XsDateTime::local);
    let with_offset = (time, -840_i32..=840).prop_map(|(time, minutes)| {
        let offset = FixedOffset::east_opt(minutes * 60).expect("an offset");
        let sign = if minutes < 0 { '-' } else { '+' };
        let text = format!(
            "{}{sign}{:02}:{:02}",
            time.format("%Y-%m-%dT%H:%M:%S%.f"),
            minutes.abs() / 60,
            minutes.abs() % 60
        );
        let read: XsDateTime = text.parse().expect("a date");
        assert_eq!((read.naive(), read.offset()), (time, Some(offset)));
        read
    });
    prop_oneof![local, with_offset]
}

proptest! {
    #[test]
    fn numbers_come_back_but_for_sentinels(short: i16, int: i32, long: i64, double: f64, boolean: bool, guid: u128) {
        let back = round_trip(&Scalars {
            short: Some(short),
            int: Some(int),
            long: Some(long),
            double: Some(double),
            boolean: Some(boolean),
            guid: Some(Uuid::from_u128(guid)),
            id: Some(ItemId(int)),
            ..Scalars::default()
        });
        prop_assert_eq!(back.short, (short != i16::MIN).then_some(short));
        prop_assert_eq!(back.int, (int != i32::MIN).then_some(int));
        prop_assert_eq!(back.id, (int != i32::MIN).then_some(ItemId(int)));
        prop_assert_eq!(back.long, (long != i64::MIN).then_some(long));
        prop_assert_eq!(back.double.map(f64::to_bits), (double > -1.797e308).then_some(double.to_bits()));
        prop_assert_eq!(back.boolean, Some(boolean));
        prop_assert_eq!(back.guid, (guid != 0).then_some(Uuid::from_u128(guid)));
    }

    #[test]
    fn decimals_come_back_with_their_places(number in prop_oneof![decimal(), short_decimal()]) {
        let back = round_trip(&Scalars { decimal: Some(number), ..Scalars::default() }).decimal;
        if number == Decimal::MIN {
            prop_assert_eq!(back, None);
        } else {
            prop_assert_eq!(back, Some(number));
            prop_assert_eq!(back.map(|back| back.scale()), Some(number.scale()));
        }
    }

    #[test]
    fn decimals_are_written_plainly(number in prop_oneof![decimal(), short_decimal()]) {
        let xml = to_xml(&Scalars { decimal: Some(number), ..Scalars::default() }).expect("writable");
        let expected = if number.is_zero() { number.abs().to_string() } else { number.to_string() };
        let expected = format!("<Decimal>{expected}</Decimal>");
        prop_assert!(xml.contains(&expected) || number.is_zero(), "{xml}");
        prop_assert!(!xml.contains(['e', 'E']) || xml.matches(['e', 'E']).count() == "Decimal".matches('e').count() * 2, "{xml}");
    }

    #[test]
    fn any_text_is_a_number_or_an_error(text in "[-+0-9.eE ]{0,40}") {
        for tag in ["Short", "Int", "Long", "Decimal", "Double"] {
            let _ = read(&format!("<{tag}>{text}</{tag}>"));
        }
    }

    #[test]
    fn short_decimals_are_read_like_long_ones(text in "-?[0-9]{0,20}(\\.[0-9]{0,20})?") {
        let plain = text.parse::<Decimal>();
        match read(&format!("<Decimal>{text}</Decimal>")) {
            Ok(back) => prop_assert!(
                back.decimal.is_none() && text.is_empty() || back.decimal == plain.ok(),
                "{text} was read as {:?}", back.decimal
            ),
            Err(_) => prop_assert!(plain.is_err() || text == ".", "{text} was refused"),
        }
    }

    #[test]
    fn dates_come_back(date_time in date_time()) {
        let back = round_trip(&Scalars { date_time: Some(date_time), ..Scalars::default() }).date_time;
        prop_assert_eq!(back, Some(date_time));
    }

    #[test]
    fn no_text_breaks_the_date_reader(text in "\\PC{0,40}", like in "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{0,20}[-+Z0-9:]{0,7})?") {
        let _ = text.parse::<XsDateTime>();
        if let Ok(date) = like.parse::<XsDateTime>() {
            prop_assert_eq!(date.to_string().parse::<XsDateTime>(), Ok(date));
            let _ = date.instant(&Utc);
        }
    }

    #[test]
    fn bytes_come_back(bytes: Vec<u8>) {
        let back = round_trip(&Scalars { bytes: Some(Base64(bytes.clone())), ..Scalars::default() }).bytes;
        prop_assert_eq!(back, (!bytes.is_empty()).then_some(Base64(bytes)));
    }

    #[test]
    fn words_come_back_known_or_not(word in "[A-Za-z_]{1,12}") {
        let kind = Kind::from(&*word);
        let back = round_trip(&Scalars { kind: Some(kind.clone()), ..Scalars::default() }).kind;
        prop_assert_eq!(back.as_ref().map(Kind::as_str), Some(&*word));
        prop_assert_eq!(back, Some(kind));
    }
}

#[test]
fn sentinels_and_empty_elements_are_not_set() {
    let all = [
        "<Short>-32768</Short>",
        "<Int>-2147483648</Int>",
        "<Int> -2147483648\n</Int>",
        "<Long>-9223372036854775808</Long>",
        "<Decimal>-79228162514264337593543950335</Decimal>",
        "<Double>-1.7976931348623157E+308</Double>",
        "<Double>-1.79769313486232E+308</Double>",
        "<Double>NaN</Double>",
        "<Double>-INF</Double>",
        "<DateTime>0001-01-01T00:00:00</DateTime>",
        "<DateTime>0001-01-01T00:00:00Z</DateTime>",
        "<DateTime>0001-01-01T00:00:00+01:00</DateTime>",
        "<Guid>00000000-0000-0000-0000-000000000000</Guid>",
        "<String></String>",
        "<Kind></Kind>",
        "<Id>-2147483648</Id>",
        "<Int/><Decimal /><DateTime></DateTime><Boolean/><Guid> </Guid><Bytes/><Double/>",
        r#"<Int i:nil="true"/><Decimal i:nil="1"/><String i:nil="true"></String><Boolean i:nil=" true "/>"#,
        r#"<Bytes i:nil="true"/><Kind i:nil="true"/><Id i:nil="true"/><Double i:nil="true"/><Guid i:nil="true"/>"#,
    ];
    for xml in all {
        assert_eq!(read(xml), Ok(Scalars::default()), "{xml}");
    }
}

#[test]
fn the_forms_that_services_write_are_read() {
    let decimal = |text: &str| {
        read(&format!("<Decimal>{text}</Decimal>")).map(|read| read.decimal.map(|d| d.to_string()))
    };
    for (text, expected) in [
        ("12.3400", "12.3400"),
        (" 12.5 ", "12.5"),
        ("+7", "7"),
        ("-0", "0"),
        ("0.0000", "0.0000"),
        ("1.", "1"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1E-05", "0.00001"),
        ("1.5e3", "1500"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
        ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ("000000000000000000000000000000000000012", "12"),
    ] {
        assert_eq!(decimal(text), Ok(Some(expected.to_owned())), "{text}");
    }
    for text in [
        "1,5",
        "1 000",
        "1_000",
        "--1",
        "+-1",
        "1.2.3",
        ".",
        "-",
        "1e",
        "e5",
        "0x1F",
        "1E400",
        "٣",
        "79228162514264337593543950336",
        "INF",
        "twelve",
    ] {
        let error = decimal(text).expect_err(text);
        assert!(
            error.starts_with("Scalars/Decimal: ") && error.ends_with("is not a valid decimal"),
            "{error}"
        );
    }
    assert_eq!(read("<Double>1.5E-10</Double>").map(|read| read.double), Ok(Some(1.5e-10)));
    assert_eq!(read("<Double>INF</Double>").map(|read| read.double), Ok(Some(f64::INFINITY)));
    assert_eq!(
        read("<Boolean>1</Boolean><Int>+5</Int>").map(|read| (read.boolean, read.int)),
        Ok((Some(true), Some(5)))
    );
    assert_eq!(
        read("<Guid>{3F2504E0-4F89-41D3-9A0C-0305E82C3301}</Guid>").map(|read| read.guid),
        Ok(Uuid::try_parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301").ok())
    );
    assert_eq!(
        read("<Bytes>AQID\r\n BA==</Bytes>").map(|read| read.bytes),
        Ok(Some(Base64(vec![1, 2, 3, 4])))
    );
}

#[test]
fn what_does_not_fit_its_type_is_an_error_with_a_place() {
    for (xml, expected) in [
        ("<Int>2147483648</Int>", r#"Scalars/Int: "2147483648" is not a valid int"#),
        ("<Short>40000</Short>", r#"Scalars/Short: "40000" is not a valid short"#),
        ("<Int>1.0</Int>", r#"Scalars/Int: "1.0" is not a valid int"#),
        ("<Boolean>True</Boolean>", r#"Scalars/Boolean: "True" is not a valid boolean"#),
        ("<Double>Infinity</Double>", r#"Scalars/Double: "Infinity" is not a valid double"#),
        ("<Double>nan</Double>", r#"Scalars/Double: "nan" is not a valid double"#),
        ("<Guid>3f2504e0</Guid>", r#"Scalars/Guid: "3f2504e0" is not a valid guid"#),
        (
            "<DateTime>2026-02-30T00:00:00</DateTime>",
            r#"Scalars/DateTime: "2026-02-30T00:00:00" is not a valid dateTime"#,
        ),
        ("<Int><b>5</b></Int>", r#"Scalars/Int: element "b" where text was expected"#),
        ("<Int>5<b/></Int>", r#"Scalars/Int: element "b" where text was expected"#),
        ("<Bytes>%%</Bytes>", r#"Scalars/Bytes: "" is not a valid base64Binary"#),
    ] {
        assert_eq!(read(xml).expect_err(xml), expected);
    }
    let long = read(&format!("<Int>{}</Int>", "9".repeat(10_000))).expect_err("too long");
    assert!(long.len() < 100, "an error quotes little: {long}");
}

#[test]
fn dates_are_read_in_every_form() {
    let parse = |text: &str| text.parse::<XsDateTime>().map(|date| date.to_string());
    for (text, expected) in [
        ("2026-11-21", "2026-11-21T00:00:00"),
        ("2026-11-21T12:30:00", "2026-11-21T12:30:00"),
        ("2026-11-21T12:30:00.1", "2026-11-21T12:30:00.1"),
        ("2026-11-21T12:30:00.1234567", "2026-11-21T12:30:00.1234567"),
        ("2026-11-21T12:30:00.1234567891234", "2026-11-21T12:30:00.123456789"),
        ("2026-11-21T12:30:00Z", "2026-11-21T12:30:00Z"),
        ("2026-11-21T12:30:00+00:00", "2026-11-21T12:30:00Z"),
        ("2026-11-21T12:30:00.500-05:30", "2026-11-21T12:30:00.5-05:30"),
        ("2026-11-21T24:00:00", "2026-11-22T00:00:00"),
        ("9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999"),
    ] {
        assert_eq!(parse(text).as_deref(), Ok(expected), "{text}");
    }
    for text in [
        "",
        "2026",
        "2026-13-01",
        "2026-11-21T",
        "2026-11-21 12:30:00",
        "2026-11-21T12:30",
        "2026-11-21T25:00:00",
        "2026-11-21T12:30:00.",
        "2026-11-21T12:30:00+1",
        "2026-11-21T12:30:00+14:01",
        "2026-11-21T24:00:01",
        "21.11.2026",
        "2026-11-21T12:30:00Zulu",
        "２０２６-11-21",
        "-001-11-21",
    ] {
        assert!(parse(text).is_err(), "{text}");
    }
}

#[test]
fn an_instant_needs_a_zone_only_without_an_offset() {
    /// Central European rules for the year 2026, at a distance from UTC of the test's choice.
    #[derive(Debug, Clone)]
    struct Zone(i32);

    impl TimeZone for Zone {
        type Offset = FixedOffset;

        fn from_offset(_: &FixedOffset) -> Self {
            Self(0)
        }

        fn offset_from_local_date(&self, _: &NaiveDate) -> chrono::MappedLocalTime<FixedOffset> {
            panic!("dates alone are not asked for")
        }

        fn offset_from_local_datetime(
            &self,
            local: &chrono::NaiveDateTime,
        ) -> chrono::MappedLocalTime<FixedOffset> {
            let candidates =
                [self.0 + 1, self.0].map(|hours| FixedOffset::east_opt(hours * 3600).expect("an offset"));
            let fits: Vec<_> = candidates
                .into_iter()
                .filter(|o| self.offset_from_utc_datetime(&(*local - *o)) == *o)
                .collect();
            match *fits {
                [first, second] => chrono::MappedLocalTime::Ambiguous(first, second),
                [one] => chrono::MappedLocalTime::Single(one),
                _ => chrono::MappedLocalTime::None,
            }
        }

        fn offset_from_utc_date(&self, _: &NaiveDate) -> FixedOffset {
            panic!("dates alone are not asked for")
        }

        fn offset_from_utc_datetime(&self, utc: &chrono::NaiveDateTime) -> FixedOffset {
            let local = *utc + chrono::TimeDelta::hours(self.0.into());
            let at = |month, day, hour| {
                NaiveDate::from_ymd_opt(2026, month, day).and_then(|d| d.and_hms_opt(hour, 0, 0))
            };
            let summer = Some(local) >= at(3, 29, 2) && Some(local) < at(10, 25, 2);
            FixedOffset::east_opt((self.0 + i32::from(summer)) * 3600).expect("an offset")
        }
    }

    let instant = |text: &str, zone: i32| {
        text.parse::<XsDateTime>().expect("a date").instant(&Zone(zone)).format("%dT%H:%M:%S").to_string()
    };
    for (text, zone, expected) in [
        ("2026-01-10T12:00:00", 1, "10T11:00:00"),
        ("2026-07-10T12:00:00", 1, "10T10:00:00"),
        ("2026-07-10T12:00:00+05:00", 1, "10T07:00:00"),
        ("2026-10-25T02:30:00", 1, "25T00:30:00"), // twice: the earlier
        ("2026-03-29T02:30:00", 1, "29T01:30:00"), // never: as before the gap
        ("2026-03-29T02:30:00", 12, "28T14:30:00"),
        ("2026-03-29T02:30:00", -8, "29T10:30:00"),
    ] {
        assert_eq!(instant(text, zone), expected, "{text} at {zone}");
    }
    for extreme in [chrono::NaiveDateTime::MIN, chrono::NaiveDateTime::MAX] {
        let _: DateTime<Utc> =
            XsDateTime::local(extreme).instant(&FixedOffset::east_opt(3600).expect("an offset"));
    }
}
