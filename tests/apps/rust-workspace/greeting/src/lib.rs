/// What is said to somebody.
pub fn to(name: &str) -> String {
    format!("Hello, {name}, from a workspace")
}
