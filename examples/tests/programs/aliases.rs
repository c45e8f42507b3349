//! What the read me says still starts: the examples `host` and `sandbox` are the service.

use super::printed;

#[test]
fn the_example_host_is_the_service() {
    assert!(printed("host", &["--version"]).starts_with("wms-erp "));
    assert!(printed("host", &["once", "--help"]).contains("--config <FILE>"));
}

#[test]
fn the_example_sandbox_is_the_services_sandbox() {
    assert!(printed("sandbox", &["--help"]).contains("--write-config <FILE>"));
}
