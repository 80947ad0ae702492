package main

import (
	"fmt"
	"net/http"

	"example.com/shared"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, shared.Greeting("api")) })
	if err := http.ListenAndServe(":3000", nil); err != nil {
		panic(err)
	}
}
