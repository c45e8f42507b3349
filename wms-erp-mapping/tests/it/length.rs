use wms_erp_mapping::too_long;

use crate::sample::{map, order};

#[test]
fn values_that_the_wms_is_known_to_refuse_are_named_and_not_cut() {
    assert_eq!(too_long(&map(&order()).value).unwrap(), []);
    let mut order = order();
    order.reference_number = Some("ø".repeat(51));
    let mapped = map(&order).value;
    let long = too_long(&mapped).unwrap();
    assert_eq!(long.len(), 1);
    assert_eq!(
        (long[0].field.as_str(), long[0].length, long[0].limit),
        ("OrderInfo/ReferenceNumber", 51, 50)
    );
    order.reference_number = Some("ø".repeat(50));
    assert_eq!(too_long(&map(&order).value).unwrap(), []);
}
