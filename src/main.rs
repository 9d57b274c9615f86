//! The page. What it does is in `ui`; native builds have none.

#[cfg(target_arch = "wasm32")]
fn main() {
    vidimus::browser::console::report_panics();
    vidimus::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
