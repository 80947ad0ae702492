import gleam/int
import gleam/io
import gleam/string

pub fn main() -> Nil {
  let letters = string.length("gleam")
  io.println("tally counted " <> int.to_string(letters) <> " letters")
}
