//! A server whose certificate nobody vouches for, as both adapters tell of it.

use ongoing_client::GoodsOwner;
use wms_erp_sync::adapter::{Ongoing, TwentyFour};
use wms_erp_sync::port::{ErpPort, ErrorKind, WmsPort};

use super::self_signed;

#[tokio::test]
async fn a_refused_certificate_is_a_matter_of_access_on_either_side() {
    let url = self_signed::server().await;
    let application = "11111111-2222-3333-4444-555555555555".parse().unwrap();
    let credentials = twentyfour_client::Credentials::new(application, "api@shop.example", "secret");
    let erp = twentyfour_client::Client::builder(credentials).base_url(&url).build().unwrap();
    let wms = || {
        let credentials = ongoing_client::Credentials::new("WSI-acme", "secret");
        ongoing_client::Client::builder(credentials, GoodsOwner::new("ACME", 159)).base_url(&url)
    };
    let soap = Ongoing::new(wms().build().unwrap());
    let rest = Ongoing::new(wms().build_rest().unwrap());
    for error in [
        TwentyFour::new(erp).identity().await.unwrap_err(),
        soap.order_statuses().await.unwrap_err(),
        rest.order_statuses().await.unwrap_err(),
    ] {
        assert_eq!(error.kind, ErrorKind::Access, "{error:?}");
        assert!(error.full_message().contains("invalid peer certificate"), "{}", error.full_message());
        assert!(error.remedy.contains("certificate"), "{}", error.remedy);
    }
}
