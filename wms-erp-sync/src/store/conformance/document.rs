//! Documents: what was written is read, in order, and apart from everything else.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use super::{CaseResult, Scan, Subject, TENANT, Table, ensure_eq, one};
use crate::store::Batch;

/// Keys that trip up patterns, quoting, trimming, collations and lengths.
const ODD: &[&str] = &[
    " ",
    " a",
    "%",
    "_",
    "a",
    "a%",
    "a%b",
    "a_b",
    "a b",
    "a ",
    "A",
    "aa",
    "ab",
    "'",
    "''",
    "\"",
    "\\",
    "\\%",
    "\\'",
    "'\\",
    "\\'; DROP TABLE document; --",
    "$$",
    "`",
    "; DROP TABLE document",
    "--",
    "?",
    "$1",
    ":name",
    "\n",
    "\t",
    "\u{1}",
    "1",
    "01",
    "1.0",
    "10",
    "2",
    "null",
    "NULL",
    "true",
    "{}",
    "[]",
    "*",
    "a*",
    "[a]",
    "å",
    "a\u{30A}",
    "Å",
    "ø",
    "ß",
    "ss",
    "SS",
    "ı",
    "İ",
    "i",
    "ﬁ",
    "日本",
    "\u{D7FF}",
    "\u{E000}",
    "\u{FFFD}",
    "\u{FFFF}",
    "\u{10000}",
    "😀",
    "😀a",
    "\u{10FFFF}",
    "\u{10FFFF}a",
    "",
];

pub async fn get_answers_in_the_order_asked(subject: Subject) -> CaseResult {
    subject.put(&[("a", "1"), ("b", "2"), ("c", "3")]).await?;
    let found = subject.store.get(TENANT, Table::Order, &["c", "x", "a", "c", "", "b"]).await?;
    let found: Vec<_> = found.iter().map(Option::as_deref).collect();
    ensure_eq!(
        found,
        [Some("3"), None, Some("1"), Some("3"), None, Some("2")],
        "answers in the order of the keys"
    );
    ensure_eq!(subject.store.get(TENANT, Table::Order, &[]).await?, [], "no keys, no answers");
    Ok(())
}

pub async fn a_later_put_replaces_an_earlier_one(subject: Subject) -> CaseResult {
    subject.put(&[("a", "a long first value"), ("b", "1")]).await?;
    subject.put(&[("a", "2")]).await?;
    ensure_eq!(subject.get("a").await?.as_deref(), Some("2"), "the later value");
    ensure_eq!(subject.get("b").await?.as_deref(), Some("1"), "the other document");
    ensure_eq!(subject.all_keys().await?, ["a", "b"], "no key twice");
    Ok(())
}

pub async fn values_come_back_unchanged(subject: Subject) -> CaseResult {
    let long = "ø%_'\"\\\n".repeat(20_000);
    let values = [
        "",
        " ",
        " a ",
        "NULL",
        "{\"a\":[1,2.50,null]}",
        "a\r\nb\n",
        "'; --",
        "😀 a\u{30A} å",
        "0012",
        "1e3",
        &long,
    ];
    for (index, value) in values.iter().enumerate() {
        subject.put(&[(&format!("{index}"), value)]).await?;
    }
    for (index, value) in values.iter().enumerate() {
        let found = subject.get(&format!("{index}")).await?;
        ensure_eq!(found.as_deref().map(str::len), Some(value.len()), "the length of value {index}");
        ensure_eq!(found.as_deref(), Some(*value), "value {index}");
    }
    Ok(())
}

pub async fn odd_keys_are_keys_like_others(subject: Subject) -> CaseResult {
    let long: Vec<_> = (0..3).map(|number| format!("{}{number}", "long-".repeat(100))).collect();
    let keys: Vec<&str> = ODD.iter().copied().chain(long.iter().map(String::as_str)).collect();
    for key in &keys {
        subject.put(&[(key, &format!("value of {key}"))]).await?;
    }
    for key in &keys {
        ensure_eq!(subject.get(key).await?, Some(format!("value of {key}")), "the document of {key:?}");
        ensure_eq!(
            subject.keys(Scan::first(1).prefix(key)).await?,
            [*key],
            "the first key that begins with {key:?}"
        );
    }
    for (done, key) in keys.iter().enumerate() {
        let mut batch = Batch::new();
        batch.delete(Table::Order, *key);
        subject.store.commit(TENANT, &[], batch).await?;
        ensure_eq!(
            subject.all_keys().await?.len(),
            keys.len() - done - 1,
            "removing {key:?} removes one document"
        );
    }
    Ok(())
}

pub async fn keys_that_look_alike_are_different(subject: Subject) -> CaseResult {
    for (one, other) in
        [("a", "A"), ("a", "a "), ("å", "a\u{30A}"), ("ß", "ss"), ("1", "01"), ("1", "1.0"), ("ı", "i")]
    {
        subject.put(&[(one, "one"), (other, "other")]).await?;
        ensure_eq!(subject.get(one).await?.as_deref(), Some("one"), "{one:?} beside {other:?}");
        ensure_eq!(subject.get(other).await?.as_deref(), Some("other"), "{other:?} beside {one:?}");
    }
    Ok(())
}

pub async fn a_scan_ascends_by_bytes(subject: Subject) -> CaseResult {
    for key in ODD.iter().rev() {
        subject.put(&[(key, "")]).await?;
    }
    let mut expected = ODD.to_vec();
    expected.sort_unstable();
    ensure_eq!(subject.all_keys().await?, expected, "the order of the keys' bytes");
    Ok(())
}

pub async fn pages_of_a_scan_have_neither_gaps_nor_repetitions(subject: Subject) -> CaseResult {
    let expected: Vec<_> = (0..25).map(|number| format!("order/{number:03}")).collect();
    let documents: Vec<_> = expected.iter().map(|key| (key.as_str(), "")).collect();
    subject.put(&documents).await?;
    subject.put(&[("order", ""), ("order.", ""), ("order0", ""), ("p", "")]).await?;
    for limit in [1, 7, 25, 26] {
        let mut found = Vec::new();
        loop {
            let after = found.last().cloned();
            let scan = Scan { prefix: "order/", after: after.as_deref(), limit };
            let page = subject.keys(scan).await?;
            let last = page.len() < limit;
            found.extend(page);
            ensure_eq!(found.len().min(26), found.len(), "more keys than there are, in pages of {limit}");
            if last {
                break;
            }
        }
        ensure_eq!(found, expected, "all keys once, in pages of {limit}");
    }
    Ok(())
}

pub async fn a_scan_takes_its_prefix_literally(subject: Subject) -> CaseResult {
    for key in ODD {
        subject.put(&[(key, "")]).await?;
    }
    for prefix in ODD.iter().chain(&["zz", "a%%", "\u{10FFFF}\u{10FFFF}"]) {
        let mut expected: Vec<_> = ODD.iter().filter(|key| key.starts_with(prefix)).collect();
        expected.sort_unstable();
        let found = subject.keys(Scan::first(1_000).prefix(prefix)).await?;
        ensure_eq!(found.iter().collect::<Vec<_>>(), expected, "the keys that begin with {prefix:?}");
    }
    Ok(())
}

pub async fn a_scan_stays_within_prefix_after_and_limit(subject: Subject) -> CaseResult {
    subject.put(&[("a", ""), ("b1", ""), ("b3", ""), ("b5", ""), ("c", "")]).await?;
    let b = Scan::first(10).prefix("b");
    ensure_eq!(subject.keys(b).await?, ["b1", "b3", "b5"], "without `after`");
    ensure_eq!(subject.keys(b.after("b1")).await?, ["b3", "b5"], "behind a key that is there");
    ensure_eq!(subject.keys(b.after("b2")).await?, ["b3", "b5"], "behind a key that is not there");
    ensure_eq!(subject.keys(b.after("a")).await?, ["b1", "b3", "b5"], "`after` before the prefix");
    ensure_eq!(subject.keys(b.after("")).await?, ["b1", "b3", "b5"], "`after` the empty key");
    ensure_eq!(subject.keys(b.after("b5")).await?.len(), 0, "behind the last key");
    ensure_eq!(subject.keys(b.after("c")).await?.len(), 0, "`after` behind the prefix");
    ensure_eq!(subject.keys(Scan { limit: 2, ..b }).await?, ["b1", "b3"], "a limit");
    ensure_eq!(subject.keys(Scan { limit: 0, ..b }).await?.len(), 0, "no limit at all is nothing");
    ensure_eq!(subject.keys(Scan { limit: usize::MAX, ..b }).await?.len(), 3, "a limit beyond all numbers");
    Ok(())
}

pub async fn count_agrees_with_scan(subject: Subject) -> CaseResult {
    ensure_eq!(subject.store.count(TENANT, Table::Order, "").await?, 0, "nothing there");
    for key in ODD {
        subject.put(&[(key, "")]).await?;
    }
    for prefix in ODD {
        let found = subject.store.count(TENANT, Table::Order, prefix).await?;
        let expected = ODD.iter().filter(|key| key.starts_with(prefix)).count() as u64;
        ensure_eq!(found, expected, "how many keys begin with {prefix:?}");
    }
    Ok(())
}

pub async fn tenants_are_apart(subject: Subject) -> CaseResult {
    let tenants = ["acme", "Acme", "acm", "acme ", "acme%", "ac_e", ""];
    let store = &subject.store;
    for tenant in tenants {
        store.commit(tenant, &[], one("key", tenant)).await?;
    }
    for tenant in tenants {
        let found = store.get(tenant, Table::Order, &["key"]).await?;
        ensure_eq!(found, [Some(tenant.to_owned())], "the document of {tenant:?}");
        ensure_eq!(store.count(tenant, Table::Order, "").await?, 1, "the documents of {tenant:?}");
        let scanned = store.scan(tenant, Table::Order, Scan::first(10)).await?;
        ensure_eq!(scanned.len(), 1, "what a scan of {tenant:?} sees");
    }
    for (done, tenant) in tenants.iter().enumerate() {
        let mut batch = Batch::new();
        batch.delete_prefix(Table::Order, "");
        store.commit(tenant, &[], batch).await?;
        for (place, other) in tenants.iter().enumerate() {
            let left = store.count(other, Table::Order, "").await?;
            ensure_eq!(left, u64::from(place > done), "what {other:?} has after {tenant:?} was emptied");
        }
    }
    Ok(())
}

pub async fn tables_that_are_scanned_together_are_found_as_one_by_one(subject: Subject) -> CaseResult {
    let store = &subject.store;
    let mut batch = Batch::new();
    for (place, table) in Table::ALL.iter().enumerate() {
        for key in ["b", "a", "ø", "Z", "a/1"].iter().take(place % 6) {
            batch.put(*table, *key, table.as_str());
        }
    }
    store.commit(TENANT, &[], batch).await?;
    store.commit("another tenant", &[], one("a", "1")).await?;
    for limit in [1, 3, 100] {
        let together = store.scan_tables(TENANT, Table::ALL, limit).await?;
        ensure_eq!(together.len(), Table::ALL.len(), "the answers");
        for (table, found) in Table::ALL.iter().zip(together) {
            let alone = store.scan(TENANT, *table, Scan::first(limit)).await?;
            ensure_eq!(found, alone, "the first {limit} documents in {table}");
        }
    }
    ensure_eq!(store.scan_tables(TENANT, &[], 3).await?.len(), 0, "the answers to no question");
    Ok(())
}

pub async fn one_document_of_many_tenants_is_found_in_their_order(subject: Subject) -> CaseResult {
    let store = &subject.store;
    for tenant in ["beta", "Beta", "o'ne, \"two\""] {
        let mut batch = Batch::new();
        batch.put(Table::Tenant, "identity", tenant).put(Table::Tenant, "other", "1");
        store.commit(tenant, &[], batch).await?;
    }
    let tenants = ["o'ne, \"two\"", "none", "Beta", "beta", "BETA"];
    let found = store.get_of_tenants(&tenants, Table::Tenant, "identity").await?;
    let expected = [Some(tenants[0]), None, Some("Beta"), Some("beta"), None];
    ensure_eq!(found, expected.map(|value| value.map(str::to_owned)), "the documents");
    ensure_eq!(store.get_of_tenants(&[], Table::Tenant, "identity").await?.len(), 0, "the answers");
    Ok(())
}

pub async fn tables_are_apart(subject: Subject) -> CaseResult {
    let store = &subject.store;
    let mut batch = Batch::new();
    for table in Table::ALL {
        batch.put(*table, "key", table.as_str());
    }
    store.commit(TENANT, &[], batch).await?;
    for table in Table::ALL {
        let found = store.get(TENANT, *table, &["key"]).await?;
        ensure_eq!(found, [Some(table.to_string())], "the document in {table}");
    }
    for (done, table) in Table::ALL.iter().enumerate() {
        let mut batch = Batch::new();
        batch.delete_prefix(*table, "");
        store.commit(TENANT, &[], batch).await?;
        for (place, other) in Table::ALL.iter().enumerate() {
            let left = store.count(TENANT, *other, "").await?;
            ensure_eq!(left, u64::from(place > done), "what is in {other} after {table} was emptied");
        }
    }
    Ok(())
}
