//! The page that says why Ithaca could not start. It needs neither the interface nor the database.

use ithaca_core::locale::Locale;
use tauri::http::{Response, StatusCode, header};
use tauri::{AppHandle, Url, WebviewUrl, WebviewWindowBuilder};

use crate::words::say;

/// The scheme the page is served under, by this process to its own window.
pub const SCHEME: &str = "ithaca-start";

const LABEL: &str = "start-error";
const SIZE: (f64, f64) = (560.0, 360.0);
const POLICY: &str = "default-src 'none'; style-src 'self'";
const STYLE: &str = include_str!("start_error.css");

/// Why it could not start, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartError {
    /// What failed and what to do, a sentence or two.
    pub sentence: String,
    /// The data folder it is about.
    pub folder: String,
}

impl StartError {
    /// What the terminal is told.
    pub fn line(&self) -> String {
        if self.folder.is_empty() {
            self.sentence.clone()
        } else {
            format!("{}\n{}", self.sentence, self.folder)
        }
    }
}

/// Answers the window's two requests: the page and its style.
pub fn answer(path: &str, error: &StartError, locale: &Locale) -> Response<Vec<u8>> {
    let (kind, body) = match path {
        "/" => ("text/html; charset=utf-8", page(error, locale)),
        "/style.css" => ("text/css; charset=utf-8", STYLE.to_owned()),
        _ => {
            let mut missing = Response::new(Vec::new());
            *missing.status_mut() = StatusCode::NOT_FOUND;
            return missing;
        }
    };
    let mut response = Response::new(body.into_bytes());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        header::HeaderValue::from_static(POLICY),
    );
    response
}

/// Shows the page in a small window of its own.
///
/// # Errors
/// Where the system cannot show a web view.
pub fn show(app: &AppHandle, locale: &Locale) -> tauri::Result<()> {
    // Windows cannot serve a scheme of one's own and maps it to a host.
    let address = if cfg!(windows) {
        format!("http://{SCHEME}.localhost/")
    } else {
        format!("{SCHEME}://localhost/")
    };
    let url = address
        .parse::<Url>()
        .map_err(|_| tauri::Error::InvalidWebviewUrl("start page"))?;
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::CustomProtocol(url))
        .title(say(locale, "start_error_title"))
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(400.0, 280.0)
        .incognito(!crate::web_view::is_driven())
        .center()
        .build()
        .map(drop)
}

fn page(error: &StartError, locale: &Locale) -> String {
    let language = locale.language.tag();
    let title = escaped(&say(locale, "start_error_title"));
    let sentence = escaped(&error.sentence);
    let folder = escaped(&error.folder);
    let label = escaped(&say(locale, "start_error_folder"));
    let safe = escaped(&say(locale, "start_error_nothing_lost"));
    let place = if folder.is_empty() {
        String::new()
    } else {
        format!("<dl><dt>{label}</dt><dd><bdi>{folder}</bdi></dd></dl>")
    };
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"/style.css\"></head>\n\
         <body><main><h1>{title}</h1><p>{sentence}</p>{place}<p class=\"quiet\">{safe}</p></main></body>\n\
         </html>\n"
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn a_folder_named_like_markup_is_shown_as_it_is() {
        let error = StartError {
            sentence: "It did not work.".to_owned(),
            folder: "/home/<script>alert(1)</script>".to_owned(),
        };
        let response = answer("/", &error, &words::of_system());
        let page = String::from_utf8(response.into_body()).expect("a page is text");
        assert!(page.contains("&lt;script&gt;"), "the name is shown");
        assert!(!page.contains("<script"), "and not run");
    }

    #[test]
    fn the_page_may_load_its_style_and_nothing_else() {
        let error = StartError {
            sentence: String::new(),
            folder: String::new(),
        };
        let response = answer("/", &error, &words::of_system());
        let policy = response.headers().get(header::CONTENT_SECURITY_POLICY);
        assert_eq!(policy.and_then(|value| value.to_str().ok()), Some(POLICY));
        let elsewhere = answer("/elsewhere", &error, &words::of_system());
        assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND);
    }
}
