//! Two tenants whose different users turn out to be one company, or one goods owner.

use wms_erp_sync::{
    Articles, CancellationToken, Outcome, Process, Rating, Report, RunError, Stock, Tenant, Trigger,
};

use super::bench::{Bench, TENANT, all_done, product, tenant};

const OTHER: &str = "beta";

/// A tenant of another name, with systems of its own that call their company and their goods owner by the same numbers.
fn other(bench: &Bench) -> Tenant {
    let mut tenant = tenant(&bench.erp, &bench.wms).articles(Articles::default()).stock(Stock::default());
    tenant.name = OTHER.to_owned();
    tenant
}

async fn run(bench: &Bench) -> Report {
    let never = CancellationToken::new();
    bench.engine.run(OTHER, Process::Articles, Trigger::Scheduled, &never).await.unwrap()
}

#[tokio::test]
async fn a_company_and_a_goods_owner_belong_to_one_tenant_unless_both_share_them() {
    let (bench, second) = (Bench::start().await, Bench::start().await);
    second.books().add_product(product("K-500", "Kaffe 500 g", 0));
    all_done(&bench.round().await);
    let shared = |tenant: Tenant| tenant.shared_company(true).shared_goods_owner(true);
    let mine = || {
        let tenant = tenant(&bench.erp, &bench.wms).articles(Articles::default());
        tenant.stock(Stock::default())
    };
    for (one, two, whose) in [
        (mine(), other(&second), "goods owner of the WMS"),
        (mine(), shared(other(&second)), "goods owner of the WMS"),
        (shared(mine()), other(&second), "goods owner of the WMS"),
        (shared(mine()), other(&second).shared_goods_owner(true), "company of the ERP"),
    ] {
        bench.engine.put_tenant(one);
        bench.engine.put_tenant(two);
        let refused = run(&bench).await;
        assert_eq!(refused.outcome, Outcome::Failed, "{refused:#?}");
        let why = &refused.reasons[0];
        for words in [whose, "\"beta\"", &format!("{TENANT:?}")] {
            assert!(why.what.contains(words), "{words}: {why:#?}");
        }
        assert!(why.remedy.contains("shared = true"), "{why:#?}");
        assert!(matches!(
            bench.engine.inspect(OTHER).drift(Process::ALL).await,
            Err(RunError::Stopped { .. })
        ));
        assert_eq!(second.writes(), Vec::<String>::new(), "nothing is written");

        let checked = bench.engine.inspect(OTHER).check().await.unwrap();
        let wrong = checked.findings.iter().find(|found| found.detail.contains(whose)).unwrap();
        assert_eq!((wrong.rating, wrong.remedy.as_str()), (Rating::Wrong, why.remedy.as_str()));

        // Who was first is not stopped by who comes later.
        all_done(&bench.engine.run_all(TENANT, Trigger::Scheduled, &CancellationToken::new()).await.unwrap());
        assert!(bench.engine.inspect(TENANT).check().await.unwrap().is_ok());
    }
    bench.engine.put_tenant(shared(other(&second)));
    assert_eq!(run(&bench).await.outcome, Outcome::Done);
    assert!(bench.engine.inspect(OTHER).check().await.unwrap().is_ok());
}
