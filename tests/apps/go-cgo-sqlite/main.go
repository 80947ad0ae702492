package main

import (
	"database/sql"
	"fmt"
	"net/http"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	db, err := sql.Open("sqlite3", "notes.db")
	if err != nil {
		panic(err)
	}
	if _, err := db.Exec("create table if not exists notes (text text)"); err != nil {
		panic(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		var version string
		if err := db.QueryRow("select sqlite_version()").Scan(&version); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, "Hello from SQLite", version)
	})
	panic(http.ListenAndServe(":8080", nil))
}
