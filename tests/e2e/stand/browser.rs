//! A Chromium of the test's own: driver, profile and camera end with it.

use super::{Film, Page, Stand};
use std::{
    env,
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt as _,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;
use thirtyfour::{LoggingPrefsLogLevel, prelude::*};

/// What the page finds when it asks for a camera.
pub(crate) enum Camera {
    /// One that shows this film.
    Showing(Film),
    /// One that the person refuses.
    Refused,
    /// None.
    Missing,
}

/// How the page is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dark: bool,
    pub(crate) language: &'static str,
}

impl Look {
    /// A phone in daylight, in English.
    pub(crate) const PHONE: Self = Self { width: 390, height: 844, dark: false, language: "en" };
}

/// A running browser with one page.
pub(crate) struct Browser {
    // Dropped in this order: in a test that fails nobody has quit, and the driver would wait long
    // for an answer from a process that is still there.
    _process: DriverProcess,
    driver: WebDriver,
    net_log: PathBuf,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser.
    pub(crate) async fn start(camera: &Camera, look: Look) -> Self {
        let no_names = format!("--host-resolver-rules={NO_NAMES}");
        Self::start_with(camera, look, vec![no_names]).await
    }

    /// Starts a browser with more arguments.
    pub(crate) async fn start_with(camera: &Camera, look: Look, more: Vec<String>) -> Self {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let net_log = profile.path().join("net-log.json");
        let process = DriverProcess::start();
        let mut capabilities = DesiredCapabilities::chrome();
        let mut arguments: Vec<String> = ARGUMENTS.iter().map(|&text| text.to_owned()).collect();
        arguments.extend(more);
        arguments.push(format!("--user-data-dir={}", profile.path().join("profile").display()));
        arguments.push(format!("--log-net-log={}", net_log.display()));
        arguments.push(format!("--accept-lang={}", look.language));
        arguments.push(format!("--window-size={},{}", look.width, look.height));
        match camera {
            Camera::Showing(film) => arguments.extend([
                "--use-fake-ui-for-media-stream".to_owned(),
                "--use-fake-device-for-media-stream".to_owned(),
                format!("--use-file-for-fake-video-capture={}", film.path().display()),
            ]),
            Camera::Refused => arguments.push("--use-fake-device-for-media-stream".to_owned()),
            Camera::Missing => arguments.push("--use-fake-ui-for-media-stream".to_owned()),
        }
        for argument in &arguments {
            capabilities.add_arg(argument).expect("an argument");
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a log level");
        if let Some(chrome) = env::var_os("CHROME") {
            capabilities.set_binary(&chrome.to_string_lossy()).expect("a browser");
        }
        let driver = WebDriver::new(process.url(), capabilities).await.expect("a browser");
        let metrics = serde_json::json!({
            "width": look.width, "height": look.height, "mobile": false,
            "deviceScaleFactor": 1,
        });
        let browser = Self { driver, net_log, _process: process, _profile: profile };
        browser.send("Emulation.setDeviceMetricsOverride", metrics).await;
        let scheme = if look.dark { "dark" } else { "light" };
        let features = serde_json::json!({
            "features": [{ "name": "prefers-color-scheme", "value": scheme }],
        });
        browser.send("Emulation.setEmulatedMedia", features).await;
        browser
    }

    /// Opens the page and waits until it can be used.
    pub(crate) async fn open(&self, stand: &Stand, camera: &Camera) -> Page<'_> {
        if matches!(camera, Camera::Refused) {
            let origin = stand.server.url();
            let origin = origin.trim_end_matches('/');
            let refusal = serde_json::json!({
                "permission": { "name": "camera" }, "setting": "denied", "origin": origin,
            });
            self.send("Browser.setPermission", refusal).await;
        }
        self.driver.goto(stand.server.url()).await.expect("the page");
        let page = Page::of(&self.driver);
        page.view("start").await;
        page
    }

    /// A command of Chromium's own protocol.
    pub(crate) async fn send(&self, command: &str, parameters: serde_json::Value) {
        self.driver.cdp().send_raw(command, parameters).await.expect("an answer");
    }

    /// Ends the browser and gives what it logged of the network.
    pub(crate) async fn quit(self) -> String {
        self.driver.quit().await.expect("an end");
        std::fs::read_to_string(&self.net_log).expect("the browser's log of the network")
    }
}

/// `chromedriver` on a free port.
struct DriverProcess {
    child: Child,
    port: u16,
}

impl DriverProcess {
    fn start() -> Self {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let child = Command::new(&program)
            .arg(format!("--port={port}"))
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let child = child.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let process = Self { child, port };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return process;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("{} did not start in 20 s", program.display());
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for DriverProcess {
    /// Ends the driver and every process of its browser, which would outlive it.
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Headless, and nothing that is not asked for.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
];

/// No name is resolved but this machine's.
pub(super) const NO_NAMES: &str = "MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1";
