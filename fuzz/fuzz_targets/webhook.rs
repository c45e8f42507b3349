#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| wms_erp_fuzz::webhook::run(data));
