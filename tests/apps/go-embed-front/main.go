package main

import (
	"embed"
	"io/fs"
	"net/http"
)

//go:embed all:web/dist
var built embed.FS

func main() {
	pages, err := fs.Sub(built, "web/dist")
	if err != nil {
		panic(err)
	}
	panic(http.ListenAndServe(":8080", http.FileServer(http.FS(pages))))
}
