/// Why pixels or a text were not taken at all. Sizes are in pixels and bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScanError {
    /// The samples do not fill the frame.
    #[error("a frame of {width} x {height} cannot have {samples} samples")]
    FrameSize {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
        /// Samples that came.
        samples: usize,
    },
    /// The text is longer than any certificate.
    #[error("{bytes} bytes are more than the {limit} that a certificate may have")]
    TooLong {
        /// Bytes that came.
        bytes: usize,
        /// Most bytes.
        limit: usize,
    },
    /// The picture is larger than we look at.
    #[error("{width} x {height} is more than {limit} pixels")]
    TooManyPixels {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
        /// Most pixels.
        limit: usize,
    },
}
