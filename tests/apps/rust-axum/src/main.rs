use axum::{routing::get, Router};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let app = Router::new()
        .route("/", get(|| async { "Hello from Axum" }))
        .route("/healthz", get(|| async { "well" }));
    let port = std::env::var("PORT").unwrap_or("3000".into());
    let listener = tokio::net::TcpListener::bind(format!("0.0.0.0:{port}")).await.expect("a free port");
    let stopped = async { tokio::signal::ctrl_c().await.expect("a signal") };
    axum::serve(listener, app).with_graceful_shutdown(stopped).await.expect("a server");
}
