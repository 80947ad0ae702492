package main

import (
	"context"
	"html/template"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	page := template.Must(template.ParseGlob("templates/*.html"))
	port := os.Getenv("PORT")
	if port == "" {
		port = "8090"
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("GET /{name}", func(w http.ResponseWriter, r *http.Request) {
		if err := page.Execute(w, r.PathValue("name")); err != nil {
			log.Print(err)
		}
	})
	server := &http.Server{Addr: ":" + port, Handler: mux}
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	go func() { <-stopped.Done(); _ = server.Shutdown(context.Background()) }()
	log.Print(server.ListenAndServe())
}
