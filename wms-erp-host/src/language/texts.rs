//! What texts there are, each with the values in it. Their order is that of the pages.

use std::fmt;

use wms_erp_sync::Language;

macro_rules! texts {
    (@kind) => { &'static str };
    (@kind $($kind:ty),+) => { fn($($kind),+) -> String };
    (@said) => { &'static str };
    (@said $($kind:ty),+) => { String };
    (@say $text:expr;) => { $text };
    (@say $text:expr; $($argument:ident),+) => { $text($($argument),+) };
    (@mark $name:ident;) => { &*format!("⟦{}⟧", super::ENGLISH.$name).leak() };
    (@mark $name:ident; $($argument:ident: $kind:ty),+) => {
        |$($argument: $kind),+| format!("⟦{}⟧", (super::ENGLISH.$name)($($argument),+))
    };
    ($($name:ident $(($($argument:ident: $kind:ty),+))?;)+) => {
        /// All texts in one language.
        pub(crate) struct Texts {
            pub(crate) language: Language,
            $(pub(super) $name: texts!(@kind $($($kind),+)?),)+
        }

        impl Texts {
            $(pub(crate) fn $name(&self, $($($argument: $kind),+)?) -> texts!(@said $($($kind),+)?) {
                texts!(@say (self.$name); $($($argument),+)?)
            })+

            /// Every text by its name, with each value in it replaced by its own name.
            #[cfg(test)]
            pub(crate) fn every_text(&self) -> Vec<(&'static str, String)> {
                vec![$((stringify!($name), self.$name(
                    $($(<$kind as super::tests::Sample>::sample(stringify!($argument))),+)?
                ).to_string())),+]
            }

            /// The English texts, each between `⟦` and `⟧`: what a page has outside of such brackets is in none of these files.
            #[cfg(test)]
            pub(crate) fn marked() -> &'static Self {
                static MARKED: std::sync::LazyLock<Texts> = std::sync::LazyLock::new(|| Texts {
                    language: Language::English,
                    $($name: texts!(@mark $name; $($($argument: $kind),+)?),)+
                });
                &MARKED
            }
        }
    };
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Texts").field(&self.language).finish()
    }
}

texts! {
    // Around every page.
    skip;
    main_navigation;
    language_form;
    overview;
    activity;
    find;
    find_what;
    log_out;
    operator;
    viewer;
    back_to_overview;

    // Logging in.
    log_in;
    log_in_title;
    token;
    unknown_token;

    // Words of many pages.
    tenant;
    tenants;
    process;
    processes;
    order;
    plan;
    drift;
    stock;
    settings;
    record;
    reason;
    outcome;
    held;
    dismissed;
    failed;
    read;
    in_step;
    left_out;
    what;
    now;
    last_success;
    next_run;
    export;
    wrong;
    not_known;
    show;
    until;
    since;
    by;
    request(id: &str);
    all_processes;
    day;

    // Counts and lengths of time.
    number_separators;
    record_count(count: u64);
    write_count(count: u64);
    field_count(count: u64);
    seconds(count: u64);
    minutes(count: u64);
    hours(count: u64);
    days(count: u64);
    pause_hours(count: u64);
    pause_days(count: u64);
    pause_weeks(count: u64);
    ago(length: &str);
    ahead(length: &str);

    // Processes, classes, states, outcomes.
    articles;
    suppliers;
    orders;
    order_status;
    returns;
    expected_receipts;
    stock_process;
    transient;
    refused;
    waiting;
    needs_person;
    notice;
    ok;
    late;
    failing;
    paused;
    off;
    not_run;
    held_count(count: u64);
    done;
    run_failed;
    skipped;

    // The overview.
    name;
    all;
    with_problems;
    without_problems;
    sort_by;
    worst_first;
    by_name;
    by_success;
    apply;
    tenants_shown(shown: u64, count: u64);
    tenants_table;
    nothing_wrong;
    not_yet_known;
    unread(unseen: u64, count: u64);
    all_well(count: u64);
    misconfigured;
    previous_settings_kept;
    correct_the_file;
    more_problems(count: u64);
    state_not_known;
    undelivered(receiver: &str);
    unsent(count: u64, receiver: &str, error: &str);
    failed_before;
    failed_slow(seconds: u64);
    failed_answer;
    failed_unreached;
    failed_mail;
    failed_no_server;
    failed_no_program;
    failed_not_run(program: &str);
    failed_program(program: &str);
    failed_lost(program: &str);
    unsent_remedy;
    vendor_wait(vendor: &str, until: &str);
    vendor_wait_remedy;
    are_failing(names: &str, processes: u64, runs: u64);
    are_late(names: &str, processes: u64);
    no_run_since_due;
    is_paused_until(name: &str, until: &str);
    need_person(name: &str, count: u64);

    // How far a run has come.
    hour;
    budget;
    budget_address;
    budget_demand;
    budget_supply;
    budget_intervals;
    budget_enough;
    budget_stretched(factor: &str);
    budget_stretched_all(factor: &str, urgent: &str);
    budget_picture(address: &str, hours: u64);
    budget_short(address: &str);
    budget_figures(demand: &str, supply: &str);
    budget_remedy;
    at_work_in(service: &str);
    polled_rarely(factor: &str);
    polled_without_webhook;
    polled_in_silence(length: &str);
    polled_without_proof(left: u64, needed: u64);
    polled_after_a_miss(order: &str, left: u64);
    polled_for_orders;
    polled_by_many;
    last_webhook(at: &str);
    phase_reading;
    phase_writing;
    phase_comparing;
    phase_copying;
    done_of(phase: &str, done: u64, total: u64, percent: u64);
    done_so_far(phase: &str, done: u64);
    time_left(length: &str);
    less_than_a_minute;
    about_minutes(count: u64);
    about_hours(hours: u64, minutes: u64);

    // A tenant.
    held_records;
    last_runs;
    settings_in_force;
    state;
    needs_person_title;
    waiting_to_go;
    runs_table;
    ended;
    took;
    written;
    erp_requests;
    wms_requests;
    key;
    value;
    dismissal(at: &str, reason: &str, process: &str, what: &str);

    // Held records.
    nothing_held;
    cause(process: &str, count: u64, class: &str);
    reason_to_dismiss;
    retry;
    dismiss;
    retry_selected;
    dismiss_selected;
    retry_all(count: u64);
    dismiss_all(count: u64);
    select;
    select_record(record: &str);
    what_happened;
    since_when;
    tried;
    tried_again;
    not_automatically;
    more_of_cause(count: u64);
    cause_gone;
    no_such_button(button: &str);
    dismiss_needs_reason;
    select_one;
    will_be_retried(count: u64);
    were_dismissed(count: u64);
    approve_limit;
    limit_approved(process: &str);

    // An order.
    find_order;
    orders_that_match(text: &str);
    no_such_order_read;
    choose_tenant;
    find_hint;
    goods_of(tenant: &str, number: &str);
    ask_for_goods;
    no_such_goods(number: &str);
    purchase_order_title(number: &str);
    return_title(number: &str);
    order_of(tenant: &str, order: &str);
    order_address;
    neither_side(order: &str);
    order_title(order: &str);
    where_it_is;
    not_there;
    what_it_waits_for;
    nothing;
    held_by(process: &str);
    held_title(class: &str);
    timeline;
    nothing_recorded;
    lines;
    rows_unread(error: &str);
    no_lines;
    quantities;
    line;
    row(id: &str);
    ordered;
    in_ongoing;
    picked;
    sent;
    reported;
    event_imported;
    event_adopted;
    event_changed;
    event_refused;
    event_held;
    event_released;
    event_advanced;
    event_withdrawn;
    event_import_reported;
    event_cancelled;
    event_reported;
    event_short;
    event_tracking;
    event_edited;
    event_delivered;
    event_rest_order;
    event_returned;
    event_credited;
    event_dismissed;
    something_else;

    // A plan.
    plan_about;
    make_plan;
    last_hour;
    choose_process;
    result_gone;
    being_applied;
    being_made;
    not_a_plan;
    reloads;
    planned_table;
    to_write;
    approve(count: u64);
    refused_if_changed;
    approve_single;
    approve_single_about;
    approve_chosen;
    records;
    more_writes(count: u64);
    more_records(count: u64);
    not_in_plan(record: &str);
    choose_record;
    plan_not_ready;
    field;
    now_title;
    then;
    no_value;
    new_value;
    unknown_not_answered;
    unknown_unreadable;
    fields_unknown(count: u64);
    fields_stay(count: u64);
    not_whole;
    plan_applied;
    applied_partly;
    not_written;
    not_made;
    stale;
    no_longer_written;
    written_now;

    // Drift.
    drift_about;
    compare;
    being_compared;
    not_a_comparison;
    sides_agree;
    sides_differ;
    differ_as_dismissed;
    compared_at;
    compared_table;
    compared;
    equal;
    unreadable;
    different;
    difference;
    repair;

    // Pauses.
    pause;
    is_paused(process: &str);
    resume(process: &str);
    how_long;
    time_is;
    time_is_after;
    choose_length;
    pause_needs_reason;
    was_paused(what: &str);
    was_resumed(what: &str);

    // Stock.
    stock_of(tenant: &str);
    stock_about;
    stock_article;
    stock_from;
    stock_to;
    journal;
    journal_all;
    journal_of(number: &str, product: &str, erp: &str, wms: &str);
    period(since: &str, until: &str);
    no_stock;
    journal_incomplete(count: u64);
    no_changes;
    more_entries(shown: u64, more: u64);
    changes_table;
    when;
    article;
    change;
    reference;
    why;
    adjusted;
    received;
    returned;
    shipped;
    written_to_erp;
    removed_again;
    not_a_day(name: &str);

    // Activity.
    activity_of(tenant: &str);
    activity_about;
    nothing_yet;
    activity_table;
    who;
    of_what;
    details;
    was_done;
    yes;
    no;
    action_pause;
    action_resume;
    action_retry;
    action_dismiss;
    action_release;
    action_apply;
    recorded_pause(until: &str, reason: &str);
    recorded_left(count: u64);
    recorded_stale(count: u64);

    // Pictures.
    last_days(count: u64);
    no_run_yet;
    orders_a_day;
    written_to_ongoing;
    reported_as_sent;
    held_a_day;
    stock_a_day;
    products;
    longest_a_day;
    figures;

    // What went wrong with a request.
    did_not_work;
    log_in_first;
    log_in_remedy;
    ask_someone;
    try_again;
    fewer_records;
    check_log;
    other_method(methods: &str);
    too_many_tokens(seconds: u64);
    too_many_hooks(seconds: u64);
    too_slow(seconds: u64);
    too_long(bytes: u64);
    cannot_now;
    no_address;
    too_many_connections;
    no_such_page;
    address_unreadable;
    body_ended;
    no_such_tenant(tenant: &str);
    not_all_tenants(user: &str);
    operators_only(user: &str, role: &str);
    form_from_elsewhere;
    form_out_of_date;
    unknown_user(user: &str);
    only_on_this_machine;
}
