use std::sync::Arc;

use futures::FutureExt;

use super::WriteQueue;

#[test]
fn clients_of_one_goods_owner_share_a_queue_and_others_do_not() {
    let queue = WriteQueue::of("https://a.example/x", 1);
    assert!(Arc::ptr_eq(&queue, &WriteQueue::of("https://a.example/x", 1)));
    assert!(!Arc::ptr_eq(&queue, &WriteQueue::of("https://a.example/x", 2)));
    assert!(!Arc::ptr_eq(&queue, &WriteQueue::of("https://a.example/y", 1)));
}

#[test]
fn the_next_waits_until_the_turn_is_given_back() {
    let queue = Arc::new(WriteQueue::default());
    let first = queue.turn(false).now_or_never().unwrap();
    let mut second = Box::pin(queue.turn(false));
    assert!(second.as_mut().now_or_never().is_none());
    drop(first);
    assert!(second.now_or_never().is_some());
    assert!(queue.turn(false).now_or_never().is_some(), "nobody holds it any more");
}

#[test]
fn bulk_waits_for_the_rest_but_not_for_ever() {
    let queue = Arc::new(WriteQueue::default());
    let mut held = queue.turn(true).now_or_never();
    let mut bulk = Box::pin(queue.turn(true));
    assert!(bulk.as_mut().now_or_never().is_none());
    let mut urgent: Vec<_> = (0..20).map(|_| Box::pin(queue.turn(false))).collect();
    urgent.iter_mut().for_each(|turn| assert!(turn.as_mut().now_or_never().is_none()));
    let mut before = 0;
    for turn in &mut urgent {
        drop(held.take());
        held = bulk.as_mut().now_or_never();
        if held.is_some() {
            break;
        }
        held = turn.as_mut().now_or_never();
        assert!(held.is_some());
        before += 1;
    }
    assert_eq!(before, usize::from(super::MAX_URGENT_IN_A_ROW));
}

#[test]
fn one_who_gives_up_blocks_nobody() {
    let queue = Arc::new(WriteQueue::default());
    let first = queue.turn(false).now_or_never();
    let mut gone = Box::pin(queue.turn(false));
    let mut late = Box::pin(queue.turn(false));
    assert!(gone.as_mut().now_or_never().is_none());
    assert!(late.as_mut().now_or_never().is_none());
    drop(gone);
    drop(first);
    let turn = late.now_or_never();
    assert!(turn.is_some());

    let mut given = Box::pin(queue.turn(false));
    assert!(given.as_mut().now_or_never().is_none());
    drop(turn);
    drop(given); // it was its turn, and it never looked
    assert!(queue.turn(true).now_or_never().is_some());
}
