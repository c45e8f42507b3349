//! Mails in English.

use wms_erp_sync::Language;

use super::{Mail, count};

pub(crate) static ENGLISH: Mail = Mail {
    language: Language::English,
    day: "%Y-%m-%d",

    service: "the service",
    still: |title| format!("still: {title}"),
    over: |title| format!("over: {title}"),
    since: |time| format!("since {time}"),
    records: |names| format!("records: {names}"),
    tenants: |names| format!("tenants: {names}"),
    and_more: |names, more| format!("{names}, and {more} more"),
    refused: |processes| format!("{processes}: refused until a person acts"),
    failing: |processes| format!("{processes}: failing"),
    late: |processes| format!("{processes}: late"),
    safety_limit: |processes| format!("{processes}: blocked by the safety limit"),
    held: |processes, n| format!("{processes}: {} held until a person acts", count(n, "record", "records")),
    unsent: |n| format!("{} in the WMS and not sent", count(n, "order", "orders")),
    unreported: |n| format!("{} sent and not reported to the ERP", count(n, "order", "orders")),
    lease_fights: |processes, n| {
        format!(
            "{processes}: lost the lease {}",
            if n == 1 { "once".to_owned() } else { format!("{n} times") }
        )
    },
    stretched: "not enough requests: processes run much less often than they should",
    no_run_ended: "no run has ended since it was due",
    see_held: "see the held records, each with its remedy",
    ask_warehouse: "ask the warehouse what it waits for; `wms-erp why ORDER` shows it on both sides",
    check_order_status: "check what the process order_status holds, and whether it is running",
    leases_lost: "runs were stopped because their lease was lost, in ",
    check_hanging: "check whether a service, its machine or the store hangs for longer than lease_duration; if two services run with \
                different configurations, stop one of them",
    too_few_requests: (
        "all tenants need more requests to 24SevenOffice than there are: intervals are up to ",
        " times as long as configured",
    ),
    agree_on_more: "give the articles and the stock of some tenants longer intervals, serve some from another address, or agree on more \
                    requests with 24SevenOffice (requests_per_hour)",

    digest: |day, tenants, what| format!("digest of {day}, {}: {what}", count(tenants, "tenant", "tenants")),
    open: |n| if n == 1 { "1 alarm is open".to_owned() } else { format!("{n} alarms are open") },
    unknown_count: |n| format!("the state of {n} is not known"),
    nothing_wrong: "nothing is wrong",
    open_since: |title, time| format!("{title}, since {time}"),
    more: |n| format!("and {n} more"),
    unknown: |names| format!("it is not known what is wrong with: {names}"),

    receipt: |tenant, day, [imported, sent, held]| {
        format!("{tenant}, receipt of {day}: {imported} imported, {sent} sent, {held} held")
    },
    imported: "Orders that came over to the warehouse",
    sent: "Orders reported as sent",
    short: "Of those, sent with less than was ordered",
    corrected: "Orders corrected in the warehouse after a change",
    cancelled: "Orders cancelled in the warehouse",
    withdrawn: "Orders taken back in the ERP",
    rest_orders: "Orders for the rest of a short shipment",
    articles: "Articles written to the warehouse",
    stock: "Corrections of the stock in the ERP",
    held_records: "Records that are held",
    held_as_of: |time| format!("Held, as of {time}"),
    held_line: |record, class, time| format!("{record}, {class}, since {time}"),
    damaged: |n| format!("{n} entries cannot be read, and are missing here: run `wms-erp store check`"),
    transient: "retried automatically",
    rejected: "refused",
    waiting: "waiting",
    needs_person: "needs a person",
    other_class: "held",
    orders: "Orders",
    held_head: ["Process", "Record", "Since", "Why"],
    entries_head: ["Time", "Order", "What", "Detail"],
    columns: ["sort", "record", "time", "process", "detail"],
    more_in_file: |n| format!("and {n} more in the attached file"),
    about_times: "Times are those of the tenant's ERP. Every entry of the day is in the attached file.",
};
