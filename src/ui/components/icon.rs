//! The signs of the page, drawn as lines on a grid of 24.

use yew::{AttrValue, Html, classes, html};

/// A sign. It is decoration: words stand beside it, or name what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    /// An arrow head against the line.
    Back,
    /// A camera.
    Camera,
    /// A clock.
    Clock,
    /// Arrows outwards.
    Closer,
    /// Two sheets.
    Copy,
    /// A moon.
    Dark,
    /// An arrow head downwards.
    Down,
    /// A cross.
    Fail,
    /// An i in a ring.
    Info,
    /// A house with columns.
    Issuer,
    /// A globe.
    Language,
    /// A sun.
    Light,
    /// An arrow along the line.
    Next,
    /// Waves, struck out.
    Offline,
    /// Waves.
    Online,
    /// A tick.
    Pass,
    /// A clipboard.
    Paste,
    /// A person.
    Person,
    /// A picture.
    Photo,
    /// A device with a tick.
    Ready,
    /// A heart.
    Recovery,
    /// A frame with a line.
    Scan,
    /// Two sliders.
    Settings,
    /// A shield.
    Shield,
    /// A dash.
    Skipped,
    /// A steady device.
    Still,
    /// A cross.
    Stop,
    /// Half a ring filled.
    System,
    /// A test tube.
    Test,
    /// A triangle in a ring.
    Try,
    /// A question mark.
    Unknown,
    /// Two arrows in a ring.
    Update,
    /// A syringe.
    Vaccination,
    /// A triangle.
    Warning,
}

impl Icon {
    /// The sign as a picture.
    pub(super) fn draw(self) -> Html {
        // What points along the line turns with its direction.
        let turns = matches!(self, Self::Back | Self::Next).then_some("icon-turns");
        html! {
            <svg class={classes!("icon", turns)} viewBox="0 0 24 24" aria-hidden="true">
                <path d={AttrValue::Static(self.lines())} />
            </svg>
        }
    }

    const fn lines(self) -> &'static str {
        match self {
            Self::Back => "M14.5 5.5L8 12l6.5 6.5",
            Self::Camera => {
                "M4.5 7.5h3L9 5h6l1.5 2.5h3A1.5 1.5 0 0 1 21 9v8.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5V9a1.5 1.5 0 0 1 1.5-1.5zM12 9.75a3.25 3.25 0 1 0 0 6.5a3.25 3.25 0 0 0 0-6.5z"
            }
            Self::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
            Self::Closer => {
                "M9 15l-5 5M4 15.5V20h4.5M15 9l5-5M15.5 4H20v4.5M4 8.5V4h4.5M20 15.5V20h-4.5"
            }
            Self::Copy => "M9 8.5h10.5V20H9zM15 8.5V4H4.5v11.5H9",
            Self::Dark => "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
            Self::Down => "M6 9.5l6 6 6-6",
            Self::Fail => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Info => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 11.5v4.5M12 8v.01",
            Self::Issuer => "M4 9.5L12 4l8 5.5zM6.5 9.5V17M12 9.5V17M17.5 9.5V17M4.5 17h15M4 20h16",
            Self::Language => {
                "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c2.4 2.3 3.5 5.3 3.5 8.5s-1.1 6.2-3.5 8.5c-2.4-2.3-3.5-5.3-3.5-8.5s1.1-6.2 3.5-8.5z"
            }
            Self::Light => {
                "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1"
            }
            Self::Next => "M5 12h14M13 6l6 6-6 6",
            Self::Offline => {
                "M3.5 9.5a12.5 12.5 0 0 1 4.5-2.8M12 6.3c3.1 0 6.2 1.1 8.5 3.2M6.5 13a8 8 0 0 1 5-2.1M9.5 16.3a3.7 3.7 0 0 1 5 0M12 19.5v.01M4 4l16 16"
            }
            Self::Online => {
                "M3.5 9.5a12.5 12.5 0 0 1 17 0M6.5 13a8 8 0 0 1 11 0M9.5 16.3a3.7 3.7 0 0 1 5 0M12 19.5v.01"
            }
            Self::Pass => "M5.5 12.5l4.5 4.5L18.5 8",
            Self::Paste => {
                "M9 3.5h6v3.5H9zM9 5H7a1.5 1.5 0 0 0-1.5 1.5V19A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V6.5A1.5 1.5 0 0 0 17 5h-2M9 12h6M9 15.5h4"
            }
            Self::Person => {
                "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4.5 20c.8-3.8 3.8-5.5 7.5-5.5s6.7 1.7 7.5 5.5"
            }
            Self::Photo => {
                "M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5zM3.5 16.5L8 12l3.5 3.5 3-3 6 5M15.5 8.75h.01"
            }
            Self::Ready => {
                "M8.5 3.5h7A1.5 1.5 0 0 1 17 5v14a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19V5a1.5 1.5 0 0 1 1.5-1.5zM9.5 11.5l2 2 3-3.5"
            }
            Self::Recovery => {
                "M12 20s-8-4.7-8-10.4A4.4 4.4 0 0 1 12 7.2a4.4 4.4 0 0 1 8 2.4C20 15.3 12 20 12 20z"
            }
            Self::Scan => {
                "M4 8V6a2 2 0 0 1 2-2h2M16 4h2a2 2 0 0 1 2 2v2M20 16v2a2 2 0 0 1-2 2h-2M8 20H6a2 2 0 0 1-2-2v-2M7.5 12h9"
            }
            Self::Settings => {
                "M4 7h8M18 7h2M4 17h2M12 17h8M12.5 7a2.25 2.25 0 1 0 4.5 0a2.25 2.25 0 1 0-4.5 0M7 17a2.25 2.25 0 1 0 4.5 0a2.25 2.25 0 1 0-4.5 0"
            }
            Self::Shield => {
                "M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10"
            }
            Self::Skipped => "M7 12h10",
            Self::Still => {
                "M9 4.5h6A1.5 1.5 0 0 1 16.5 6v12a1.5 1.5 0 0 1-1.5 1.5H9A1.5 1.5 0 0 1 7.5 18V6A1.5 1.5 0 0 1 9 4.5zM3.5 9.5v5M20.5 9.5v5"
            }
            Self::Stop => "M6 6l12 12M18 6L6 18",
            Self::System => {
                "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 3.5v17M12 8h4.5M12 12h8M12 16h6.5"
            }
            Self::Test => "M8.5 3.5h7M10 3.5V18a2 2 0 0 0 4 0V3.5M10 11.5h4",
            Self::Try => "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM10.25 8.75l5 3.25-5 3.25z",
            Self::Unknown => "M9 9.2a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1.1-1.4 2.1M12 17.5v.01",
            Self::Update => {
                "M19.5 11.5a7.6 7.6 0 0 0-14-3M4.5 12.5a7.6 7.6 0 0 0 14 3M5 4.5v4h4M19 19.5v-4h-4"
            }
            Self::Vaccination => {
                "M15 4l5 5M17.5 6.5L15 9M11.5 6.5l6 6L11 19H7.5L5 16.5V13zM6 18l-2.5 2.5M9.5 11.5l2 2"
            }
            Self::Warning => "M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.01",
        }
    }
}
