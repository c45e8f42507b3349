//! Compressed answers, over real HTTP.

use asmx_soap::DecodeErrorKind;
use asmx_soap::http::{Error, HttpErrorKind};

use crate::over_http::{outcome, serve_bytes, three};
use crate::shop::answer;

#[tokio::test]
async fn a_compressed_answer_is_bounded_after_inflation() {
    let gzip = |body: &mut dyn std::io::Read| {
        let mut zipped = Vec::new();
        let mut writer = flate2::write::GzEncoder::new(&mut zipped, flate2::Compression::fast());
        std::io::copy(body, &mut writer).expect("zipped");
        writer.finish().expect("zipped");
        let mut bytes =
            format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", zipped.len())
                .into_bytes();
        bytes.append(&mut zipped);
        bytes
    };
    let (url, _served) = serve_bytes(gzip(&mut three().as_bytes())).await;
    assert!(matches!(outcome(&url).await, (ids, None) if ids == [1, -1, 3]));
    let start = answer("");
    let start = format!("{}<Item><Name>", &start[..start.find("</GetItemsResult>").expect("the result")]);
    let mut bomb =
        std::io::Read::chain(start.as_bytes(), std::io::Read::take(std::io::repeat(b'x'), 24 << 20));
    let bomb = gzip(&mut bomb);
    assert!(bomb.len() < 200_000, "it is small on the wire");
    let (url, _served) = serve_bytes(bomb).await;
    let (_, Some(Error::Decode(error))) = outcome(&url).await else { panic!("a bomb") };
    assert_eq!(error.kind(), &DecodeErrorKind::TooLarge { bound: "item_bytes", limit: 16 << 20 });
    let (url, _served) =
        serve_bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!").await;
    assert!(
        matches!(outcome(&url).await, (_, Some(Error::Http(error))) if error.kind() == HttpErrorKind::Interrupted)
    );
}
