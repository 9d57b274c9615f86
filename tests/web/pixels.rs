use super::script;
use vidimus::{
    browser::pixels::{self, Pixels},
    verdict::Reason,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

#[wasm_bindgen_test]
async fn a_picture_is_read_on_white() {
    let file = drawn(3, 2, "context.fillStyle = '#f00'; context.fillRect(0, 0, 1, 1)", "png").await;
    let pixels = pixels::from_file(&file).await.unwrap();
    assert_eq!((pixels.width, pixels.height), (3, 2));
    let bytes = pixels.to_vec();
    assert_eq!(bytes.len(), 3 * 2 * 4);
    assert_eq!(bytes[..4], [255, 0, 0, 255]);
    assert!(bytes[4..].iter().all(|&byte| byte == 255), "transparent becomes white");
}

#[wasm_bindgen_test]
async fn large_pictures_are_scaled_down() {
    for kind in ["png", "jpeg", "webp"] {
        let file = drawn(6000, 30, "", kind).await;
        let pixels = pixels::from_file(&file).await.unwrap();
        assert_eq!((pixels.width, pixels.height), (4096, 20), "{kind}");
    }
}

/// A phone that is held upright writes the rows as columns and says so in the EXIF data.
#[wasm_bindgen_test]
async fn a_photograph_is_upright() {
    let red_left = "context.fillStyle = '#00f'; context.fillRect(0, 0, 64, 32);
         context.fillStyle = '#f00'; context.fillRect(0, 0, 32, 32)";
    let file = drawn(64, 32, red_left, "jpeg").await;
    let exif =
        "new Uint8Array([0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8,
         0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0])";
    global("file", &file);
    let turned = script(&format!(
        "new File([file.slice(0, 2), {exif}, file.slice(2)], 'x.jpg', {{ type: 'image/jpeg' }})"
    ))
    .await;
    let pixels = pixels::from_file(turned.unchecked_ref()).await.unwrap();
    assert_eq!((pixels.width, pixels.height), (32, 64));
    let bytes = pixels.to_vec();
    let (first, last) = (&bytes[..4], &bytes[bytes.len() - 4..]);
    assert!(first[0] > 200 && first[2] < 50, "red on top: {first:?}");
    assert!(last[0] < 50 && last[2] > 200, "blue below: {last:?}");
}

#[wasm_bindgen_test]
async fn a_drawing_is_drawn_large_whatever_its_type() {
    for (name, kind) in [("code.svg", "image/svg+xml"), ("CODE.SVG", ""), ("code", "image/svg+xml")]
    {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="1" height="1"/></svg>"#;
        let file = file(&format!("[`{svg}`]"), name, kind).await;
        let pixels = pixels::from_file(&file).await.unwrap();
        assert_eq!((pixels.width, pixels.height), (1600, 800), "{name} {kind}");
        let bytes = pixels.to_vec();
        assert_eq!((bytes[0], bytes[bytes.len() - 4]), (0, 255));
    }
    let sizeless = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="5"/></svg>"#;
    let file = file(&format!("[`{sizeless}`]"), "x.svg", "image/svg+xml").await;
    assert_eq!(pixels::from_file(&file).await.unwrap().width, 1600);
}

#[wasm_bindgen_test]
async fn what_is_no_picture_is_said_to_be_none() {
    for (content, name, kind) in [
        ("['not a picture']", "x.png", "image/png"),
        ("[]", "x.png", "image/png"),
        ("['%PDF-1.7']", "x.pdf", "application/pdf"),
        ("['<svg']", "x.svg", "image/svg+xml"),
        ("[new Uint8Array([0x89, 80, 78, 71, 13, 10, 26, 10])]", "x.png", ""),
    ] {
        let file = file(content, name, kind).await;
        let result = pixels::from_file(&file).await;
        assert_eq!(result.err(), Some(Reason::PictureUnreadable), "{content} {name}");
    }
}

#[wasm_bindgen_test]
async fn too_much_is_refused_before_it_is_unpacked() {
    let heavy = file("[new Uint8Array(33 * 1024 * 1024)]", "x.png", "image/png").await;
    assert_eq!(pixels::from_file(&heavy).await.err(), Some(Reason::PictureTooLarge));

    // A small JPEG whose frame header claims 20,000 × 20,000 pixels.
    let small = drawn(16, 16, "", "jpeg").await;
    global("file", &small);
    let bomb = script(
        "(async () => {
            const bytes = new Uint8Array(await file.arrayBuffer());
            const header = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
            new DataView(bytes.buffer).setUint32(header + 5, (20000 << 16) | 20000);
            return new File([bytes], 'x.jpg', { type: 'image/jpeg' });
        })()",
    )
    .await;
    let result = pixels::from_file(bomb.unchecked_ref()).await;
    assert_eq!(result.err(), Some(Reason::PictureTooLarge));
}

#[wasm_bindgen_test]
async fn object_addresses_are_given_back() {
    script(
        "globalThis.revoked = 0; globalThis.revoke = URL.revokeObjectURL;
         URL.revokeObjectURL = (url) => { revoked += 1; revoke.call(URL, url); }",
    )
    .await;
    let good = drawn(3, 2, "", "png").await;
    let bad = file("['x']", "x.png", "image/png").await;
    pixels::from_file(&good).await.unwrap();
    pixels::from_file(&bad).await.unwrap_err();
    drop(pixels::from_file(&good));
    assert_eq!(script("URL.revokeObjectURL = revoke; revoked").await, 2);
}

#[wasm_bindgen_test]
fn modules_are_drawn_with_their_quiet_zone() {
    let pixels = Pixels::from_modules(2, &[true, false, false, true]).unwrap();
    assert_eq!(pixels.width, pixels.height);
    let side = usize::try_from(pixels.width).unwrap();
    let bytes = pixels.to_vec();
    assert_eq!(bytes.len(), side * side * 4);
    let dark = |column: usize, row: usize| bytes[(row * side + column) * 4] == 0;
    let module = side / 10;
    assert!(module >= 4);
    for row in 0..side {
        for column in 0..side {
            let expected = matches!((column / module, row / module), (4, 4) | (5, 5));
            assert_eq!(dark(column, row), expected, "{column} {row}");
        }
    }
}

#[wasm_bindgen_test]
fn modules_have_to_make_a_square() {
    for (size, count) in [(0, 0), (2, 3), (2, 5), (178, 178 * 178), (u32::MAX, 1)] {
        let result = Pixels::from_modules(size, &vec![true; count]);
        assert_eq!(result.err(), Some(Reason::PictureUnreadable), "{size} {count}");
    }
}

async fn drawn(width: u32, height: u32, drawing: &str, kind: &str) -> File {
    script(&format!(
        "(async () => {{
            const canvas = new OffscreenCanvas({width}, {height});
            const context = canvas.getContext('2d');
            {drawing};
            const blob = await canvas.convertToBlob({{ type: 'image/{kind}' }});
            return new File([blob], 'x.{kind}', {{ type: blob.type }});
        }})()"
    ))
    .await
    .unchecked_into()
}

async fn file(content: &str, name: &str, kind: &str) -> File {
    script(&format!("new File({content}, '{name}', {{ type: '{kind}' }})")).await.unchecked_into()
}

fn global(name: &str, value: &wasm_bindgen::JsValue) {
    js_sys::Reflect::set(&js_sys::global(), &name.into(), value).unwrap();
}
