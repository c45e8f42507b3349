//! Batches: all of it, in order, however much it is.

#![expect(missing_docs, reason = "the name of a case is its promise")]

use super::{CaseResult, Subject, TENANT, Table, ensure_eq};
use crate::store::{Batch, Scan};

pub async fn a_batch_lands_whole(subject: Subject) -> CaseResult {
    subject.put(&[("old", "1"), ("prefix/a", "1"), ("prefix/b", "1")]).await?;
    let mut batch = Batch::new();
    batch
        .put(Table::Order, "new", "1")
        .put(Table::Event, "new", "2")
        .delete(Table::Order, "old")
        .put(Table::Cursor, "new", "3")
        .delete_prefix(Table::Order, "prefix/")
        .put(Table::Held, "last", "4");
    let store = &subject.store;
    store.commit(TENANT, &[], batch).await?;
    ensure_eq!(subject.all_keys().await?, ["new"], "the orders");
    for (table, key, value) in
        [(Table::Event, "new", "2"), (Table::Cursor, "new", "3"), (Table::Held, "last", "4")]
    {
        ensure_eq!(store.get(TENANT, table, &[key]).await?, [Some(value.to_owned())], "{key} in {table}");
    }
    Ok(())
}

pub async fn writes_are_done_in_order(subject: Subject) -> CaseResult {
    subject.put(&[("kept", "1"), ("gone", "1"), ("p/old", "1")]).await?;
    let mut batch = Batch::new();
    batch
        .put(Table::Order, "twice", "1")
        .put(Table::Order, "twice", "2")
        .delete(Table::Order, "kept")
        .put(Table::Order, "kept", "2")
        .put(Table::Order, "gone", "2")
        .delete(Table::Order, "gone")
        .put(Table::Order, "p/before", "1")
        .delete_prefix(Table::Order, "p/")
        .put(Table::Order, "p/after", "1");
    subject.store.commit(TENANT, &[], batch).await?;
    ensure_eq!(subject.all_keys().await?, ["kept", "p/after", "twice"], "what is left");
    ensure_eq!(subject.get("twice").await?.as_deref(), Some("2"), "the later of two puts");
    ensure_eq!(subject.get("kept").await?.as_deref(), Some("2"), "a put behind a delete");
    Ok(())
}

pub async fn delete_prefix_removes_just_its_keys(subject: Subject) -> CaseResult {
    let keys = [
        "",
        "A",
        "a",
        "a%",
        "a%b",
        "a_",
        "a_b",
        "aXb",
        "ab",
        "b",
        "ba",
        "å",
        "\u{10FFFF}",
        "\u{10FFFF}a",
        "😀",
        "😀a",
    ];
    let documents: Vec<_> = keys.iter().map(|key| (*key, "")).collect();
    for prefix in ["a%", "a_", "a", "b", "x", "😀", "\u{10FFFF}", "A", "%", "_", ""] {
        subject.put(&documents).await?;
        let mut batch = Batch::new();
        batch.delete_prefix(Table::Order, prefix);
        subject.store.commit(TENANT, &[], batch).await?;
        let mut expected: Vec<_> = keys.iter().filter(|key| !key.starts_with(prefix)).collect();
        expected.sort_unstable();
        let left = subject.all_keys().await?;
        ensure_eq!(
            left.iter().collect::<Vec<_>>(),
            expected,
            "what is left without the keys that begin with {prefix:?}"
        );
    }
    Ok(())
}

pub async fn removing_what_is_not_there_is_fine(subject: Subject) -> CaseResult {
    let mut batch = Batch::new();
    batch.delete(Table::Order, "a").delete_prefix(Table::Order, "b").put(Table::Order, "c", "1");
    subject.store.commit(TENANT, &[], batch).await?;
    ensure_eq!(subject.all_keys().await?, ["c"], "what was written beside");
    Ok(())
}

pub async fn an_empty_batch_is_fine(subject: Subject) -> CaseResult {
    subject.store.commit(TENANT, &[], Batch::new()).await?;
    ensure_eq!(subject.all_keys().await?.len(), 0, "nothing was written");
    Ok(())
}

pub async fn thousands_of_documents_at_once(subject: Subject) -> CaseResult {
    const MANY: usize = 5_000;
    let key = |number: usize| format!("{number:05}");
    let mut batch = Batch::new();
    for number in (0..MANY).rev() {
        batch.put(Table::Order, key(number), format!("value {number}"));
    }
    let store = &subject.store;
    store.commit(TENANT, &[], batch).await?;
    ensure_eq!(store.count(TENANT, Table::Order, "").await?, MANY as u64, "how many there are");

    let keys: Vec<_> = (0..=MANY).map(|number| key(number * 7 % (MANY + 1))).collect();
    let asked: Vec<_> = keys.iter().map(String::as_str).collect();
    let found = store.get(TENANT, Table::Order, &asked).await?;
    ensure_eq!(found.len(), asked.len(), "answers to as many keys");
    for (number, found) in found.iter().enumerate() {
        let number = number * 7 % (MANY + 1);
        let expected = (number < MANY).then(|| format!("value {number}"));
        ensure_eq!(*found, expected, "document {number}");
    }

    let mut batch = Batch::new();
    for number in (0..MANY).filter(|number| number % 2 == 0) {
        batch.delete(Table::Order, key(number));
    }
    store.commit(TENANT, &[], batch).await?;
    let left = subject.keys(Scan::first(MANY)).await?;
    let expected: Vec<_> = (0..MANY).filter(|number| number % 2 == 1).map(key).collect();
    ensure_eq!(left, expected, "what is left after every other was removed");
    Ok(())
}
