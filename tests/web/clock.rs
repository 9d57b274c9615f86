use std::{cell::Cell, rc::Rc};
use vidimus::browser::clock;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn waiting_has_a_limit() {
    assert_eq!(clock::within(1_000, async { 7 }).await, Some(7));
    assert_eq!(clock::within(20, clock::sleep(60_000)).await, None);
}

#[wasm_bindgen_test]
async fn what_takes_too_long_is_dropped() {
    struct Dropped(Rc<Cell<bool>>);
    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.set(true);
        }
    }
    let dropped = Rc::new(Cell::new(false));
    let work = Dropped(Rc::clone(&dropped));
    let endless = async move {
        let _work = work;
        std::future::pending::<()>().await;
    };
    clock::within(10, endless).await;
    assert!(dropped.get());
}

#[wasm_bindgen_test]
async fn a_frame_comes() {
    assert!(clock::within(2_000, clock::next_frame()).await.is_some());
}

#[wasm_bindgen_test]
fn the_time_is_of_this_century() {
    assert!(clock::now_unix_seconds() > 1_600_000_000);
}
