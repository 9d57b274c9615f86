//! The page as a person sees it: views, buttons, verdicts.

use serde_json::Value;
use std::{path::Path, time::Duration};
use thirtyfour::prelude::*;

/// The open page.
#[derive(Clone, Copy)]
pub(crate) struct Page<'b> {
    driver: &'b WebDriver,
}

/// What the verdict's element says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) outcome: String,
    pub(crate) reasons: Vec<String>,
    pub(crate) text: String,
}

impl<'b> Page<'b> {
    pub(crate) const fn of(driver: &'b WebDriver) -> Self {
        Self { driver }
    }

    /// Waits for a view.
    pub(crate) async fn view(self, name: &str) {
        self.find(&format!("main[data-view='{name}']")).await;
    }

    /// Waits for an element.
    pub(crate) async fn find(self, css: &str) -> WebElement {
        let found = self.driver.query(By::Css(css)).wait(PATIENCE, STEP).first().await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css}: {error}\n{}", self.state().await),
        }
    }

    /// Whether an element is there now.
    pub(crate) async fn has(self, css: &str) -> bool {
        !self.driver.find_all(By::Css(css)).await.expect("an answer").is_empty()
    }

    /// Presses the button with this id, as a finger would.
    pub(crate) async fn press(self, id: &str) {
        let button = self.find(&format!("#{id}")).await;
        button.wait_until().wait(PATIENCE, STEP).clickable().await.expect("a button to press");
        button.scroll_into_view().await.expect("a button to press");
        button.click().await.unwrap_or_else(|error| panic!("{id}: {error}"));
    }

    /// Waits for a verdict.
    pub(crate) async fn verdict(self) -> Verdict {
        let element = self.find("[data-outcome]").await;
        let attribute = async |name: &str| element.attr(name).await.expect("an answer");
        Verdict {
            outcome: attribute("data-outcome").await.unwrap_or_default(),
            reasons: attribute("data-reasons")
                .await
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            text: self.text("main").await,
        }
    }

    /// The visible text of an element.
    pub(crate) async fn text(self, css: &str) -> String {
        self.find(css).await.text().await.expect("its text")
    }

    /// Waits until the list in use has this name.
    pub(crate) async fn list(self, name: &str) {
        self.find(&format!("[data-trust-source='{name}']")).await;
    }

    /// Waits until the service worker holds every file and answers for this page.
    pub(crate) async fn offline_ready(self) {
        self.find("[data-offline='ready']").await;
        self.until("navigator.serviceWorker.controller !== null").await;
    }

    /// Waits until a JavaScript expression is true.
    pub(crate) async fn until(self, expression: &str) {
        for _ in 0..PATIENCE.as_millis() / STEP.as_millis() {
            if self.run(&format!("return {expression}")).await == Value::Bool(true) {
                return;
            }
            tokio::time::sleep(STEP).await;
        }
        panic!("still not: {expression}\n{}", self.state().await);
    }

    /// Runs JavaScript and gives what it returns.
    pub(crate) async fn run(self, script: &str) -> Value {
        let returned = self.driver.execute(script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Runs JavaScript that calls `done(value)` when it is ready.
    pub(crate) async fn run_until_done(self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        let returned = self.driver.execute_async(&script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Loads the page again.
    pub(crate) async fn reload(self) {
        self.driver.refresh().await.expect("the page again");
        self.view("start").await;
    }

    /// Gives a file to the button for pictures.
    pub(crate) async fn upload(self, file: &Path) {
        let input = self.driver.find(By::Css("#photo")).await.expect("the input for pictures");
        input.send_keys(file.to_str().expect("a path")).await.expect("a file chosen");
    }

    /// Chooses an option of a list of choices, by its value.
    pub(crate) async fn choose(self, id: &str, value: &str) {
        let option = self.find(&format!("#{id} option[value='{value}']")).await;
        option.click().await.unwrap_or_else(|error| panic!("{id}: {value}: {error}"));
        self.until(&format!("document.querySelector('#{id}').value === '{value}'")).await;
    }

    /// Types into an element.
    pub(crate) async fn fill(self, id: &str, text: &str) {
        self.find(&format!("#{id}")).await.send_keys(text).await.expect("text typed");
    }

    /// The driver itself.
    pub(crate) const fn driver(self) -> &'b WebDriver {
        self.driver
    }

    /// Where the page is, for a message.
    async fn state(self) -> String {
        let body = self.driver.find(By::Css("body")).await;
        let text = match body {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        };
        let log = self.driver.get_log("browser").await;
        let log = log.map(|entries| entries.into_iter().map(|e| e.message).collect::<Vec<_>>());
        format!("the page shows:\n{text}\nthe console: {log:#?}")
    }
}

/// The slowest machine that the tests run on needs a second or two; a hang is a hang.
const PATIENCE: Duration = Duration::from_secs(15);
const STEP: Duration = Duration::from_millis(50);
