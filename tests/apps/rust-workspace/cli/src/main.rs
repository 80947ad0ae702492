fn main() {
    println!("{}", greeting::to("you"));
}
