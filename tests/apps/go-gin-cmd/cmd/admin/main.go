package main

import "fmt"

func main() { fmt.Println("an administrator's tool") }
