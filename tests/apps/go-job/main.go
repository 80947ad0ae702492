package main

import "fmt"

func main() { fmt.Println("tally counted", len("seven!!"), "letters") }
