// Package web serves the shop.
package web

import (
	"log"
	"os"

	"github.com/gin-gonic/gin"
)

// Serve answers until it fails.
func Serve() {
	router := gin.Default()
	router.GET("/", func(c *gin.Context) { c.String(200, "Hello from Gin in %s", os.Getenv("SHOP_CITY")) })
	log.Fatal(router.Run())
}
